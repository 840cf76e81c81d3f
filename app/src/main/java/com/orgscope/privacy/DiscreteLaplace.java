package com.orgscope.privacy;

import java.util.random.RandomGenerator;

/**
 * Whole-number Laplace noise: P(x) is proportional to exp(-|x| epsilon / sensitivity).
 *
 * <p>Sampled exactly after Canonne, Kamath and Steinke, "The Discrete Gaussian for Differential
 * Privacy" (2020), Algorithm 1 for Bernoulli(exp(-gamma)) and Algorithm 2 for the discrete Laplace.
 * Every probability is a ratio of two integers and every coin a comparison of integers: floating
 * point would leak the secret through its low bits (Mironov 2012).
 */
public final class DiscreteLaplace {
  private final RandomGenerator random;

  /** The scale, sensitivity / epsilon, as {@code numerator / denominator} in lowest terms. */
  private final long numerator;

  private final long denominator;

  /**
   * @param sensitivity by how much one person can change the counted number at most, in its units
   */
  DiscreteLaplace(Epsilon epsilon, long sensitivity, RandomGenerator random) {
    if (epsilon.thousandths() == 0 || sensitivity < 1 || sensitivity > 1_000_000) {
      throw new IllegalArgumentException(
          "noise needs an epsilon above 0 and a sensitivity of 1 to 1000000, not "
              + epsilon
              + " and "
              + sensitivity);
    }
    long top = 1_000 * sensitivity;
    long common = greatestCommonDivisor(top, epsilon.thousandths());
    this.numerator = top / common;
    this.denominator = epsilon.thousandths() / common;
    this.random = random;
  }

  /** One draw. Drawing again for the same number spends privacy again. */
  public long draw() {
    while (true) {
      long remainder = random.nextLong(numerator);
      if (!bernoulliOfExpMinus(remainder, numerator)) {
        continue;
      }
      long whole = 0;
      while (bernoulliOfExpMinus(1, 1)) {
        whole++;
      }
      long magnitude = (remainder + numerator * whole) / denominator;
      boolean negative = random.nextLong(2) == 1;
      // Zero has one sign only; counting it twice would make it twice as likely.
      if (!(negative && magnitude == 0)) {
        return negative ? -magnitude : magnitude;
      }
    }
  }

  /**
   * True with probability exp(-top/bottom), for a ratio of 0 to 1. The first k at which a coin of
   * ratio/k fails is odd with exactly that probability, by the series of exp.
   */
  boolean bernoulliOfExpMinus(long top, long bottom) {
    long k = 1;
    while (random.nextLong(Math.multiplyExact(bottom, k)) < top) {
      k++;
    }
    return k % 2 == 1;
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
