package com.orgscope.insight;

import java.util.List;

/** Dollars a year of hours a week: hours × loaded hourly cost × weeks a year. */
public final class Money {
  public static final String HOURLY_COST = "hourly-cost";
  public static final String WEEKS = "weeks-per-year";

  /** The minutes one friction takes, by cause; their typical values are in the hours already. */
  static final String MINUTES = "minutes-per-";

  private final Factor factor;

  private Money(Factor factor) {
    this.factor = factor;
  }

  /** For hours of every cause: the widest range of minutes covers each mix of them. */
  static Money of(List<Assumption> assumptions) {
    List<Factor> minutes =
        assumptions.stream().filter(a -> a.id().startsWith(MINUTES)).map(Factor::error).toList();
    double low = minutes.stream().mapToDouble(Factor::low).min().orElse(1);
    double high = minutes.stream().mapToDouble(Factor::high).max().orElse(1);
    return new Money(
        Factor.of(
            List.of(
                Factor.value(named(assumptions, HOURLY_COST)),
                Factor.value(named(assumptions, WEEKS)),
                new Factor(1, low, high))));
  }

  public static Assumption named(List<Assumption> assumptions, String id) {
    return assumptions.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no assumption named " + id));
  }

  /** Whole dollars. */
  long aYear(double hoursPerWeek) {
    return Math.round(hoursPerWeek * factor.typical());
  }

  Interval aYear(Interval hoursPerWeek) {
    return dollars(factor.of(hoursPerWeek));
  }

  public static Interval dollars(Interval interval) {
    return new Interval(Math.floor(interval.low()), Math.ceil(interval.high()));
  }
}
