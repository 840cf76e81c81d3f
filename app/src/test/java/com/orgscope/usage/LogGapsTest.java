package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A company that works from Monday to Friday, from 31 August (a Monday) on. */
class LogGapsTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 8, 31);
  private static final LocalDate LAST = day(89);

  private static LocalDate day(int number) {
    return MONDAY.plusDays(number);
  }

  private static SortedSet<LocalDate> weekdays() {
    return MONDAY
        .datesUntil(LAST.plusDays(1))
        .filter(day -> day.getDayOfWeek().getValue() < 6)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static SortedSet<LocalDate> gaps(SortedSet<LocalDate> with) {
    return LogGaps.of(with, Set.of(), LAST);
  }

  @Test
  void a_working_day_with_nothing_between_days_with_something_is_a_day_without_log() {
    SortedSet<LocalDate> with = weekdays();
    assertThat(gaps(with)).as("no weekend").isEmpty();
    with.remove(day(23));
    assertThat(gaps(with)).containsExactly(day(23));
    assertThat(LogGaps.of(with, Set.of(day(23)), LAST)).as("its source has no more").isEmpty();
  }

  @Test
  void more_days_in_a_row_than_a_long_weekend_has_are_all_without_log() {
    SortedSet<LocalDate> with = weekdays();
    for (int number = 14; number < 49; number++) {
      with.remove(day(number));
    }
    assertThat(gaps(with)).as("Saturday to Sunday").hasSize(37).contains(day(12), day(48));
  }

  @Test
  void a_day_on_which_nobody_works_otherwise_is_no_gap() {
    SortedSet<LocalDate> with = weekdays();
    with.add(day(5));
    with.add(day(12));
    with.removeIf(day -> day.getDayOfWeek().getValue() == 5 && day.toEpochDay() % 2 == 0);
    assertThat(gaps(with)).as("every other Friday is off, two Saturdays were worked").isEmpty();
    assertThat(gaps(new TreeSet<>())).isEmpty();
  }

  @Test
  void days_after_the_last_one_count_once_they_are_more_than_a_long_weekend() {
    SortedSet<LocalDate> with = weekdays();
    assertThat(LogGaps.of(with, Set.of(), with.getLast().plusDays(4))).isEmpty();
    assertThat(LogGaps.of(with, Set.of(), with.getLast().plusDays(5))).hasSize(5);
  }
}
