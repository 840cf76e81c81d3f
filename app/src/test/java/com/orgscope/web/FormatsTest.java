package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.insight.Interval;
import com.orgscope.usage.Range;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {
  @ParameterizedTest
  @CsvSource({
    "14000, 4256000, $0.01M to $4.3M",
    "1600000, 2700000, $1.6M to $2.7M",
    "14000, 425600, $14k to $426k",
    "40, 425600, $0.04k to $426k",
    "2, 425600, $0 to $426k",
    "0, 900, $0 to $900",
    "0, 0, $0 to $0",
    "949999, 949999, $950k to $950k",
    "120000000, 250000000, $120M to $250M",
  })
  void both_ends_of_a_range_of_dollars_have_one_unit(double low, double high, String text) {
    assertThat(new MoneyFormat("$").rounded(new Interval(low, high))).isEqualTo(text);
  }

  @Test
  void whatever_the_range_its_ends_have_one_unit_and_their_order() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 2_000; round++) {
      double high = Math.pow(10, random.nextDouble(9.5));
      double low = high * Math.pow(10, -random.nextDouble(5));
      String[] ends = new MoneyFormat("$").rounded(new Interval(low, high)).split(" to ", -1);
      assertThat(ends).hasSize(2).allMatch(end -> end.startsWith("$"));
      assertThat(ends[0])
          .satisfiesAnyOf(
              low1 -> assertThat(low1).isEqualTo("$0"),
              low1 -> assertThat(unit(low1)).isEqualTo(unit(ends[1])));
      assertThat(number(ends[0])).isLessThanOrEqualTo(number(ends[1]));
    }
  }

  private static String unit(String end) {
    return end.replaceAll("[$0-9.,]", "");
  }

  private static double number(String end) {
    return Double.parseDouble(end.replaceAll("[^0-9.]", ""));
  }

  @Test
  void few_hours_are_minutes_with_their_range() {
    assertThat(Formats.weekly(new Range(0.05, 0.1, 0.5)))
        .isEqualTo(new Formats.Weekly("6.0 min", "3.0 to 30.0"));
    assertThat(Formats.weekly(new Range(0.5, 1, 4)))
        .isEqualTo(new Formats.Weekly("1.0 h", "0.5 to 4.0"));
  }
}
