package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.AppId;
import com.orgscope.lake.Source;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Nine weeks of a log in which, from Monday to Friday and 8:00 to 18:00 UTC, ten people are there.
 */
class HourGapsTest {
  private static final LocalDate MONDAY = LocalDate.of(2026, 9, 7);
  private static final int WEEKS = 9;
  private static final AppId JIRA = new AppId("Jira");

  private final SortedMap<Instant, Integer> hours = log(10);

  private static SortedMap<Instant, Integer> log(int people) {
    SortedMap<Instant, Integer> hours = new TreeMap<>();
    for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusWeeks(WEEKS)); day = day.plusDays(1)) {
      if (day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
        for (int hour = 8; hour < 18; hour++) {
          hours.put(at(day, hour), people);
        }
      }
    }
    return hours;
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atStartOfDay(ZoneOffset.UTC).plusHours(hour).toInstant();
  }

  private static List<HourGaps.Stretch> gaps(SortedMap<Instant, Integer> log) {
    return HourGaps.of(log, List.of(), log.lastKey());
  }

  private void lose(LocalDate day, int from, int until) {
    hours.subMap(at(day, from), at(day, until)).clear();
  }

  @Test
  void nights_and_weekends_are_no_hole() {
    assertThat(gaps(hours)).isEmpty();
    assertThat(HourGaps.of(new TreeMap<>(), List.of(), at(MONDAY, 8))).isEmpty();
  }

  @Test
  void hours_of_which_nobody_is_there_though_twenty_are_expected_are_a_hole() {
    LocalDate day = MONDAY.plusDays(23);
    lose(day, 11, 13);
    assertThat(gaps(hours)).containsExactly(new HourGaps.Stretch(at(day, 11), at(day, 13)));
  }

  @Test
  void what_chance_may_have_done_is_no_hole() {
    lose(MONDAY.plusDays(23), 11, 12);
    assertThat(gaps(hours)).as("ten are expected").isEmpty();
    SortedMap<Instant, Integer> few = log(1);
    few.subMap(at(MONDAY.plusDays(22), 0), at(MONDAY.plusDays(23), 13)).clear();
    assertThat(gaps(few)).as("fifteen are expected").isEmpty();
  }

  @Test
  void a_hole_over_a_night_begins_and_ends_with_hours_that_somebody_works_in() {
    LocalDate day = MONDAY.plusDays(22);
    lose(day, 16, 24);
    lose(day.plusDays(1), 0, 9);
    assertThat(gaps(hours))
        .singleElement()
        .satisfies(hole -> {
          assertThat(hole).isEqualTo(new HourGaps.Stretch(at(day, 16), at(day.plusDays(1), 9)));
          assertThat(hole.days()).containsExactly(day, day.plusDays(1));
        });
  }

  @Test
  void two_stretches_that_hours_of_use_lie_between_are_two() {
    LocalDate day = MONDAY.plusDays(22);
    lose(day, 9, 11);
    lose(day, 14, 16);
    assertThat(gaps(hours))
        .containsExactly(
            new HourGaps.Stretch(at(day, 9), at(day, 11)),
            new HourGaps.Stretch(at(day, 14), at(day, 16)));
  }

  @Test
  void clocks_that_are_put_back_and_a_day_that_is_free_in_some_weeks_are_no_hole() {
    SortedMap<Instant, Integer> shifted = new TreeMap<>();
    Instant change = at(MONDAY.plusWeeks(5), 0);
    hours.forEach((hour, people) ->
        shifted.put(hour.isBefore(change) ? hour : hour.plus(Duration.ofHours(2)), people));
    assertThat(gaps(shifted)).isEmpty();
    lose(MONDAY.plusWeeks(2), 0, 24);
    lose(MONDAY.plusWeeks(3), 0, 24);
    lose(MONDAY.plusWeeks(5), 0, 24);
    assertThat(gaps(hours)).isEmpty();
  }

  @Test
  void a_holiday_is_no_hole_and_a_log_that_is_cut_in_its_hours_is_one() {
    LocalDate holiday = MONDAY.plusDays(22);
    lose(holiday, 0, 24);
    assertThat(gaps(hours)).as("of everybody").isEmpty();
    SortedMap<Instant, Integer> two = log(10);
    for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusWeeks(WEEKS)); day = day.plusDays(1)) {
      for (int hour = 14; hour < 23 && two.containsKey(at(day, 8)); hour++) {
        two.merge(at(day, hour), day.equals(holiday) ? 0 : 10, Integer::sum);
      }
    }
    two.values().removeIf(there -> there == 0);
    assertThat(gaps(two)).as("of the half that works late").isEmpty();
    two.subMap(at(holiday.plusDays(1), 15), at(holiday.plusDays(1), 24)).clear();
    assertThat(gaps(two))
        .containsExactly(
            new HourGaps.Stretch(at(holiday.plusDays(1), 15), at(holiday.plusDays(1), 23)));
  }

  @Test
  void hours_in_which_few_work_are_no_hole_on_their_holiday() {
    LocalDate holiday = MONDAY.plusDays(22);
    for (LocalDate day = MONDAY; day.isBefore(MONDAY.plusWeeks(WEEKS)); day = day.plusDays(1)) {
      for (int hour = 18; hour < 26 && hours.containsKey(at(day, 8)); hour++) {
        if (!day.equals(holiday)) {
          hours.put(at(day, hour), 3);
        }
      }
    }
    assertThat(gaps(hours)).isEmpty();
  }

  @Test
  void a_hole_that_begins_before_anybody_works_is_seen_by_its_end() {
    LocalDate day = MONDAY.plusDays(22);
    lose(day, 0, 11);
    assertThat(gaps(hours)).containsExactly(new HourGaps.Stretch(at(day, 8), at(day, 11)));
  }

  @Test
  void days_that_one_log_lacks_while_another_goes_on_are_a_hole() {
    LocalDate day = MONDAY.plusDays(22);
    SortedMap<Instant, Integer> other = log(5);
    lose(day, 0, 48);
    HourGaps.Stretch hole = new HourGaps.Stretch(at(day, 8), at(day.plusDays(1), 18));
    assertThat(HourGaps.of(hours, List.of(other), hours.lastKey())).containsExactly(hole);
    assertThat(HourGaps.of(hours, List.of(new TreeMap<>()), hours.lastKey())).isEmpty();
    other.subMap(at(day, 0), at(day.plusDays(1), 12)).clear();
    assertThat(HourGaps.of(hours, List.of(other), hours.lastKey()))
        .as("both have a holiday, and the other log begins again late")
        .isEmpty();
  }

  @Test
  void a_log_of_three_weeks_tells_nothing_and_of_four_something() {
    SortedMap<Instant, Integer> three = hours.headMap(at(MONDAY.plusWeeks(3), 0));
    three.subMap(at(MONDAY.plusDays(8), 9), at(MONDAY.plusDays(8), 17)).clear();
    assertThat(gaps(three)).isEmpty();
    SortedMap<Instant, Integer> four = hours.headMap(at(MONDAY.plusWeeks(4), 0));
    assertThat(gaps(four)).hasSize(1);
  }

  @Test
  void an_application_lacks_what_the_logs_lack_that_show_it() {
    SortedMap<Instant, Integer> whole = log(10);
    LocalDate day = MONDAY.plusDays(23);
    lose(day, 11, 14);
    AppId both = new AppId("Slack");
    AppId other = new AppId("Zoom");
    LoggedHours logged =
        new LoggedHours(
            Map.of(Source.OKTA, hours, Source.GOOGLE, whole),
            Map.of(
                JIRA,
                Set.of(Source.OKTA),
                both,
                Set.of(Source.OKTA, Source.GOOGLE),
                other,
                Set.of(Source.GOOGLE)));
    HourGaps.Stretch hole = new HourGaps.Stretch(at(day, 11), at(day, 14));
    assertThat(logged.lacking(JIRA)).containsExactly(hole);
    assertThat(logged.lacking(both)).containsExactly(hole);
    assertThat(logged.lacking(other)).isEmpty();
    assertThat(logged.lacking(new AppId("Never"))).isEmpty();
  }

  @Test
  void a_provider_whose_log_ends_early_hides_the_use_of_what_it_alone_shows() {
    SortedMap<Instant, Integer> whole = log(10);
    LocalDate last = MONDAY.plusWeeks(WEEKS - 1L);
    lose(last.plusDays(1), 0, 24);
    hours.tailMap(at(last.plusDays(1), 0)).clear();
    AppId moved = new AppId("Slack");
    LoggedHours logged =
        new LoggedHours(
            Map.of(Source.OKTA, hours, Source.GOOGLE, whole),
            Map.of(JIRA, Set.of(Source.OKTA), moved, Set.of(Source.OKTA, Source.GOOGLE)));
    assertThat(logged.lacking(JIRA))
        .singleElement()
        .isEqualTo(new HourGaps.Stretch(at(last.plusDays(1), 8), at(last.plusDays(4), 18)));
    assertThat(logged.lacking(moved)).as("people went over to the other").isEmpty();
  }
}
