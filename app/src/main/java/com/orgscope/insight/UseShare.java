package com.orgscope.insight;

import java.util.ArrayList;
import java.util.List;

/**
 * Which part of the active time goes to what is used for one thing.
 *
 * @param function what for ({@code "Communication"})
 * @param percent of the active time of those who were active
 */
public record UseShare(String function, double percent, Interval range) {
  private static final int TENTHS = 1_000;

  /** Whether it is of applications of which nobody knows what they are for. */
  public boolean isNotKnown() {
    return function.equals(UseFunctions.OTHER);
  }

  /**
   * The shares of all cells but the last, which is of those who used nothing. What is printed adds
   * up to 100.
   */
  static List<UseShare> of(List<String> functions, EquivalentCounts counts) {
    double active = counts.active();
    if (!(active > 0)) {
      return List.of();
    }
    double[] estimates = counts.estimates();
    double[] tenths = new double[functions.size()];
    for (int i = 0; i < tenths.length; i++) {
      tenths[i] = TENTHS * estimates[i] / active;
    }
    long[] printed = WholeNumbers.of(tenths, new long[tenths.length], TENTHS);
    List<UseShare> shares = new ArrayList<>();
    for (int i = 0; i < tenths.length; i++) {
      double share = Math.clamp(tenths[i] / TENTHS, 0, 1);
      double half = TENTHS * counts.shareHalfWidth(share);
      shares.add(
          new UseShare(
              functions.get(i),
              printed[i] / 10.0,
              Interval.around(tenths[i], half, printed[i], TENTHS).in(10)));
    }
    return shares;
  }
}
