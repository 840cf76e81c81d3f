package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayCompletenessTest {
  private static DayCompleteness day(boolean complete, int sources, int certified) {
    return new DayCompleteness(
        LocalDate.of(2026, 11, 2), complete, sources, certified, 0, List.of());
  }

  @Test
  void a_day_is_covered_when_each_source_was_asked_for_each_hour() {
    assertThat(day(true, 1, 24).coversTheDay()).isTrue();
    assertThat(day(true, 2, 48).coversTheDay()).isTrue();
    assertThat(day(true, 1, 23).coversTheDay()).isFalse();
    assertThat(day(false, 1, 24).coversTheDay()).isFalse();
  }

  @Test
  void two_sources_since_noon_do_not_make_a_day() {
    assertThat(day(true, 2, 24).coversTheDay()).isFalse();
    assertThat(day(true, 2, 47).coversTheDay()).isFalse();
  }

  @Test
  void nobody_knows_of_a_day_that_no_source_can_vouch_for() {
    assertThat(day(true, 0, 0).coversTheDay()).isFalse();
  }
}
