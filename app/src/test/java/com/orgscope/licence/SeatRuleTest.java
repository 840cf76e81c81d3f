package com.orgscope.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.PersonKey;
import com.orgscope.licence.SeatRule.LogDays;
import com.orgscope.licence.SeatRule.Verdict;
import com.orgscope.sources.Completeness;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.LastUse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Day 1 is the log's first, day 90 its last. */
class SeatRuleTest {
  private static final LocalDate ZERO = LocalDate.of(2026, 8, 31);
  private static final PersonKey ADA = SignInLog.person(1);
  private static final LogDays WHOLE = log(days(1, 90));
  private static final long MANY = 5;

  @Test
  void whoever_was_there_within_thirty_days_uses_it() {
    assertThat(verdict(use(60, 10, MANY))).isEqualTo(Verdict.USED);
    assertThat(rule(use(60, 10, MANY), true).of(ADA, null)).isEqualTo(Verdict.USED);
    assertThat(verdict(use(59, 0, MANY))).isEqualTo(Verdict.IDLE);
  }

  @Test
  void a_silence_is_idle_only_if_thirty_days_longer_than_that_of_whoever_came_back() {
    assertThat(verdict(use(40, 19, MANY))).isEqualTo(Verdict.IDLE);
    assertThat(verdict(use(40, 20, MANY))).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void a_silence_is_idle_only_if_longer_than_a_session_by_policy() {
    SeatRule rule = new SeatRule(use(40, 10, MANY), false, 20, null, WHOLE);
    assertThat(rule.of(ADA, null)).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(rule.needed()).isEqualTo(50);
  }

  @Test
  void whoever_was_never_there_is_silent_for_all_days_of_the_log() {
    assertThat(verdict(use(null, 59, MANY))).isEqualTo(Verdict.IDLE);
    assertThat(verdict(use(null, 60, MANY))).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void nobody_is_idle_from_before_they_had_the_seat() {
    SeatRule rule = rule(use(null, 0, MANY), false);
    assertThat(rule.of(ADA, day(60))).isEqualTo(Verdict.IDLE);
    assertThat(rule.of(ADA, day(61))).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(rule.of(ADA, day(-200))).isEqualTo(Verdict.IDLE);
  }

  @Test
  void a_seat_given_after_somebody_was_last_there_counts_from_then() {
    SeatRule rule = rule(use(10, 0, MANY), false);
    assertThat(rule.of(ADA, day(61))).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void what_a_client_hides_is_told_of_nobody() {
    assertThat(rule(use(null, 10, MANY), true).of(ADA, null)).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void of_an_application_to_which_nearly_nobody_comes_back_nothing_is_told() {
    assertThat(verdict(use(null, 10, MANY - 1))).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(new SeatRule(LastUse.NONE, false, 0, null, WHOLE).of(ADA, null))
        .isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void what_it_said_of_a_silence_goes_before_what_others_do() {
    SeatRule rule = new SeatRule(use(30, 89, 0), false, 89, 59, WHOLE);
    assertThat(rule.of(ADA, null)).isEqualTo(Verdict.IDLE);
    assertThat(new SeatRule(use(30, 0, MANY), false, 0, 60, WHOLE).of(ADA, null))
        .isEqualTo(Verdict.CANNOT_TELL);
    assertThat(new SeatRule(use(30, 0, MANY), true, 0, 59, WHOLE).of(ADA, null))
        .isEqualTo(Verdict.CANNOT_TELL);
    assertThat(rule.measured()).isEqualTo(119);
  }

  @Test
  void how_long_a_log_it_takes_is_told_where_it_is_too_short() {
    assertThat(rule(use(null, 59, MANY), false).logNeeds()).as("90 days are more than 89").isZero();
    assertThat(rule(use(null, 60, MANY), false).logNeeds()).isEqualTo(91);
    assertThat(rule(use(null, 60, MANY), true).logNeeds()).as("no log tells").isZero();
  }

  @Test
  void a_log_without_a_day_tells_nothing() {
    LogDays none = log(new TreeSet<>());
    assertThat(new SeatRule(use(null, 10, MANY), false, 0, null, none).of(ADA, null))
        .isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void days_that_the_log_lacks_are_no_silence() {
    SortedSet<LocalDate> days = days(1, 49);
    days.addAll(days(60, 90));
    assertThat(log(days).missing()).isEqualTo(10);
    SeatRule whole = new SeatRule(use(45, 14, MANY), false, 0, null, WHOLE);
    SeatRule holed = new SeatRule(use(45, 14, MANY), false, 0, null, log(days));
    assertThat(whole.of(ADA, null)).isEqualTo(Verdict.IDLE);
    assertThat(holed.of(ADA, null)).isEqualTo(Verdict.CANNOT_TELL);
  }

  @Test
  void a_single_working_day_that_a_file_lacks_is_no_silence_either() {
    SortedSet<LocalDate> days = days(1, 90);
    days.remove(day(60));
    assertThat(log(days).missing()).isEqualTo(1);
    Set<LocalDate> lacking = Set.of(day(3), day(4), day(-9));
    assertThat(log(days, new Completeness.Known(lacking, Set.of())).missing())
        .as("with two of the log's days of which a source has more")
        .isEqualTo(3);
    assertThat(log(days, new Completeness.Known(Set.of(), Set.of(day(60)))).missing()).isZero();
    assertThat(verdict(use(40, 19, MANY))).isEqualTo(Verdict.IDLE);
    assertThat(new SeatRule(use(40, 19, MANY), false, 0, null, log(days)).of(ADA, null))
        .isEqualTo(Verdict.CANNOT_TELL);
    assertThat(new SeatRule(use(null, 59, MANY), false, 0, null, log(days)).logNeeds())
        .as("the log needs that day more")
        .isEqualTo(91);
  }

  @Test
  void after_hours_that_the_log_lacks_silence_begins_anew() {
    SeatRule holed = holed(use(10, 0, MANY), 60);
    assertThat(holed.of(ADA, null)).as("thirty days since it").isEqualTo(Verdict.CANNOT_TELL);
    assertThat(holed.tellsAgain()).isEqualTo(day(91));
    SeatRule earlier = holed(use(10, 0, MANY), 59);
    assertThat(earlier.of(ADA, null)).as("31 days").isEqualTo(Verdict.IDLE);
    assertThat(earlier.tellsAgain()).isNull();
    assertThat(holed(use(60, 0, MANY), 40).of(ADA, null)).isEqualTo(Verdict.USED);
    assertThat(holed(use(59, 0, MANY), 40).of(ADA, null)).as("seen since").isEqualTo(Verdict.IDLE);
    assertThat(holed(use(null, 0, MANY), 90).of(ADA, null)).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(rule(use(10, 0, MANY), false).tellsAgain()).isNull();
    assertThat(
            new SeatRule(use(10, 0, MANY), true, 0, null, WHOLE.holedOn(day(60), 0)).tellsAgain())
        .as("no log tells")
        .isNull();
  }

  @Test
  void of_days_that_the_log_lacks_only_those_after_its_missing_hours_count() {
    SortedSet<LocalDate> days = days(1, 90);
    days.remove(day(30));
    days.remove(day(72));
    LogDays lost = log(days);
    assertThat(lost.missing()).isEqualTo(2);
    assertThat(lost.holedOn(day(58), 1).missing()).isEqualTo(1);
    SeatRule rule = new SeatRule(use(10, 0, MANY), false, 0, null, lost.holedOn(day(58), 1));
    assertThat(rule.of(ADA, null)).as("31 of 32 days").isEqualTo(Verdict.IDLE);
    SeatRule later = new SeatRule(use(10, 0, MANY), false, 0, null, lost.holedOn(day(59), 1));
    assertThat(later.of(ADA, null)).isEqualTo(Verdict.CANNOT_TELL);
    assertThat(later.tellsAgain()).isEqualTo(day(91));
  }

  private static SeatRule holed(LastUse use, int day) {
    return new SeatRule(use, false, 0, null, WHOLE.holedOn(day(day), 0));
  }

  private static LogDays log(SortedSet<LocalDate> days) {
    return log(days, Completeness.Known.NOTHING);
  }

  private static LogDays log(SortedSet<LocalDate> days, Completeness.Known known) {
    return LogDays.of(days, Licences.missing(days, known, day(90)), day(90));
  }

  private static Verdict verdict(LastUse use) {
    return rule(use, false).of(ADA, null);
  }

  private static SeatRule rule(LastUse use, boolean hidden) {
    return new SeatRule(use, hidden, 0, null, WHOLE);
  }

  private static LastUse use(@Nullable Integer lastDay, long longestSilence, long returned) {
    Map<PersonKey, LocalDate> days = lastDay == null ? Map.of() : Map.of(ADA, day(lastDay));
    return new LastUse(days, days, longestSilence, returned);
  }

  private static SortedSet<LocalDate> days(int first, int last) {
    SortedSet<LocalDate> days = new TreeSet<>();
    for (int day = first; day <= last; day++) {
      days.add(day(day));
    }
    return days;
  }

  private static LocalDate day(int number) {
    return ZERO.plusDays(number);
  }
}
