package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.kernel.PersonKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a night back when it says too much that is new at once: a mistake of the model or of the
 * data is likelier than a company that changed overnight.
 *
 * @param before how many people are decided by what holds now
 * @param changed those of them whom this night decides to be in another category
 * @param held why to hold it back; null if nothing speaks against it
 */
record DriftGuard(int before, int changed, @Nullable String held) {
  /** Bounds are whole percents and people are counted, so that a bound is where it says. */
  static final int CHANGED_PERCENT = 20;

  static final int SWALLOWED_PERCENT = 60;
  static final int GROWTH_PERCENT = 20;

  /** Fewer decisions than this say nothing about a company. */
  static final int FEWEST = 50;

  /**
   * @param before what holds now
   * @param answers of this night
   */
  static DriftGuard of(Collection<Assignment> before, Map<PersonKey, Judgment> answers) {
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
    return new DriftGuard(earlier.size(), changed, holds(earlier, later, changed));
  }

  /** In people, not in percents: what is rounded can contradict its bound. */
  private static @Nullable String holds(
      Map<PersonKey, String> earlier, Map<PersonKey, String> later, int changed) {
    if (earlier.size() < FEWEST) {
      return null;
    }
    if (100L * changed > (long) CHANGED_PERCENT * earlier.size()) {
      return String.format(
          Locale.ROOT,
          "%,d of %,d people would change category in one night; more than %d %% is held back",
          changed,
          earlier.size(),
          CHANGED_PERCENT);
    }
    return swallowed(earlier, later);
  }

  private static @Nullable String swallowed(
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
            String.format(
                Locale.ROOT,
                "%s would grow from %,d of %,d people to %,d of %,d in one night; more than %d %%,"
                    + " and more than %d points above the night before, is held back",
                e.getKey(),
                before.getOrDefault(e.getKey(), 0),
                earlier.size(),
                e.getValue(),
                all,
                SWALLOWED_PERCENT,
                GROWTH_PERCENT))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Integer> counts(Map<PersonKey, String> categories) {
    Map<String, Integer> counts = new HashMap<>();
    categories.values().forEach(c -> counts.merge(c, 1, Integer::sum));
    return counts;
  }
}
