package com.orgscope.sources;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether everything that the tenant's sources have of a UTC day is in the lake.
 *
 * @param complete true if every hour that could be asked for is certified; also if no source is
 *     connected, since then nobody knows better
 * @param sources that can be certified
 * @param certifiedHours of all sources
 * @param pendingHours too young to be asked for yet
 * @param reasons one sentence for each source with gaps
 */
public record DayCompleteness(
    LocalDate day,
    boolean complete,
    int sources,
    int certifiedHours,
    int pendingHours,
    List<String> reasons) {
  private static final int HOURS_A_DAY = 24;

  public DayCompleteness {
    reasons = List.copyOf(reasons);
  }

  /** Whether every source that can be certified was asked for every hour of the day. */
  public boolean coversTheDay() {
    return complete && sources > 0 && certifiedHours >= HOURS_A_DAY * sources;
  }
}
