package com.orgscope.insight;

import com.orgscope.usage.Range;
import java.util.List;

/** Dollars a year of hours a week: hours × loaded hourly cost × weeks a year. */
public final class Money {
  public static final String HOURLY_COST = "hourly-cost";
  public static final String WEEKS = "weeks-per-year";

  private final Range factor;

  private Money(Range factor) {
    this.factor = factor;
  }

  /** For hours that were measured: no minutes are assumed. */
  static Money of(List<Assumption> assumptions) {
    return new Money(
        Range.product(
            List.of(named(assumptions, HOURLY_COST).range(), named(assumptions, WEEKS).range())));
  }

  public static Assumption named(List<Assumption> assumptions, String id) {
    return assumptions.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no assumption named " + id));
  }

  /** Whole dollars. */
  long aYear(double hoursPerWeek) {
    return Math.round(exactly(hoursPerWeek));
  }

  double exactly(double hoursPerWeek) {
    return hoursPerWeek * factor.typical();
  }

  Interval aYear(Interval hoursPerWeek) {
    return dollars(hoursPerWeek.times(factor));
  }

  public static Interval dollars(Interval interval) {
    return new Interval(Math.floor(interval.low()), Math.ceil(interval.high()));
  }
}
