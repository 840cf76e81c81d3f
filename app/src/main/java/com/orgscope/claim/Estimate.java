package com.orgscope.claim;

/**
 * What was spared, with the range that holds the truth nine times of ten. Below zero it is more
 * than before.
 */
public record Estimate(double value, double low, double high) {
  static final Estimate NOTHING = new Estimate(0, 0, 0);

  Estimate times(double factor) {
    return new Estimate(value * factor, low * factor, high * factor);
  }

  /** Of two that may be wrong in the same direction. */
  Estimate plus(Estimate other) {
    return new Estimate(value + other.value, low + other.low, high + other.high);
  }

  boolean holdsZero() {
    return low <= 0 && high >= 0;
  }
}
