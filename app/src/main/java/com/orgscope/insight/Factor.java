package com.orgscope.insight;

import java.util.Collection;

/** What turns hours into something else, with its range: a product of assumptions. */
public record Factor(double typical, double low, double high) {

  public static Factor of(Collection<Factor> factors) {
    Range range =
        Range.product(
            factors.stream().map(f -> new Range(f.low(), f.typical(), f.high())).toList());
    return new Factor(range.typical(), range.low(), range.high());
  }

  public static Factor value(Assumption assumption) {
    return new Factor(assumption.typical(), assumption.low(), assumption.high());
  }

  /** How far the assumption may be off, for figures its typical value is in already. */
  public static Factor error(Assumption assumption) {
    return new Factor(
        1, assumption.low() / assumption.typical(), assumption.high() / assumption.typical());
  }

  /** The range the noise left, carried through end by end. */
  public Interval of(Interval figure) {
    return new Interval(figure.low() * low, figure.high() * high);
  }
}
