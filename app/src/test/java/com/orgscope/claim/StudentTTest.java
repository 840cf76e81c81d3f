package com.orgscope.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the printed tables. */
class StudentTTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 1, 6.3138",
    "0.1, 2, 2.9200",
    "0.05, 5, 2.5706",
    "0.1, 10, 1.8125",
    "0.01, 20, 2.8453",
    "0.1, 30, 1.6973",
    "0.05, 120, 1.9799",
    "0.1, 1000000, 1.6449"
  })
  void it_reaches_as_far_as_the_tables_say(double outside, double freedom, double reach) {
    assertThat(StudentT.reach(outside, freedom)).isCloseTo(reach, within(0.0001));
    assertThat(StudentT.outside(StudentT.reach(outside, freedom), freedom))
        .isCloseTo(outside, within(1e-9));
  }
}
