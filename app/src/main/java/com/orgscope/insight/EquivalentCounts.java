package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import org.jspecify.annotations.Nullable;

/**
 * People in full-time equivalents over cells, noised. Each person is one whole over all cells
 * ({@link Hundredths}), so that they move all cells together by no more than one.
 *
 * <p>Where everybody's number is public, all cells are moved by the same so that they add up to it
 * (least squares): each then strays by the variance of a draw times 1 - 1 / cells.
 */
final class EquivalentCounts {
  private final double[] estimates;
  private final double draw;
  private final boolean known;

  /**
   * @param hundredths everybody's, exact ({@link Hundredths#sum})
   * @param headcount null where it is not public
   */
  EquivalentCounts(long[] hundredths, Epsilon epsilon, Noise noise, @Nullable Integer headcount) {
    int cells = hundredths.length;
    DiscreteLaplace laplace = noise.laplace(epsilon, Hundredths.WHOLE);
    this.estimates = new double[cells];
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      estimates[i] = (hundredths[i] + laplace.draw()) / (double) Hundredths.WHOLE;
      sum += estimates[i];
    }
    this.draw =
        NoiseSum.variance(epsilon, Hundredths.WHOLE) / (Hundredths.WHOLE * Hundredths.WHOLE);
    this.known = headcount != null;
    for (int i = 0; headcount != null && i < cells; i++) {
      estimates[i] += (headcount - sum) / cells;
    }
  }

  /** How far one cell of so many may be off, 19 times of 20, where their sum is public. */
  static double halfWidthOfOne(Epsilon epsilon, int cells) {
    double whole = NoiseSum.variance(epsilon, Hundredths.WHOLE) * (1 - 1.0 / cells);
    return PeopleLevels.HALF_WIDTH * Math.sqrt(whole) / Hundredths.WHOLE;
  }

  /** In people. */
  double[] estimates() {
    return estimates.clone();
  }

  /** How far the sum of some cells' estimates may be off, 19 times of 20, in people. */
  double halfWidth(int cells) {
    double left = known ? 1 - (double) cells / estimates.length : 1;
    return PeopleLevels.HALF_WIDTH * Math.sqrt(draw * cells * left);
  }

  /** Everybody but those of the last cell, in people. */
  double active() {
    double active = 0;
    for (int i = 0; i < estimates.length - 1; i++) {
      active += estimates[i];
    }
    return active;
  }

  /**
   * How far one cell's share of all but the last may be off, 19 times of 20: a share s of A people
   * is off by (error of the cell - s × error of A) / A in first order. With a public headcount A's
   * error is that of the last cell, else the sum of the others'.
   */
  double shareHalfWidth(double share) {
    int cells = estimates.length;
    double variance =
        known
            ? draw * ((1 - 1.0 / cells) * (1 + share * share) - 2 * share / cells)
            : draw * ((1 - share) * (1 - share) + (cells - 2) * share * share);
    return PeopleLevels.HALF_WIDTH * Math.sqrt(variance) / active();
  }
}
