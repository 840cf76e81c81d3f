package com.orgscope.insight;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Adds published cells up. Sums cost no privacy: they are made of what everybody may see. */
final class Sums {
  private Sums() {}

  static Figure of(List<ReleaseCell> cells, List<Assumption> assumptions) {
    long people = cells.stream().mapToLong(ReleaseCell::people).sum();
    // In tenths, so that the sum is the sum of what is printed.
    double hours = cells.stream().mapToLong(c -> Math.round(c.hoursPerWeek() * 10)).sum() / 10.0;
    Interval peopleInterval =
        around(people, cells, ReleaseCell::people, ReleaseCell::peopleInterval);
    Interval hoursInterval =
        around(hours, cells, ReleaseCell::hoursPerWeek, ReleaseCell::hoursInterval);
    return new Figure(
        people,
        new Interval(Math.floor(peopleInterval.low()), Math.ceil(peopleInterval.high())),
        hours,
        hoursInterval,
        cells.stream().mapToLong(ReleaseCell::usdPerYear).sum(),
        Money.of(assumptions, Money.hoursOf(cells)).aYear(hoursInterval));
  }

  /**
   * Noise of different cells is independent, so half widths add as squares. The upper half counts,
   * since the lower one may be cut off at zero.
   */
  private static Interval around(
      double sum,
      List<ReleaseCell> cells,
      ToDoubleFunction<ReleaseCell> value,
      Function<ReleaseCell, Interval> interval) {
    if (cells.size() == 1) {
      // A number shown twice has one range.
      return interval.apply(cells.getFirst());
    }
    double squares =
        cells.stream()
            .mapToDouble(c -> interval.apply(c).high() - value.applyAsDouble(c))
            .map(w -> w * w)
            .sum();
    double half = Math.round(Math.sqrt(squares) * 10) / 10.0;
    return new Interval(Math.max(0, sum - half), sum + half);
  }
}
