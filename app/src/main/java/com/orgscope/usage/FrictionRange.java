package com.orgscope.usage;

/** A figure that nobody measured, as a range with what we take to be typical. */
public record FrictionRange(double low, double typical, double high) {
  public static final FrictionRange ZERO = new FrictionRange(0, 0, 0);

  public FrictionRange {
    if (!(low >= 0 && low <= typical && typical <= high)) {
      throw new IllegalArgumentException("not a range: " + low + ", " + typical + ", " + high);
    }
  }

  public FrictionRange times(double factor) {
    return new FrictionRange(low * factor, typical * factor, high * factor);
  }

  public FrictionRange plus(FrictionRange other) {
    return new FrictionRange(low + other.low, typical + other.typical, high + other.high);
  }
}
