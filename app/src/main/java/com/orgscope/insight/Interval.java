package com.orgscope.insight;

import com.orgscope.usage.Range;

/** From low to high, both included: where a figure may truly lie. */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException("an interval from " + low + " to " + high);
    }
  }

  /** The range the noise left, carried through a product end by end. */
  public Interval times(Range factor) {
    return new Interval(low * factor.low(), high * factor.high());
  }
}
