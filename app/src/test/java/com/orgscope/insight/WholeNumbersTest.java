package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {
  @Test
  void numbers_add_up_reach_their_floors_and_are_as_near_as_any() {
    var random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      double[] estimates = random.doubles(3, -6, 12).toArray();
      long[] floors = random.longs(3, 0, 4).toArray();
      long total = random.nextLong(Arrays.stream(floors).sum(), 25);
      long[] whole = WholeNumbers.of(estimates, floors, total);
      assertThat(Arrays.stream(whole).sum()).isEqualTo(total);
      for (int j = 0; j < 3; j++) {
        assertThat(whole[j]).isGreaterThanOrEqualTo(floors[j]);
      }
      // Rounding moves each by less than one from the nearest real numbers, here found by trying.
      assertThat(distance(whole, estimates))
          .isLessThanOrEqualTo(nearest(estimates, floors, total) + 1e-9);
    }
  }

  private static double nearest(double[] estimates, long[] floors, long total) {
    double nearest = Double.MAX_VALUE;
    for (long a = floors[0]; a <= total; a++) {
      for (long b = floors[1]; a + b + floors[2] <= total; b++) {
        nearest = Math.min(nearest, distance(new long[] {a, b, total - a - b}, estimates));
      }
    }
    return nearest;
  }

  private static double distance(long[] whole, double[] estimates) {
    double squares = 0;
    for (int i = 0; i < whole.length; i++) {
      squares += (whole[i] - estimates[i]) * (whole[i] - estimates[i]);
    }
    return squares;
  }

  @Test
  void a_total_without_room_for_the_floors_is_raised_to_them() {
    assertThat(WholeNumbers.of(new double[] {1, 30}, new long[] {10, 10}, 12))
        .containsExactly(10, 10);
  }

  @Test
  void what_adds_up_already_stays() {
    assertThat(WholeNumbers.of(new double[] {12, 30}, new long[] {10, 10}, 42))
        .containsExactly(12, 30);
    assertThat(WholeNumbers.of(new double[] {12.5, 29.5}, new long[] {0, 0}, 42))
        .as("of equal ones the first is rounded up")
        .containsExactly(13, 29);
    assertThat(WholeNumbers.of(new double[] {}, new long[] {}, 0)).isEmpty();
  }
}
