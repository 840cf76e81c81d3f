package com.orgscope.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReleaseThresholdTest {
  private static final Epsilon HALF = Epsilon.of("0.5");

  @Test
  void the_margin_of_one_leaf_is_the_tail_of_the_discrete_laplace() {
    for (double delta : new double[] {1e-2, 1e-4, 1e-6}) {
      long margin = new ReleaseThreshold(10, HALF, delta, 1).margin(1);
      assertThat(tail(margin)).isLessThanOrEqualTo(delta);
      assertThat(tail(margin - 1)).isGreaterThan(delta);
    }
  }

  @Test
  void more_groups_share_the_same_delta() {
    long alone = new ReleaseThreshold(10, HALF, 1e-3, 1).margin(1);
    long amongMany = new ReleaseThreshold(10, HALF, 1e-3, 200).margin(1);
    assertThat(alone).isEqualTo(12);
    assertThat(amongMany).isEqualTo(23);
  }

  @Test
  void a_count_of_nine_is_hardly_ever_shown() {
    var threshold = new ReleaseThreshold(10, HALF, 1e-2, 1);
    var laplace = new DiscreteLaplace(HALF, 1, new SplittableRandom(21));
    int draws = 400_000;
    int shown = 0;
    for (int i = 0; i < draws; i++) {
      shown += threshold.shows(9 + laplace.draw(), 1) ? 1 : 0;
    }
    double expected = tail(threshold.margin(1));
    assertThat((double) shown / draws).isCloseTo(expected, within(5 * Math.sqrt(expected / draws)));
    assertThat((double) shown / draws).isLessThan(1e-2);
  }

  @Test
  void a_sum_of_leaves_strays_as_drawn() {
    int leaves = 12;
    var laplace = new DiscreteLaplace(HALF, 1, new SplittableRandom(9));
    var sum = new NoiseSum(HALF, 1, leaves);
    long width = sum.exceededWith(0.025);
    long high = sum.exceededWith(0.01);
    int draws = 100_000;
    int inside = 0;
    int above = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      long noise = 0;
      for (int leaf = 0; leaf < leaves; leaf++) {
        noise += laplace.draw();
      }
      inside += Math.abs(noise) <= width ? 1 : 0;
      above += noise > high ? 1 : 0;
      squares += (double) noise * noise;
    }
    assertThat((double) inside / draws).isBetween(0.949, 0.960);
    assertThat((double) above / draws).isBetween(0.006, 0.0105);
    double deviation = Math.sqrt(leaves * NoiseSum.variance(HALF, 1));
    assertThat(Math.sqrt(squares / draws)).isCloseTo(deviation, within(0.03 * deviation));
  }

  @Test
  void one_draw_of_hours_has_its_closed_form() {
    double p = Math.exp(-0.5 / 100);
    long width = new NoiseSum(HALF, 100, 1).exceededWith(0.025);
    assertThat(2 * Math.pow(p, width + 1) / (1 + p)).isLessThanOrEqualTo(0.05 + 1e-9);
    assertThat(2 * Math.pow(p, width) / (1 + p)).isGreaterThan(0.05);
  }

  /** P(noise > margin). */
  private static double tail(long margin) {
    return Math.exp(-0.5 * (margin + 1)) / (1 + Math.exp(-0.5));
  }
}
