package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of which earlier days a demo has releases. */
class DemoDaysTest {
  @Test
  void one_and_two_months_before_but_not_of_the_same_quarter_where_there_are_others() {
    assertThat(earlier("2026-11-28", 90)).containsExactly("2026-09-28");
    assertThat(earlier("2026-10-28", 90)).containsExactly("2026-08-28", "2026-09-28");
    assertThat(earlier("2026-12-28", 90)).containsExactly("2026-10-28", "2026-11-28");
  }

  @Test
  void none_of_days_that_are_too_few() {
    assertThat(earlier("2026-10-28", 58)).containsExactly("2026-09-28");
    assertThat(earlier("2026-10-28", 57)).isEmpty();
    assertThat(earlier("2026-10-28", 30)).isEmpty();
  }

  private static List<String> earlier(String last, int days) {
    LocalDate lastDay = LocalDate.parse(last);
    List<LocalDate> all = lastDay.minusDays(days - 1L).datesUntil(lastDay.plusDays(1)).toList();
    return DemoCommand.earlierDays(all).stream().map(LocalDate::toString).toList();
  }
}
