package com.orgscope.usage;

import java.util.Collection;

/** A figure that nobody measured exactly, with what we take to be typical. */
public record Range(double low, double typical, double high) {
  public static final Range ZERO = exactly(0);

  public Range {
    if (!(0 <= low && low <= typical && typical <= high)) {
      throw new IllegalArgumentException("not a range: " + low + ", " + typical + ", " + high);
    }
  }

  /** A figure that was measured. */
  public static Range exactly(double value) {
    return new Range(value, value, value);
  }

  /**
   * The product of independent ranges: the root of the sum of squared logarithms, the usual
   * propagation of uncertainty for a product. Multiplying all the worst ends would claim a range
   * that nobody believes. A typical value of zero makes it zero.
   */
  public static Range product(Collection<Range> ranges) {
    double typical = 1;
    double down = 0;
    double up = 0;
    for (Range range : ranges) {
      typical *= range.typical;
      if (typical == 0) {
        return ZERO;
      }
      down += Math.pow(Math.log(range.typical / range.low), 2);
      up += Math.pow(Math.log(range.high / range.typical), 2);
    }
    return new Range(
        typical * Math.exp(-Math.sqrt(down)), typical, typical * Math.exp(Math.sqrt(up)));
  }

  public Range times(double factor) {
    return new Range(low * factor, typical * factor, high * factor);
  }
}
