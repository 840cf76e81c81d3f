package com.orgscope.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One night a day, also where a clock leaves two o'clock out or has it twice. */
class TimetableTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "Europe/Lisbon",
        "America/New_York",
        "America/Santiago",
        "Asia/Beirut",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Asia/Kathmandu"
      })
  void two_at_night_comes_once_on_every_day_of_three_years(String name) {
    ZoneId zone = ZoneId.of(name);
    for (String cron : List.of("0 0 2 * * *", "0 30 2 * * *", "0 30 1 * * *", "0 15 0 * * *")) {
      Timetable timetable = new Timetable(cron, zone);
      Instant time = LocalDate.of(2026, 1, 1).atStartOfDay(zone).minusSeconds(1).toInstant();
      List<LocalDate> days = new ArrayList<>();
      for (int i = 0; i < 3 * 365; i++) {
        time = timetable.after(time);
        ZonedDateTime then = time.atZone(zone);
        days.add(then.toLocalDate());
        assertThat(then.getHour()).as("%s in %s is at %s", cron, name, then).isLessThan(4);
      }
      List<LocalDate> all =
          LocalDate.of(2026, 1, 1)
              .datesUntil(LocalDate.of(2026, 1, 1).plusDays(days.size()))
              .toList();
      assertThat(days).as("%s in %s", cron, name).isEqualTo(all);
    }
  }
}
