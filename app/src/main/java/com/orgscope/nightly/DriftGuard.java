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
  /** Bounds are whole percents and people are counted, so that a bound is where it says. */
  static final int CHANGED_PERCENT = 20;

  static final int SWALLOWED_PERCENT = 60;
  static final int GROWTH_PERCENT = 20;

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
        .filter(a -> a.judgment().status() == Status.DECIDED)
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
    if (100L * changed > (long) CHANGED_PERCENT * earlier.size()) {
      return Optional.of(
          "%.0f %% of the people would change category in one night; more than %d %% is held back"
              .formatted(100.0 * changed / earlier.size(), CHANGED_PERCENT));
    }
    return swallowed(earlier, later);
  }

  private static Optional<String> swallowed(
      Map<PersonKey, String> earlier, Map<PersonKey, String> later) {
    Map<String, Integer> before = counts(earlier);
    long all = later.size();
    return counts(later).entrySet().stream()
        .filter(e -> 100L * e.getValue() > SWALLOWED_PERCENT * all)
        .filter(e -> {
          long was = before.getOrDefault(e.getKey(), 0);
          // The two shares' difference in percent, times both numbers of people.
          return 100 * (e.getValue() * (long) earlier.size() - was * all)
              > GROWTH_PERCENT * all * earlier.size();
        })
        .map(e ->
            "%s would grow to %.0f %% of the people in one night"
                .formatted(e.getKey(), 100.0 * e.getValue() / all))
        .findFirst();
  }

  private static Map<String, Integer> counts(Map<PersonKey, String> categories) {
    Map<String, Integer> counts = new HashMap<>();
    categories.values().forEach(c -> counts.merge(c, 1, Integer::sum));
    return counts;
  }
}
