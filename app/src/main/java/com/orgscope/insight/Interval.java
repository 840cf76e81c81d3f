package com.orgscope.insight;

import com.orgscope.usage.Range;

/** From low to high, both included: where a figure may truly lie. */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }

  /**
   * Of a noised number in whole units of what is printed: as wide as the noise around it, within 0
   * and the most there can be, and holding what is printed. Nothing is below zero, so that an
   * estimate below it says no more than one of zero does.
   */
  static Interval around(double estimate, double half, double printed, double most) {
    double low = Math.max(0, Math.floor(estimate - half));
    double high = Math.min(most, Math.ceil(Math.max(0, estimate) + half));
    return new Interval(Math.min(low, printed), Math.max(high, printed));
  }

  /** Told in another unit, of which so many of this one are one. */
  Interval in(double units) {
    return new Interval(low / units, high / units);
  }

  /** The range the noise left, carried through a product end by end. */
  public Interval times(Range factor) {
    return new Interval(low * factor.low(), high * factor.high());
  }
}
