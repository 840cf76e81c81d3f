package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.DepartmentChange;
import com.orgscope.directory.Person;
import com.orgscope.testing.SignInLog;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StaffChangeTest {
  private static final LocalDate LAST = LocalDate.of(2026, 11, 21);
  private static final LocalDate BEFORE = LocalDate.of(2026, 10, 24);

  private int persons;

  @Test
  void each_day_has_who_began_and_whose_last_day_was_the_one_before() {
    List<StaffChange> changes =
        until(
            LAST,
            List.of(
                person("2026-11-01", null),
                person("2026-11-01", "2026-11-19"),
                person("2020-01-01", "2026-10-31"),
                person(null, null),
                person("2026-11-22", null),
                person("2020-01-01", "2026-11-21"),
                person("2020-01-01", "2025-01-01")),
            List.of());
    assertThat(changes)
        .containsExactly(
            new StaffChange(LocalDate.of(2026, 11, 1), 2, 1, 0),
            new StaffChange(LocalDate.of(2026, 11, 20), 0, 1, 0));
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
    StaffChange sum = StaffChange.sum(until(LAST, people, List.of()), BEFORE, LAST);
    assertThat(sum).isEqualTo(new StaffChange(LAST, 2, 2, 0));
    assertThat(working(people, LAST) - working(people, BEFORE))
        .isEqualTo(sum.joined() - sum.left());
  }

  private static long working(List<Person> people, LocalDate day) {
    return people.stream().filter(person -> person.worksOn(day)).count();
  }

  /** Only of those who worked here on both days. */
  @Test
  void who_was_put_into_another_department_is_counted_on_the_first_day_there() {
    Person stays = person("2020-01-01", null);
    Person joins = person("2026-11-10", null);
    Person gone = person("2020-01-01", "2026-11-09");
    LocalDate day = LocalDate.of(2026, 11, 10);
    List<DepartmentChange> moves =
        List.of(
            new DepartmentChange(stays.key(), day),
            new DepartmentChange(stays.key(), LAST.plusDays(1)),
            new DepartmentChange(stays.key(), LocalDate.of(2024, 1, 1)),
            new DepartmentChange(joins.key(), day),
            new DepartmentChange(gone.key(), day),
            new DepartmentChange(SignInLog.person(99), day));
    List<StaffChange> changes = until(LAST, List.of(stays, joins, gone), moves);
    assertThat(changes).containsExactly(new StaffChange(day, 1, 1, 1));
    assertThat(StaffChange.sum(changes, BEFORE, LAST).moved()).isEqualTo(1);
  }

  /** Nobody says that nobody moved of a time in which it was not kept. */
  @Test
  void a_release_of_before_it_was_kept_does_not_know_who_moved() {
    StaffChange old =
        JsonMapper.shared()
            .readValue("{\"day\":\"2026-11-10\",\"joined\":2,\"left\":1}", StaffChange.class);
    assertThat(old.moved()).isNull();
    StaffChange sum = StaffChange.sum(List.of(old), BEFORE, LAST);
    assertThat(sum).isEqualTo(new StaffChange(LAST, 2, 1, null));
  }

  private static List<StaffChange> until(
      LocalDate lastDay, List<Person> people, List<DepartmentChange> moves) {
    return StaffChange.until(
        lastDay, people.stream().collect(Collectors.toMap(Person::key, p -> p)), moves);
  }

  private Person person(@Nullable String hired, @Nullable String end) {
    return new Person(
        SignInLog.person(++persons),
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
