package com.orgscope.demo;

/**
 * Random numbers that are the same everywhere for the same seed (SplitMix64: Steele, Lea and Flood,
 * 2014). Small enough to make one for each person and day, so that days can be asked for in any
 * order.
 */
final class Dice {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  /** Dice that depend on all parts, and on their order. */
  static Dice of(long seed, long first, long second) {
    return new Dice(mix(mix(seed + GOLDEN * first) + GOLDEN * second + 1));
  }

  static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  static long hash(String text) {
    long hash = 1125899906842597L;
    for (int i = 0; i < text.length(); i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return mix(hash);
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /** From 0 (included) to 1 (excluded). */
  double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** From 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) Math.unsignedMultiplyHigh(next(), bound);
  }

  double between(double low, double high) {
    return low + (high - low) * unit();
  }

  double gaussian() {
    return StrictMath.sqrt(-2 * StrictMath.log(1 - unit()))
        * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Knuth's method: fine for the handful of events that a day holds. */
  int poisson(double mean) {
    double limit = StrictMath.exp(-mean);
    double product = unit();
    int count = 0;
    while (product > limit && count < 200) {
      product *= unit();
      count++;
    }
    return count;
  }

  /** Mean 1, variance {@code 1 / shape} (Marsaglia and Tsang, 2000). */
  double gamma(double shape) {
    if (shape < 1) {
      return gamma(shape + 1) * (shape + 1) / shape * StrictMath.pow(1 - unit(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = gaussian();
      double v = 1 + c * x;
      v = v * v * v;
      if (v > 0 && StrictMath.log(1 - unit()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v / shape;
      }
    }
  }
}
