package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which earlier days a demo has releases, and when what happened. */
class DemoDaysTest {
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-11-28");

  @Test
  void four_and_eight_weeks_before_the_last_day() {
    assertThat(earlier(90)).containsExactly(day(34), day(62));
  }

  @Test
  void none_of_days_that_are_too_few() {
    assertThat(earlier(84)).hasSize(2);
    assertThat(earlier(83)).containsExactly(LAST_DAY.minusDays(28));
    assertThat(earlier(56)).hasSize(1);
    assertThat(earlier(55)).isEmpty();
  }

  @Test
  void what_changes_lies_between_the_last_release_of_before_and_the_newest() {
    CompanyChange change = DemoMonths.change(LAST_DAY, 90);
    assertThat(List.of(change.longerSessions(), change.adopted(), change.reorganized()))
        .isSorted()
        .allMatch(day -> day.isAfter(day(62)) && day.isBefore(LAST_DAY));
    assertThat(DemoMonths.change(LAST_DAY, 55)).isEqualTo(CompanyChange.NONE);
  }

  /** Of ninety, from one on. */
  private static LocalDate day(int number) {
    return LAST_DAY.minusDays(90L - number);
  }

  private static List<LocalDate> earlier(int days) {
    return DemoMonths.earlierDays(
        LAST_DAY.minusDays(days - 1L).datesUntil(LAST_DAY.plusDays(1)).toList());
  }
}
