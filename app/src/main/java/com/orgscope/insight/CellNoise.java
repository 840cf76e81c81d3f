package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;

/** The noise of cells of which one person moves all together by a bound at most. */
final class CellNoise {
  private final DiscreteLaplace laplace;
  private final double half;
  private final double units;

  /**
   * @param units of which so many are one of what is printed
   */
  CellNoise(Noise noise, Epsilon epsilon, long bound, double units) {
    this.laplace = noise.laplace(epsilon, bound);
    this.half = PeopleLevels.HALF_WIDTH * Math.sqrt(NoiseSum.variance(epsilon, bound)) / units;
    this.units = units;
  }

  /** What is drawn of one cell, in whole units of what is printed. */
  record Drawn(long printed, Interval range) {}

  /** How far a cell may be off, 19 times of 20, in what is printed. */
  double half() {
    return half;
  }

  /** Of one cell, in what is printed. */
  double noised(long exact) {
    return (exact + laplace.draw()) / units;
  }

  /**
   * @param most that a cell can be
   */
  Drawn draw(long exact, double most) {
    double noised = noised(exact);
    long printed = Math.round(Math.clamp(noised, 0, most));
    return new Drawn(printed, Interval.around(noised, half, printed, Math.max(printed, most)));
  }
}
