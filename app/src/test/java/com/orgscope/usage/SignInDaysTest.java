package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.SignInDays.Measure;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people: one is asked and fails on the way to two applications, one only visits. */
@Tag("slow")
class SignInDaysTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 2);
  private static final TimeWindow WINDOW = new TimeWindow(FIRST, FIRST.plusDays(4));
  private static final PersonKey ASKED = SignInLog.person(1);
  private static final PersonKey LATE = SignInLog.person(2);

  @TempDir private Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  @AutoClose
  private Company company;

  @BeforeEach
  void aLog() {
    company = Company.open(home, Instant.parse("2026-11-29T12:00:00Z"));
    company.wrote(
        new SignInLog()
            .by(ASKED)
            .step("02 09:00:00", "s")
            .challenge("02 09:00:10", "s")
            .signIn("02 09:00:20", "s", Outcome.SUCCESS)
            .visit("02 09:00:30", "Jira", "s")
            .failedVisit("03 09:00:00", "Figma", "t")
            .visit("03 09:00:40", "Figma", "t")
            .challenge("03 10:00:10", "u")
            .signIn("03 10:00:20", "u", Outcome.SUCCESS)
            .visit("03 10:00:30", "Jira", "u")
            .step("09 09:00:00", "v")
            .challenge("09 09:00:10", "v")
            .signIn("09 09:00:20", "v", Outcome.SUCCESS)
            .by(LATE)
            .visit("04 09:00:00", "Jira", "w"));
    TestUsage.rollUp(company.lake(), company.tenant());
  }

  private Map<PersonKey, SignInDays> days(SignInPart part) {
    return days(part, FIRST.plusDays(2));
  }

  private Map<PersonKey, SignInDays> days(SignInPart part, LocalDate seenBefore) {
    TimeWindow seen = new TimeWindow(FIRST, seenBefore);
    return record(WINDOW, seen).of(part, WINDOW, seen);
  }

  private SignInRecord record(TimeWindow window, TimeWindow... seen) {
    return TestUsage.of(company).signIns(company.operator(), "test", window, List.of(seen));
  }

  private static long sum(Map<PersonKey, SignInDays> days, Measure measure) {
    return Objects.requireNonNull(days.get(ASKED)).sum(measure, FIRST, WINDOW.until());
  }

  @Test
  void each_days_seconds_failures_and_challenges_are_told_of_everybody() {
    Map<PersonKey, SignInDays> days = days(SignInPart.WHOLE);
    SignInDays asked = Objects.requireNonNull(days.get(ASKED));
    assertThat(asked.sum(Measure.SECONDS, FIRST, FIRST.plusDays(1))).isEqualTo(20);
    assertThat(asked.sum(Measure.SECONDS, FIRST.plusDays(1), FIRST.plusDays(2))).isEqualTo(40);
    assertThat(sum(days, Measure.CHALLENGES)).isEqualTo(2);
    assertThat(sum(days, Measure.FAILURES)).isEqualTo(1);
    assertThat(sum(days, Measure.UNMEASURED)).as("a factor nobody saw asked for").isEqualTo(1);
    assertThatThrownBy(() -> asked.sum(Measure.SECONDS, FIRST, WINDOW.until().plusDays(1)))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whoever_was_there_before_the_day_is_seen_and_nobody_later() {
    Map<PersonKey, SignInDays> days = days(SignInPart.WHOLE);
    assertThat(Objects.requireNonNull(days.get(ASKED)).seen()).isTrue();
    assertThat(days).doesNotContainKey(LATE);
    assertThat(days(SignInPart.WHOLE, FIRST.plusDays(3))).containsKey(LATE);
  }

  @Test
  void what_was_read_once_is_told_of_any_part_and_any_days_of_it() {
    TimeWindow first = new TimeWindow(FIRST, FIRST.plusDays(1));
    TimeWindow third = new TimeWindow(FIRST.plusDays(2), FIRST.plusDays(3));
    SignInRecord all = record(WINDOW, first, third, first);
    TimeWindow second = new TimeWindow(FIRST.plusDays(1), FIRST.plusDays(2));
    Map<PersonKey, SignInDays> days = all.of(SignInPart.WHOLE, second, third);
    SignInDays asked = Objects.requireNonNull(days.get(ASKED));
    assertThat(asked.sum(Measure.SECONDS, second.from(), second.until()))
        .as("of the second day alone")
        .isEqualTo(40);
    assertThat(asked.seen()).as("the third day is another's").isFalse();
    assertThat(Objects.requireNonNull(days.get(LATE)).seen()).isTrue();
    assertThat(all.of(new SignInPart(Set.of(), false, true), WINDOW, first))
        .as("one that was not there on the day is nobody of whom anything is known")
        .containsOnlyKeys(ASKED);
    assertThatThrownBy(() -> all.of(SignInPart.WHOLE, WINDOW, second))
        .hasMessageContaining("nobody asked who was seen");
    TimeWindow longer = new TimeWindow(FIRST, WINDOW.until().plusDays(1));
    assertThatThrownBy(() -> all.of(SignInPart.WHOLE, longer, first))
        .hasMessageContaining("were not read");
  }

  @Test
  void only_what_is_asked_for_counts() {
    Map<PersonKey, SignInDays> challenges = days(new SignInPart(Set.of(), false, true));
    assertThat(sum(challenges, Measure.SECONDS)).isEqualTo(20);
    assertThat(sum(challenges, Measure.FAILURES)).isZero();
    Map<PersonKey, SignInDays> failures = days(new SignInPart(Set.of(), true, false));
    assertThat(sum(failures, Measure.SECONDS)).isEqualTo(40);
    assertThat(sum(failures, Measure.CHALLENGES)).isZero();
    assertThat(sum(failures, Measure.UNMEASURED)).isZero();
    AppId figma = TestUsage.named(company.tenant(), "Figma");
    Map<PersonKey, SignInDays> one = days(new SignInPart(Set.of(figma), true, true));
    assertThat(sum(one, Measure.SECONDS)).isEqualTo(40);
    assertThat(sum(one, Measure.CHALLENGES)).isZero();
  }

  @Test
  void two_parts_meet_where_both_count_the_same() {
    AppId figma = new AppId("Figma");
    AppId jira = new AppId("Jira");
    SignInPart failures = new SignInPart(Set.of(), true, false);
    assertThat(failures.meets(new SignInPart(Set.of(), false, true))).isFalse();
    assertThat(failures.meets(new SignInPart(Set.of(figma), true, true))).isTrue();
    assertThat(
            new SignInPart(Set.of(jira), true, true)
                .meets(new SignInPart(Set.of(figma), true, true)))
        .isFalse();
    assertThat(
            new SignInPart(Set.of(jira, figma), true, true)
                .meets(new SignInPart(Set.of(figma), false, true)))
        .isTrue();
    assertThatThrownBy(() -> new SignInPart(Set.of(), false, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_is_told_to_nobody_who_has_not_everybodys_rows() {
    for (Caller other :
        new Caller[] {
          new Caller(company.tenant(), Role.CEO, "chief", null),
          new Caller(company.tenant(), Role.AUDITOR, "auditor", null),
          new Caller(company.tenant(), Role.MANAGER, "boss", ASKED),
          new Caller(company.tenant(), Role.EMPLOYEE, "one", ASKED)
        }) {
      assertThatThrownBy(() -> TestUsage.of(company).signIns(other, "test", WINDOW, List.of()))
          .as("%s", other.role())
          .isInstanceOf(Failure.class);
    }
  }
}
