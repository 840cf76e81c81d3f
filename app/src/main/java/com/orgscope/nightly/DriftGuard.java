package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps a night back when it says too much that is new at once: a mistake of the model or of the
 * data is likelier than a company that changed overnight.
 */
final class DriftGuard {
  static final double CHANGED_LIMIT = 0.20;
  static final double SWALLOWED_LIMIT = 0.60;
  static final double SWALLOWED_GROWTH = 0.20;

  /** Fewer decisions than this say nothing about a company. */
  static final int FEWEST = 50;

  private DriftGuard() {}

  /**
   * @param before what holds now
   * @param answers of this night
   * @return why to hold it back, or empty
   */
  static Optional<String> holds(Collection<Assignment> before, Map<PersonKey, Judgment> answers) {
    Map<PersonKey, String> earlier = new HashMap<>();
    before.stream()
        .filter(a -> a.judgment().status() == Status.DECIDED && a.judgment().category() != null)
        .forEach(a -> earlier.put(a.person(), String.valueOf(a.judgment().category())));
    Map<PersonKey, String> later = new HashMap<>(earlier);
    int changed = 0;
    for (Map.Entry<PersonKey, Judgment> answer : answers.entrySet()) {
      Judgment judgment = answer.getValue();
      if (judgment.status() != Status.DECIDED) {
        later.remove(answer.getKey());
        continue;
      }
      String category = String.valueOf(judgment.category());
      String was = earlier.get(answer.getKey());
      changed += was != null && !was.equals(category) ? 1 : 0;
      later.put(answer.getKey(), category);
    }
    if (earlier.size() < FEWEST) {
      return Optional.empty();
    }
    double share = (double) changed / earlier.size();
    if (share > CHANGED_LIMIT) {
      return Optional.of(
          "%.0f %% of the people would change category in one night; more than %.0f %% is held back"
              .formatted(100 * share, 100 * CHANGED_LIMIT));
    }
    return swallowed(earlier, later);
  }

  private static Optional<String> swallowed(
      Map<PersonKey, String> earlier, Map<PersonKey, String> later) {
    Map<String, Double> before = shares(earlier);
    return shares(later).entrySet().stream()
        .filter(e -> e.getValue() > SWALLOWED_LIMIT)
        .filter(e -> e.getValue() - before.getOrDefault(e.getKey(), 0.0) > SWALLOWED_GROWTH)
        .map(e ->
            "%s would grow to %.0f %% of the people in one night"
                .formatted(e.getKey(), 100 * e.getValue()))
        .findFirst();
  }

  private static Map<String, Double> shares(Map<PersonKey, String> categories) {
    Map<String, Double> shares = new HashMap<>();
    categories.values().forEach(c -> shares.merge(c, 1.0 / categories.size(), Double::sum));
    return shares;
  }
}
