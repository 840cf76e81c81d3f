package com.orgscope.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of one person add up to, still under the names that applications are stored by. The
 * rows may lie under several keys of the person.
 */
final class PersonRows {
  private final Map<String, Counts> byStoredName = new HashMap<>();
  private final Map<Long, Long> activeDays = new HashMap<>();
  private Counts whole = Counts.NONE;

  /**
   * @param app null for friction that led to no application
   * @param stretch of days, counted from the first of the window
   * @param days a bit for each day of the stretch with an access
   */
  void add(@Nullable String app, Counts counts, long stretch, long days) {
    whole = whole.plus(counts);
    activeDays.merge(stretch, days, (a, b) -> a | b);
    if (app != null) {
      byStoredName.merge(app, counts, Counts::plus);
    }
  }

  /** Leaves out applications that were never reached. */
  PersonTally tally(Function<String, Application> applications) {
    PersonTally tally = new PersonTally();
    byStoredName.forEach((app, counts) -> {
      if (counts.accesses() > 0) {
        tally.addApplication(applications.apply(app), counts);
      }
    });
    tally.setWhole(whole, activeDays.values().stream().mapToInt(Long::bitCount).sum());
    return tally;
  }
}
