package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Person;
import com.orgscope.testing.SignInLog;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StaffChangeTest {
  private static final LocalDate LAST = LocalDate.of(2026, 11, 21);
  private static final LocalDate BEFORE = LocalDate.of(2026, 10, 24);

  @Test
  void each_day_has_who_began_and_whose_last_day_was_the_one_before() {
    List<StaffChange> changes =
        StaffChange.until(
            LAST,
            List.of(
                person("2026-11-01", null),
                person("2026-11-01", "2026-11-19"),
                person("2020-01-01", "2026-10-31"),
                person(null, null),
                person("2026-11-22", null),
                person("2020-01-01", "2026-11-21"),
                person("2020-01-01", "2025-01-01")));
    assertThat(changes)
        .containsExactly(
            new StaffChange(LocalDate.of(2026, 11, 1), 2, 1),
            new StaffChange(LocalDate.of(2026, 11, 20), 0, 1));
  }

  @Test
  void between_two_releases_it_adds_up_to_what_the_headcount_moved_by() {
    List<Person> people =
        List.of(
            person("2026-10-24", null),
            person("2026-10-25", null),
            person("2026-11-21", null),
            person("2026-11-22", null),
            person("2020-01-01", "2026-10-23"),
            person("2020-01-01", "2026-10-24"),
            person("2020-01-01", "2026-11-20"),
            person("2020-01-01", "2026-11-21"));
    StaffChange sum = StaffChange.sum(StaffChange.until(LAST, people), BEFORE, LAST);
    assertThat(sum).isEqualTo(new StaffChange(LAST, 2, 2));
    assertThat(working(people, LAST) - working(people, BEFORE))
        .isEqualTo(sum.joined() - sum.left());
  }

  private static long working(List<Person> people, LocalDate day) {
    return people.stream().filter(person -> person.worksOn(day)).count();
  }

  private static Person person(@Nullable String hired, @Nullable String end) {
    return new Person(
        SignInLog.person(1),
        null,
        null,
        null,
        hired == null ? null : LocalDate.parse(hired),
        end == null ? null : LocalDate.parse(end),
        null,
        false,
        null);
  }
}
