package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.usage.AccessDays.Day;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A short log says so, and a day without an access is not taken for one that was read. */
class LogCoverTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
  private final TreeMap<LocalDate, Day> with = new TreeMap<>();

  private void days(int from, int until) {
    for (int i = from; i < until; i++) {
      LocalDate day = FIRST.plusDays(i);
      with.put(
          day,
          new Day(
              day,
              day.atTime(LocalTime.of(9, 0)).toInstant(ZoneOffset.UTC),
              day.atTime(LocalTime.of(17, 0)).toInstant(ZoneOffset.UTC)));
    }
  }

  private LogCover cover(LocalDate... quiet) {
    return LogCovers.cover(FIRST.plusDays(60), with, missing -> Set.of(quiet));
  }

  @Test
  void a_log_of_28_days_says_that_it_decides_nobody_and_what_to_do() {
    days(0, 28);
    LogCover cover = cover();
    assertThat(cover.enough()).isFalse();
    assertThat(cover.days()).isEqualTo(28);
    assertThat(cover.remarks())
        .singleElement()
        .asString()
        .contains(
            "28 days", "2026-10-01 to 2026-10-28", "30 days between", "older logs", "2026-10-31");
  }

  @Test
  void thirty_days_are_counted_from_the_first_access_to_the_last() {
    days(0, 30);
    assertThat(cover().enough()).as("29 days lie between").isFalse();
    days(30, 31);
    assertThat(cover().enough()).isTrue();
    assertThat(cover().remarks()).isEmpty();
  }

  @Test
  void a_day_without_an_access_is_told_and_a_quiet_one_from_one_that_nobody_read() {
    days(0, 40);
    // Nobody works at the weekend: the 10th, a Saturday, is quiet by its source.
    with.keySet().removeIf(day -> day.getDayOfWeek().getValue() > 5);
    LocalDate quiet = FIRST.plusDays(9);
    LogCover cover = cover(quiet);
    assertThat(cover.days()).isEqualTo(40);
    assertThat(cover.quietDays()).containsExactly(quiet);
    assertThat(cover.unknownDays()).hasSize(11).contains(FIRST.plusDays(10));
    assertThat(cover.lostDays()).isEmpty();
    assertThat(cover.remarks())
        .singleElement()
        .asString()
        .contains(
            "12 of these 40 days",
            "1 are known to be quiet",
            "and 11 more are Saturdays or Sundays");
  }

  @Test
  void of_a_monday_without_anything_nobody_can_tell_while_the_log_is_short() {
    days(25, 40);
    with.remove(FIRST.plusDays(32));
    assertThat(cover().unknownDays()).containsExactly(FIRST.plusDays(32));
    assertThat(cover().remarks())
        .last()
        .asString()
        .contains("1 of these 15 days", "nobody can tell whether it was quiet", "2026-11-02");
  }

  @Test
  void a_working_day_without_anything_is_told_as_no_log_unless_its_source_has_no_more() {
    days(0, 40);
    with.remove(FIRST.plusDays(14));
    assertThat(cover().lostDays()).containsExactly(FIRST.plusDays(14));
    assertThat(cover().unknownDays()).isEmpty();
    assertThat(cover().remarks())
        .singleElement()
        .asString()
        .contains("no log of 1 of these 40 days", "2026-10-15", "nobody's silence");
    assertThat(cover(FIRST.plusDays(14)).lostDays()).isEmpty();
    assertThat(cover(FIRST.plusDays(14)).remarks().getFirst()).contains("1 are known to be quiet");
  }

  @Test
  void a_log_without_any_access_says_so() {
    LogCover cover = cover();
    assertThat(cover.enough()).isFalse();
    assertThat(cover.remarks()).singleElement().asString().contains("no access", "read logs");
  }
}
