package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The days of a log with an access, as the lake has them. */
class AccessDaysTest {
  private static final TimeWindow WEEK =
      new TimeWindow(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 9));

  @TempDir Path home;
  private Company acme;
  private AccessDays days;

  @BeforeEach
  void open() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    days = new AccessDays(acme.lake(), acme.access());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  private static LocalDate november(int day) {
    return LocalDate.of(2026, 11, day);
  }

  @Test
  void days_with_an_access_are_there_with_the_first_and_the_last_of_anybody() {
    new SignInLog()
        .visit("01 23:59:59", "GitHub", "s")
        .visit("02 09:00", "GitHub", "s")
        .visit("02 09:30", "Slack", "s")
        .visit("08 23:59:59", "Slack", "s")
        .visit("09 00:00", "Slack", "s")
        .by(2)
        .visit("02 08:00", "Slack", "v")
        .visit("02 17:00", "Slack", "v")
        .visit("05 00:00", "Jira", "w")
        .into(acme.lake(), acme.tenant());
    Company other = acme.beside("other");
    other.wrote(new SignInLog().visit("04 09:00", "GitHub", "s"));
    sumUp(acme);
    sumUp(other);
    assertThat(days.of(acme.operator(), WEEK))
        .isEqualTo(
            Map.of(
                november(2), day(2, "08:00:00", "17:00:00"),
                november(5), day(5, "00:00:00", "00:00:00"),
                november(8), day(8, "23:59:59", "23:59:59")));
  }

  private static void sumUp(Company company) {
    new DailyUsage(company.lake(), tenant -> Regrouping.NONE)
        .refresh(company.tenant(), Progress.NONE);
  }

  private static AccessDays.Day day(int day, String first, String last) {
    String text = november(day) + "T";
    return new AccessDays.Day(
        november(day), Instant.parse(text + first + "Z"), Instant.parse(text + last + "Z"));
  }

  @Test
  void a_day_of_sign_ins_and_challenges_alone_has_no_access() {
    new SignInLog()
        .signIn("03 08:00", null, Outcome.FAILURE)
        .challenge("04 09:00", null)
        .visit("06 09:00", "Jira", "w")
        .into(acme.lake(), acme.tenant());
    sumUp(acme);
    assertThat(days.of(acme.operator(), WEEK)).containsOnlyKeys(november(6));
  }

  @Test
  void they_are_not_for_everybody() {
    assertThatThrownBy(() -> days.of(new Caller(acme.tenant(), Role.CEO, "ceo", null), WEEK))
        .isInstanceOf(Failure.class);
  }
}
