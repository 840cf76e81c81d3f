package com.orgscope.privacy;

/**
 * How far the sum of some independent discrete Laplace draws strays from zero: what a threshold
 * needs. It looks at no secret, so ordinary floating point will do.
 *
 * <p>One draw has the characteristic function (1-p)² / (1 - 2p cos θ + p²) with p = exp(-epsilon /
 * sensitivity). Its power is summed over equally spaced angles, which inverts it exactly but for
 * what lies beyond the number of angles (many standard deviations).
 */
public final class NoiseSum {
  private static final double SPREAD = 128;

  private final int angles;
  private final double[] density;

  public NoiseSum(Epsilon epsilon, long sensitivity, int draws) {
    if (draws < 1) {
      throw new IllegalArgumentException("a sum of " + draws + " draws");
    }
    double scale = scale(epsilon, sensitivity);
    double p = Math.exp(-1 / scale);
    double span = SPREAD * Math.max(1, scale) * Math.sqrt(draws);
    this.angles = Integer.highestOneBit((int) Math.min(span, 1 << 23));
    this.density = new double[angles / 2 + 1];
    for (int i = 0; i < density.length; i++) {
      double theta = 2 * Math.PI * i / angles;
      double one = (1 - p) * (1 - p) / (1 - 2 * p * Math.cos(theta) + p * p);
      density[i] = Math.pow(one, draws);
    }
  }

  /** Of one draw. */
  public static double variance(Epsilon epsilon, long sensitivity) {
    double p = Math.exp(-1 / scale(epsilon, sensitivity));
    return 2 * p / ((1 - p) * (1 - p));
  }

  private static double scale(Epsilon epsilon, long sensitivity) {
    return sensitivity * 1000.0 / epsilon.thousandths();
  }

  /** The smallest m that the noise exceeds with at most that probability. */
  public long exceededWith(double probability) {
    return smallest(m -> (1 - within(m)) / 2 <= probability);
  }

  /** P(|sum| <= m): the density against Dirichlet's kernel. */
  private double within(long m) {
    double sum = 2 * m + 1;
    for (int i = 1; i < density.length; i++) {
      double half = Math.PI * i / angles;
      double kernel = Math.sin((2 * m + 1) * half) / Math.sin(half);
      sum += (i == angles / 2 ? 1 : 2) * density[i] * kernel;
    }
    return sum / angles;
  }

  private long smallest(java.util.function.LongPredicate holds) {
    long low = 0;
    long high = angles / 4;
    while (low < high) {
      long middle = (low + high) / 2;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
