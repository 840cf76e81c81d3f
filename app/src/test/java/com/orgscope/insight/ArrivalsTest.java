package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operations hear of the log: counts, and nobody's in particular. */
class ArrivalsTest {
  private static final TimeWindow WEEK = TimeWindow.ending(LocalDate.of(2026, 11, 8), 7);

  @TempDir private Path home;
  private Company acme;
  private Arrivals arrivals;

  @BeforeEach
  void open() {
    acme = Company.open(home, Instant.parse("2026-11-20T12:00:00Z"));
    arrivals = new Arrivals(acme.lake(), acme.access());
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void sign_ins_and_visits_that_failed_are_counted_by_provider() {
    acme.wrote(
        new SignInLog()
            .signIn("02 08:59", null, Outcome.FAILURE)
            .signIn("02 09:00", "s", Outcome.SUCCESS)
            .visit("02 09:01", "GitHub", "s")
            .failedVisit("08 23:59:59", "Jira", "s")
            .from(Source.ENTRA)
            .by(2)
            .visit("05 10:00", "Excel", "v"));
    assertThat(arrivals.signIns(acme.operator(), WEEK))
        .containsExactly(new Arrivals.SignIns("ENTRA", 1, 0), new Arrivals.SignIns("OKTA", 4, 2));
  }

  @Test
  void a_step_on_the_way_and_a_token_s_activity_are_no_tries() {
    acme.wrote(
        new SignInLog()
            .challengeFor("03 09:00", "GitHub")
            .challenge("03 09:01", "s")
            .refresh("03 09:02", "GitHub"));
    assertThat(arrivals.signIns(acme.operator(), WEEK)).isEmpty();
    assertThat(arrivals.byDay(acme.operator(), WEEK))
        .containsExactly(new Arrivals.Day(LocalDate.of(2026, 11, 3), "OKTA", 3));
  }

  @Test
  void the_days_outside_and_other_companies_are_left_out() {
    Company birch = acme.beside("birch");
    birch.wrote(new SignInLog().failedVisit("03 09:00", "GitHub", "s"));
    acme.wrote(
        new SignInLog()
            .failedVisit("01 23:59:59", "GitHub", "s")
            .failedVisit("09 00:00", "GitHub", "s"));
    assertThat(arrivals.signIns(acme.operator(), WEEK)).isEmpty();
    assertThat(arrivals.byDay(acme.operator(), WEEK)).isEmpty();
    assertThat(arrivals.signIns(birch.operator(), WEEK))
        .containsExactly(new Arrivals.SignIns("OKTA", 1, 1));
  }

  @Test
  void a_chief_does_not_see_what_only_operations_watch() {
    Caller chief = new Caller(acme.tenant(), Role.CEO, "ceo", null);
    assertThatThrownBy(() -> arrivals.signIns(chief, WEEK)).isInstanceOf(Failure.class);
    assertThatThrownBy(() -> arrivals.byDay(chief, WEEK)).isInstanceOf(Failure.class);
  }
}
