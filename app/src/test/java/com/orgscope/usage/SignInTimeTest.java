package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes of signing in worked out by hand, in the words of {@code daily.sql}. */
@Tag("slow")
class SignInTimeTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TimeWindow NOVEMBER =
      new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;
  private final SignInLog log = new SignInLog();

  @BeforeEach
  void emptyLake() {
    lake = TestLake.open(database, home);
  }

  @Test
  void a_mistyped_password_lasts_until_the_sign_in_that_succeeds() {
    log.signIn("02 08:58:00", null, Outcome.FAILURE)
        .signIn("02 08:58:20", null, Outcome.FAILURE)
        .signIn("02 08:58:47.600", "s", Outcome.SUCCESS)
        .visit("02 09:00", "Jira", "s");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 Jira failures 1 in 47 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void a_challenge_lasts_from_being_put_to_the_sign_in_that_succeeds() {
    log.step("02 08:59:00", "s")
        .challenge("02 08:59:15", "s")
        .signIn("02 08:59:16", "s", Outcome.SUCCESS)
        .visit("02 08:59:20", "Jira", "s")
        .from(Source.ENTRA)
        .challenge("02 12:00:00", "correlation")
        .visit("02 12:00:21", "Figma", "correlation");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 Figma failures 0 in 0 s, abandoned 0; challenges 1 in 21 s, abandoned 0,"
                + " unmeasured 0",
            "2026-11-02 1 Jira failures 0 in 0 s, abandoned 0; challenges 1 in 16 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void entras_visit_is_the_request_of_a_factor_that_was_passed_after_it() {
    log.from(Source.ENTRA)
        .visit("02 08:59:00", "Figma", "one row")
        .passedFactor("02 08:59:13", "Figma", "one row")
        .visit("02 08:59:40", "Figma", "one row")
        .challenge("02 12:00:00", "rows")
        .visit("02 12:00:21", "Figma", "rows")
        .passedFactor("02 12:00:21", "Figma", "rows")
        .visit("02 15:00:00", "Figma", "no factor")
        .visit("02 15:00:30", "Jira", "other")
        .passedFactor("02 15:00:42", "Jira", "other");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 Figma failures 0 in 0 s, abandoned 0; challenges 2 in 34 s, abandoned 0,"
                + " unmeasured 0",
            "2026-11-02 1 Jira failures 0 in 0 s, abandoned 0; challenges 1 in 12 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void a_challenge_of_which_only_the_answer_is_in_the_log_is_not_measured() {
    log.challenge("02 08:59:15", "s")
        .signIn("02 08:59:16", "s", Outcome.SUCCESS)
        .from(Source.GOOGLE)
        .challenge("02 12:00", null)
        .signIn("02 12:00", null, Outcome.SUCCESS)
        .failedChallenge("02 15:00", null)
        .challenge("02 15:00:30", null)
        .signIn("02 15:00:31", null, Outcome.SUCCESS);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 0 in 0 s, abandoned 0; challenges 1 in 31 s, abandoned 0,"
                + " unmeasured 2");
  }

  @Test
  void a_factor_that_was_passed_ends_an_episode_if_nothing_else_does() {
    log.step("02 09:00:00", "s").challenge("02 09:00:12", "s").visit("02 09:30", "Jira", "s");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 0 in 0 s, abandoned 0; challenges 1 in 12 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void an_episode_belongs_to_its_first_step() {
    log.signIn("02 08:58:00", "s", Outcome.FAILURE)
        .step("02 08:58:30", "s")
        .signIn("02 08:59", "s", Outcome.SUCCESS)
        .step("02 12:00:00", "t")
        .failedChallenge("02 12:00:10", "t")
        .signIn("02 12:00:10", "t", Outcome.FAILURE)
        .signIn("02 12:00:40", "t", Outcome.SUCCESS);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 1 in 60 s, abandoned 0; challenges 1 in 40 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void what_nothing_ends_is_abandoned_and_has_no_seconds() {
    log.signIn("02 09:00", null, Outcome.FAILURE)
        .signIn("02 09:05", null, Outcome.FAILURE)
        .signIn("02 09:15:01", "s", Outcome.SUCCESS)
        .step("02 12:00", "t")
        .failedVisit("02 14:00", "GitHub", "t");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 0 in 0 s, abandoned 1; challenges 0 in 0 s, abandoned 1,"
                + " unmeasured 0",
            "2026-11-02 1 GitHub failures 0 in 0 s, abandoned 1; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void an_episode_counts_for_ten_minutes_at_most() {
    log.signIn("02 09:00:00", null, Outcome.FAILURE)
        .signIn("02 09:08", null, Outcome.FAILURE)
        .signIn("02 09:17", null, Outcome.FAILURE)
        .visit("02 09:27:00", "Jira", "s");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 Jira failures 1 in 600 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void nobody_ends_an_episode_of_somebody_else() {
    log.signIn("02 09:00:00", null, Outcome.FAILURE)
        .by(2)
        .signIn("02 09:00:10", "s", Outcome.SUCCESS)
        .visit("02 09:00:20", "Jira", "s")
        .by(1)
        .signIn("02 09:00:30", "t", Outcome.SUCCESS);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 1 in 30 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void two_sessions_at_once_are_two_episodes() {
    log.step("02 09:00:00", "laptop")
        .step("02 09:00:05", "phone")
        .signIn("02 09:00:15", "phone", Outcome.SUCCESS)
        .visit("02 09:00:20", "Slack", "phone")
        .signIn("02 09:00:50", "laptop", Outcome.SUCCESS)
        .visit("02 09:01:00", "Jira", "laptop");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 Jira failures 0 in 0 s, abandoned 0; challenges 1 in 50 s, abandoned 0,"
                + " unmeasured 0",
            "2026-11-02 1 Slack failures 0 in 0 s, abandoned 0; challenges 1 in 10 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void steps_with_and_without_a_session_that_one_sign_in_ended_are_one_episode() {
    log.signIn("02 08:58:00", null, Outcome.FAILURE)
        .step("02 08:58:40", "s")
        .signIn("02 08:59:00", "s", Outcome.SUCCESS);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 1 in 60 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void only_the_application_that_refused_ends_what_it_began() {
    log.failedVisit("02 09:00:00", "GitHub", "s")
        .visit("02 09:00:05", "Jira", "s")
        .visit("02 09:00:25", "GitHub", "s");
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 GitHub failures 1 in 25 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void over_midnight_an_episode_counts_on_the_day_it_ended() {
    log.signIn("02 23:59:30", null, Outcome.FAILURE)
        .signIn("03 00:00:10", "s", Outcome.SUCCESS)
        .visit("03 00:00:20", "Jira", "s")
        .by(2)
        .signIn("02 23:49:59", null, Outcome.FAILURE)
        .by(3)
        .signIn("02 23:50:00", null, Outcome.FAILURE);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 2 - failures 0 in 0 s, abandoned 1; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0",
            "2026-11-03 1 Jira failures 1 in 40 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0",
            "2026-11-03 3 - failures 0 in 0 s, abandoned 1; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void what_applications_do_by_themselves_and_sign_ins_without_a_step_are_no_episode() {
    log.signIn("02 09:00", "s", Outcome.SUCCESS)
        .visit("02 09:00:05", "Jira", "s")
        .refresh("02 09:20", "Jira")
        .signIn("02 10:00:00", null, Outcome.FAILURE)
        .refresh("02 10:00:10", "Jira")
        .signIn("02 10:00:20", "t", Outcome.SUCCESS);
    assertThat(episodes())
        .containsExactly(
            "2026-11-02 1 - failures 1 in 20 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void a_late_success_ends_what_was_taken_for_abandoned() {
    new SignInLog().signIn("02 23:55:00", null, Outcome.FAILURE).into(lake, ACME);
    assertThat(rolledUp(ACME))
        .singleElement()
        .asString()
        .contains("failures 0 in 0 s, abandoned 1");
    log.from(Source.GOOGLE).signIn("02 23:56:00", null, Outcome.SUCCESS).into(lake, ACME);
    assertThat(rolledUp(ACME))
        .containsExactly(
            "2026-11-02 1 - failures 1 in 60 s, abandoned 0; challenges 0 in 0 s, abandoned 0,"
                + " unmeasured 0");
  }

  @Test
  void the_same_steps_give_the_same_rows_in_any_order_and_however_days_are_put_together() {
    Random random = new Random(5);
    for (int day = 2; day < 6; day++) {
      for (int minute = 0; minute < 1440; minute += 1 + random.nextInt(3)) {
        String time = String.format("%02d %02d:%02d", day, minute / 60, minute % 60);
        String session = random.nextInt(4) == 0 ? null : "s" + minute / 30;
        log.by(random.nextInt(3) + 1).from(Source.values()[random.nextInt(3)]);
        switch (random.nextInt(9)) {
          case 0, 1 -> log.signIn(time, session, Outcome.FAILURE);
          case 2 -> log.step(time, session).step(time, session).failedChallenge(time, session);
          case 3 -> log.challenge(time, session).visit(time, "Jira", session);
          case 4 -> log.failedVisit(time, "GitHub", session);
          case 5 -> log.visit(time, "GitHub", session).visit(time, "Figma", session);
          case 6 -> log.signIn(time, session, Outcome.SUCCESS);
          default -> log.refresh(time, "Jira");
        }
      }
    }
    log.into(lake, ACME);
    List<String> expected = rolledUp(ACME);
    assertThat(expected).hasSizeGreaterThan(30);
    TenantId shuffled = new TenantId("shuffled");
    log.shuffledInto(lake, shuffled, 3, 17);
    assertThat(rolledUp(shuffled)).isEqualTo(expected);
    TenantId dayByDay = new TenantId("day-by-day");
    log.shuffledInto(lake, dayByDay, 1, 18);
    TestUsage.rollUpDayByDay(lake, dayByDay);
    assertThat(rows(dayByDay)).isEqualTo(expected);
  }

  private List<String> episodes() {
    log.into(lake, ACME);
    return rolledUp(ACME);
  }

  private List<String> rolledUp(TenantId tenant) {
    TestUsage.rollUp(lake, tenant);
    return rows(tenant);
  }

  private List<String> rows(TenantId tenant) {
    return TestUsage.signInTimes(lake, tenant, NOVEMBER);
  }
}
