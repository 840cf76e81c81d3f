package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.insight.GridEstimate.LevelCounts;
import com.orgscope.insight.GridEstimate.Variances;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridEstimateTest {
  private static final int DEPARTMENTS = 3;
  private static final int CATEGORIES = 4;
  private static final int CELLS = DEPARTMENTS * CATEGORIES;

  @Test
  void an_estimate_and_its_variances_are_those_of_weighted_least_squares() {
    var random = new SplittableRandom(5);
    for (int i = 0; i < 40; i++) {
      LevelCounts counts = counts(random);
      Variances variances =
          new Variances(
              i % 4 == 0 ? 0 : random.nextDouble(1, 900),
              random.nextDouble(1, 20),
              random.nextDouble(1, 300),
              random.nextDouble(1, 100));
      GridEstimate estimate = new GridEstimate(counts, variances);
      // What is known has hardly any variance: the general solution needs some.
      LeastSquares general =
          general(
              counts,
              new Variances(
                  Math.max(1e-7, variances.company()),
                  variances.category(),
                  variances.department(),
                  variances.leaf()));
      double[] cells = general.solve();
      List<At> some = new ArrayList<>();
      double[] weights = new double[CELLS];
      double sum = 0;
      for (int d = 0; d < DEPARTMENTS; d++) {
        for (int c = 0; c < CATEGORIES; c++) {
          At at = new At(d, c);
          assertThat(estimate.sum(List.of(at))).isCloseTo(cells[d * CATEGORIES + c], within(1e-3));
          if (random.nextBoolean()) {
            some.add(at);
            weights[d * CATEGORIES + c] = 1;
            sum += cells[d * CATEGORIES + c];
          }
        }
      }
      assertThat(estimate.sum(some)).isCloseTo(sum, within(1e-3));
      assertThat(estimate.variance(some)).isCloseTo(general.variance(weights), within(1e-3));
      assertThat(estimate.variance(everywhere()))
          .isCloseTo(general.variance(ones(CELLS)), within(1e-3));
      assertThat(estimate.total()).isCloseTo(sum(cells), within(1e-3));
    }
  }

  @Test
  void levels_that_agree_stay_as_they_are() {
    long[][] leaves = {{4, 0, 2, 9}, {1, 1, 1, 1}, {20, 3, 0, 7}};
    GridEstimate estimate =
        new GridEstimate(
            new LevelCounts(49, new long[] {25, 4, 3, 17}, new long[] {15, 4, 30}, leaves),
            new Variances(50, 3, 20, 9));
    for (int d = 0; d < DEPARTMENTS; d++) {
      for (int c = 0; c < CATEGORIES; c++) {
        assertThat(estimate.sum(List.of(new At(d, c)))).isCloseTo(leaves[d][c], within(1e-9));
      }
    }
  }

  @Test
  void a_count_that_is_public_is_met_exactly() {
    GridEstimate estimate =
        new GridEstimate(counts(new SplittableRandom(8)), new Variances(0, 3, 20, 9));
    assertThat(estimate.total()).isCloseTo(200, within(1e-9));
    assertThat(estimate.variance(everywhere())).isCloseTo(0, within(1e-9));
  }

  private static List<At> everywhere() {
    return IntStream.range(0, CELLS)
        .mapToObj(cell -> new At(cell / CATEGORIES, cell % CATEGORIES))
        .toList();
  }

  private static LevelCounts counts(SplittableRandom random) {
    long[][] leaves = new long[DEPARTMENTS][];
    for (int d = 0; d < DEPARTMENTS; d++) {
      leaves[d] = random.longs(CATEGORIES, -9, 40).toArray();
    }
    return new LevelCounts(
        200,
        random.longs(CATEGORIES, 0, 90).toArray(),
        random.longs(DEPARTMENTS, 0, 90).toArray(),
        leaves);
  }

  private static LeastSquares general(LevelCounts counts, Variances variances) {
    LeastSquares general = new LeastSquares(CELLS);
    general.observe(ones(CELLS), counts.company(), variances.company());
    for (int c = 0; c < CATEGORIES; c++) {
      double[] row = new double[CELLS];
      for (int d = 0; d < DEPARTMENTS; d++) {
        row[d * CATEGORIES + c] = 1;
      }
      general.observe(row, counts.categories()[c], variances.category());
    }
    for (int d = 0; d < DEPARTMENTS; d++) {
      double[] row = new double[CELLS];
      for (int c = 0; c < CATEGORIES; c++) {
        row[d * CATEGORIES + c] = 1;
        double[] leaf = new double[CELLS];
        leaf[d * CATEGORIES + c] = 1;
        general.observe(leaf, counts.leaves()[d][c], variances.leaf());
      }
      general.observe(row, counts.departments()[d], variances.department());
    }
    return general;
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static double sum(double[] numbers) {
    return java.util.Arrays.stream(numbers).sum();
  }
}
