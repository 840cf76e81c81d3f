package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TreeEstimateTest {
  private static final int[] SIZES = {1, 3, 2};
  private static final int GROUPS = 6;

  @Test
  void an_estimate_and_its_variances_are_those_of_weighted_least_squares() {
    var random = new SplittableRandom(6);
    for (int i = 0; i < 40; i++) {
      var variances =
          new TreeEstimate.Variances(
              random.nextDouble(1, 50), random.nextDouble(1, 20), random.nextDouble(1, 100));
      long whole = random.nextLong(100);
      long[] columns = random.longs(SIZES.length, -5, 60).toArray();
      long[][] groups = new long[SIZES.length][];
      LeastSquares general = new LeastSquares(GROUPS);
      double[] all = new double[GROUPS];
      Arrays.fill(all, 1);
      general.observe(all, whole, variances.whole());
      int at = 0;
      for (int c = 0; c < SIZES.length; c++) {
        groups[c] = random.longs(SIZES[c], -5, 40).toArray();
        general.observe(indicator(at, SIZES[c]), columns[c], variances.column());
        for (int g = 0; g < SIZES[c]; g++) {
          general.observe(indicator(at + g, 1), groups[c][g], variances.group());
        }
        at += SIZES[c];
      }
      TreeEstimate estimate = new TreeEstimate(whole, columns, groups, variances);
      double[] solved = general.solve();
      assertThat(estimate.total()).isCloseTo(Arrays.stream(solved).sum(), within(1e-6));
      assertThat(estimate.totalVariance()).isCloseTo(general.variance(all), within(1e-6));
      at = 0;
      for (int c = 0; c < SIZES.length; c++) {
        assertThat(estimate.column(c))
            .isCloseTo(Arrays.stream(solved, at, at + SIZES[c]).sum(), within(1e-6));
        assertThat(estimate.columnVariance(c))
            .isCloseTo(general.variance(indicator(at, SIZES[c])), within(1e-6));
        for (int g = 0; g < SIZES[c]; g++) {
          assertThat(estimate.group(c, g)).isCloseTo(solved[at + g], within(1e-6));
          assertThat(estimate.groupVariance(c))
              .isCloseTo(general.variance(indicator(at + g, 1)), within(1e-6));
        }
        at += SIZES[c];
      }
    }
  }

  private static double[] indicator(int from, int size) {
    double[] row = new double[GROUPS];
    Arrays.fill(row, from, from + size, 1);
    return row;
  }
}
