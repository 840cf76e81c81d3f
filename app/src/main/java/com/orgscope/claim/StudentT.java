package com.orgscope.claim;

/**
 * Student's t distribution by the incomplete beta function (Abramowitz and Stegun, 26.7.1), whose
 * continued fraction is that of their 26.5.8.
 */
final class StudentT {
  private static final double[] LANCZOS = {
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7
  };
  private static final int MOST_STEPS = 500;
  private static final double CLOSE = 1e-13;
  private static final double TINY = 1e-300;
  private static final double FARTHEST = 1e6;

  private StudentT() {}

  /**
   * How far to both sides of zero all lies but a part.
   *
   * @param outside the part, such as 0.1
   * @param freedom degrees of freedom, above 0 and not always whole
   */
  static double reach(double outside, double freedom) {
    double low = 0;
    double high = FARTHEST;
    while (high - low > CLOSE * high) {
      double middle = (low + high) / 2;
      if (outside(middle, freedom) > outside) {
        low = middle;
      } else {
        high = middle;
      }
      if (middle == low && middle == high) {
        break;
      }
    }
    return high;
  }

  /** The part that lies farther from zero than {@code t}. */
  static double outside(double t, double freedom) {
    return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }

  /** Regularized; the fraction is quick on the side where it is asked for. */
  private static double beta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    return x < (a + 1) / (a + b + 2)
        ? front * fraction(x, a, b) / a
        : 1 - front * fraction(1 - x, b, a) / b;
  }

  /** By Lentz's method. */
  private static double fraction(double x, double a, double b) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m <= MOST_STEPS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      result *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      result *= d * c;
      if (Math.abs(d * c - 1) < CLOSE) {
        break;
      }
    }
    return result;
  }

  private static double away(double value) {
    return Math.abs(value) < TINY ? TINY : value;
  }

  /** Lanczos with g = 7 and nine terms, for what is above 0.5 or 0.5 itself. */
  private static double logGamma(double x) {
    double y = x - 1;
    double sum = 0.99999999999980993;
    for (int i = 0; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (y + i + 1);
    }
    double t = y + LANCZOS.length - 0.5;
    return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(sum);
  }
}
