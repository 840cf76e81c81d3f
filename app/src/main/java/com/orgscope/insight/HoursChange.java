package com.orgscope.insight;

import com.orgscope.insight.QuarterAnswers.Change;
import com.orgscope.insight.QuarterAnswers.Part;
import com.orgscope.kernel.TimeWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts noised causes beside the two published figures that they explain, in tenths of an hour. */
final class HoursChange {
  private static final double TENTHS = 10;

  private HoursChange() {}

  /**
   * @param before the days of the earlier release, as they were counted
   * @param hours a week that each cause added, noised
   * @param half of the range of a cause; that of {@link ChangeCause#LATE_DATA} has the published
   *     figure's beside it
   */
  static Change of(
      Release earlier, TimeWindow before, Figure now, Map<ChangeCause, Double> hours, double half) {
    Figure then = earlier.total();
    double thenHalf = ChangeSince.half(then.hoursPerWeek(), then.hoursInterval());
    double nowHalf = ChangeSince.half(now.hoursPerWeek(), now.hoursInterval());
    List<Part> parts = new ArrayList<>();
    long rest = tenths(now.hoursPerWeek()) - tenths(then.hoursPerWeek());
    for (Map.Entry<ChangeCause, Double> cause : hours.entrySet()) {
      double around = cause.getKey() == ChangeCause.LATE_DATA ? Math.hypot(half, thenHalf) : half;
      long printed = tenths(cause.getValue());
      rest -= printed;
      parts.add(
          new Part(
              cause.getKey(),
              printed / TENTHS,
              new Interval(
                  Math.floor(TENTHS * (cause.getValue() - around)) / TENTHS,
                  Math.ceil(TENTHS * (cause.getValue() + around)) / TENTHS)));
    }
    return new Change(
        earlier.id(),
        before,
        then.hoursPerWeek(),
        now.hoursPerWeek(),
        ChangeSince.noise(thenHalf, nowHalf),
        parts,
        rest / TENTHS);
  }

  private static long tenths(double hours) {
    return Math.round(TENTHS * hours);
  }
}
