package com.orgscope.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few people, worked out by hand. */
class ComparisonTest {
  private static BeforeAfter person(double before, double after) {
    return new BeforeAfter(before, after, before, before, 0, before);
  }

  @Test
  void what_everybody_spares_is_taken_off_from_what_those_who_have_it_spare() {
    Comparison compared =
        new Comparison(
            List.of(person(100, 70), person(200, 150), person(120, 80)),
            List.of(person(90, 80), person(210, 200), person(50, 30), person(60, 60)));
    Estimate spared = compared.spared();
    // 40 less 10. Variances 100 and 200/3; error sqrt(100/3 + 200/12) = sqrt(50); freedom 50^2 /
    // ((100/3)^2 / 2 + (50/3)^2 / 3) = 3.857; t at a tenth of 2.1645.
    assertThat(spared.value()).isCloseTo(30, within(1e-9));
    assertThat(spared.high() - spared.value())
        .isCloseTo(
            Math.sqrt(50) * StudentT.reach(0.1, 2500 / (10000 / 18.0 + 2500 / 27.0)), within(1e-9));
    assertThat(spared.low() + spared.high()).isCloseTo(60, within(1e-9));
    assertThat(compared.baseline()).isCloseTo(140, within(1e-9));
  }

  /** Twelve people around a mean of 100 who spare so much, each a little more or less. */
  private static List<BeforeAfter> twelve(double spared, double apart) {
    return IntStream.range(0, 12)
        .mapToObj(i ->
            new BeforeAfter(
                100,
                100 - spared + (i % 3 - 1) * 3,
                100 - apart / 2,
                100 + apart / 2 + (i % 3 - 1),
                0,
                100))
        .toList();
  }

  @Test
  void less_is_saved_more_costs_more_and_too_little_to_matter_is_nothing() {
    List<BeforeAfter> others = twelve(10, 0);
    assertThat(new Comparison(twelve(30, 0), others).finding(0.05)).isEqualTo(Finding.SAVED);
    assertThat(new Comparison(twelve(-10, 0), others).finding(0.05)).isEqualTo(Finding.COSTS_MORE);
    assertThat(new Comparison(twelve(14, 0), others).finding(0.05))
        .as("surely more than zero, and less than a twentieth of what was")
        .isEqualTo(Finding.NOTHING);
    assertThat(new Comparison(twelve(14, 0), others).finding(0.03)).isEqualTo(Finding.SAVED);
    assertThat(new Comparison(twelve(11, 0), others).finding(0))
        .as("chance does as much")
        .isEqualTo(Finding.NOTHING);
  }

  @Test
  void a_range_of_nine_in_ten_without_zero_is_not_enough_for_three_looks() {
    Comparison compared = new Comparison(twelve(12.25, 0), twelve(10, 0));
    assertThat(compared.spared().holdsZero()).isFalse();
    assertThat(compared.finding(0)).isEqualTo(Finding.NOTHING);
  }

  @Test
  void groups_that_went_apart_before_the_change_prove_nothing() {
    Comparison compared = new Comparison(twelve(30, 12), twelve(10, 0));
    assertThat(compared.finding(0.05)).isEqualTo(Finding.NOT_PARALLEL);
    assertThat(compared.sparedBefore().value()).isCloseTo(-12, within(1e-9));
    assertThat(new Comparison(twelve(30, 4), twelve(10, 0)).finding(0.05))
        .as("apart by too little to matter")
        .isEqualTo(Finding.SAVED);
  }

  @Test
  void where_nobody_differs_from_anybody_the_range_is_a_point() {
    List<BeforeAfter> same = List.of(person(100, 80), person(100, 80));
    assertThat(new Comparison(same, List.of(person(100, 100), person(100, 100))).spared())
        .isEqualTo(new Estimate(20, 20, 20));
  }

  /** Twelve who spare 30, took so much more in the last weeks, and were at so much before them. */
  private static List<BeforeAfter> chosen(double lately, double settled) {
    return IntStream.range(0, 12)
        .mapToObj(
            i -> new BeforeAfter(100, 70 + (i % 3 - 1), 100, 100, lately + (i % 3 - 1), settled))
        .toList();
  }

  @Test
  void whoever_took_longer_of_late_than_the_others_did_is_not_compared() {
    List<BeforeAfter> others = twelve(0, 0);
    assertThat(new Comparison(chosen(0, 100), others).finding(0.05)).isEqualTo(Finding.SAVED);
    assertThat(new Comparison(chosen(20, 100), others).finding(0.05))
        .isEqualTo(Finding.NOT_PARALLEL);
  }

  @Test
  void a_saving_that_is_small_or_none_against_earlier_weeks_may_be_how_people_were_chosen() {
    List<BeforeAfter> others = twelve(0, 0);
    assertThat(new Comparison(chosen(0, 100), others).isExplainedByChoice(0.05)).isFalse();
    assertThat(new Comparison(chosen(0, 74), others).isExplainedByChoice(0.05))
        .as("4 of 100 are less than a twentieth")
        .isTrue();
    assertThat(new Comparison(chosen(0, 74), others).isExplainedByChoice(0.03)).isFalse();
    assertThat(new Comparison(chosen(0, 70), others).isExplainedByChoice(0)).isTrue();
  }
}
