package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.math.BigDecimal;
import java.time.Period;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PublicHeadcountTest {
  @Test
  void noise_never_makes_more_people_than_there_are() {
    int lifted = 0;
    for (int seed = 0; seed < 60; seed++) {
      Census census = MadeUpCensus.company(1000, seed).census();
      List<ReleaseCell> cells = drawn(census, seed);
      long people = cells.stream().mapToLong(ReleaseCell::people).sum();
      assertThat(people).isLessThanOrEqualTo(1000);
      lifted += people == 1000 ? 1 : 0;
      assertThat(cells)
          .allSatisfy(cell -> {
            assertThat(cell.people()).isGreaterThanOrEqualTo(10);
            assertThat((double) cell.people())
                .isBetween(cell.peopleInterval().low(), cell.peopleInterval().high());
          });
    }
    // About half of all draws come out too high.
    assertThat(lifted).isBetween(15, 45);
  }

  @Test
  void accounts_that_no_directory_lists_are_people_too() {
    List<ReleaseCell> cells = drawn(MadeUpCensus.company(1000, 1).headcount(600).census(), 1);
    assertThat(cells.stream().mapToLong(ReleaseCell::people).sum()).isGreaterThan(900);
  }

  @Test
  void a_company_with_one_group_is_no_larger_than_it_is() {
    for (int seed = 0; seed < 60; seed++) {
      Census census = MadeUpCensus.company(150, seed).census();
      List<ReleaseCell> cells = drawn(census, seed);
      assertThat(cells)
          .allSatisfy(cell -> assertThat(cell.people()).isLessThanOrEqualTo(census.headcount()))
          .allSatisfy(cell ->
              assertThat((double) cell.people())
                  .isBetween(cell.peopleInterval().low(), cell.peopleInterval().high()));
    }
  }

  @Test
  void a_surplus_of_up_to_two_half_widths_is_noise_and_a_larger_one_is_not() {
    // Half widths of 30 and 40 are one of 50 together.
    List<ReleaseCell> cells = List.of(cell("a", 500, 30), cell("b", 500, 40));
    List<ReleaseCell> fitted = PublicHeadcount.fit(cells, 900);
    assertThat(fitted.stream().mapToLong(ReleaseCell::people).sum()).isEqualTo(900);
    assertThat(fitted)
        .allSatisfy(cell ->
            assertThat((double) cell.people())
                .isBetween(cell.peopleInterval().low(), cell.peopleInterval().high()));
    assertThat(PublicHeadcount.fit(cells, 899)).isEqualTo(cells);
    assertThat(PublicHeadcount.fit(cells, 1000)).isEqualTo(cells);
    assertThat(PublicHeadcount.fit(cells, 1001)).isEqualTo(cells);
  }

  private static ReleaseCell cell(String category, long people, int half) {
    return new ReleaseCell(
        "Platform",
        category,
        people,
        new Interval(people - half, people + half),
        10,
        new Interval(8, 12),
        1000,
        new Interval(500, 2000));
  }

  @Test
  void where_no_headcount_is_public_nothing_is_taken_back() {
    List<ReleaseCell> cells = drawn(MadeUpCensus.company(1000, 1).headcount(5000).census(), 1);
    assertThat(PublicHeadcount.fit(cells, null)).isEqualTo(cells);
  }

  private static List<ReleaseCell> drawn(Census census, long seed) {
    PrivacySettings settings =
        new PrivacySettings(
            10,
            1e-3,
            new BigDecimal("0.5"),
            new BigDecimal("0.5"),
            new BigDecimal("0.25"),
            new BigDecimal("16"));
    InsightSettings shape = new InsightSettings(Period.ofMonths(1), 28, 200, 500);
    return new Drawing(
            census,
            settings,
            new Noise(new SplittableRandom(seed)),
            TestAssumptions.shipped(),
            shape)
        .draw()
        .cells();
  }
}
