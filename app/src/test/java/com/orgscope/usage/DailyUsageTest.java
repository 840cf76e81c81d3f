package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.KeyPeriod;
import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Outcome;
import com.orgscope.lake.Source;
import com.orgscope.lake.TestLake;
import com.orgscope.state.Database;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Days worked out by hand, in the words of {@code daily.sql}. */
@Tag("slow")
class DailyUsageTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TimeWindow NOVEMBER =
      new TimeWindow(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 12, 1));

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;
  private final SignInLog log = new SignInLog();
  private Regrouping regrouping = Regrouping.NONE;

  @BeforeEach
  void emptyLake() {
    lake = TestLake.open(database, home);
  }

  @Test
  void a_slot_is_split_evenly_among_its_applications() {
    log.visit("02 09:00", "Jira", "s")
        .visit("02 09:05", "GitHub", "s")
        .visit("02 09:14:59", "Slack", "s")
        .visit("02 09:15", "GitHub", "s")
        .visit("02 09:20", "GitHub", "s");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 GitHub accesses 3 slots 1.3333 sessions 1 switches 2 failures 0"
                + " challenges 0",
            "2026-11-02 1 Jira accesses 1 slots 0.3333 sessions 1 switches 0 failures 0"
                + " challenges 0",
            "2026-11-02 1 Slack accesses 1 slots 0.3333 sessions 1 switches 1 failures 0"
                + " challenges 0");
  }

  @Test
  void a_switch_is_an_arrival_within_half_an_hour() {
    log.visit("02 09:00", "GitHub", "s")
        .visit("02 09:10", "Slack", "s")
        .visit("02 09:40", "GitHub", "s")
        .visit("02 10:10:01", "Slack", "s");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 GitHub accesses 2 slots 1.5 sessions 1 switches 1 failures 0"
                + " challenges 0",
            "2026-11-02 1 Slack accesses 2 slots 1.5 sessions 1 switches 1 failures 0"
                + " challenges 0");
  }

  @Test
  void a_switch_over_midnight_counts_on_the_day_of_arrival() {
    log.visit("02 23:45", "Jira", "s").visit("03 00:10", "GitHub", "s");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0",
            "2026-11-03 1 GitHub accesses 1 slots 1.0 sessions 1 switches 1 failures 0"
                + " challenges 0");
  }

  @Test
  void one_person_with_two_accounts_is_one_person_in_a_slot_and_over_a_switch() {
    log.visit("02 09:00", "Jira", "s").by(2).visit("02 09:05", "GitHub", "t");
    assertThat(days()).as("two people").allMatch(day -> day.contains("slots 1.0"));

    AtomicInteger settled = new AtomicInteger();
    regrouping =
        new Regrouping(
            List.of(KeyPeriod.always(SignInLog.person(2), SignInLog.person(1))),
            new TreeSet<>(List.of(LocalDate.of(2026, 11, 2))),
            settled::incrementAndGet);
    assertThat(rolledUp(ACME))
        .as("the day is done again though no event came")
        .containsExactly(
            "2026-11-02 1 GitHub accesses 1 slots 0.5 sessions 1 switches 1 failures 0"
                + " challenges 0",
            "2026-11-02 1 Jira accesses 1 slots 0.5 sessions 1 switches 0 failures 0"
                + " challenges 0");
    assertThat(settled).hasValue(1);
  }

  @Test
  void token_refreshes_are_no_accesses() {
    log.visit("02 09:00", "Jira", "s").refresh("02 09:20", "Jira").refresh("02 09:40", "GitHub");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0");
  }

  @Test
  void one_sign_in_that_entra_shows_as_several_records_is_one_access() {
    log.from(Source.ENTRA)
        .visit("02 09:00", "Jira", "correlation")
        .visit("02 09:00:30", "Jira", "correlation")
        .visit("02 09:16", "Jira", "correlation")
        .visit("02 09:01", "GitHub", "correlation")
        .visit("02 11:00", "Jira", "another")
        .visit("02 12:00", "Jira", null)
        .visit("02 12:01", "Jira", null)
        .by(2)
        .visit("02 09:00", "Jira", "correlation")
        .by(3)
        .from(Source.OKTA)
        .visit("02 09:00", "Jira", "correlation")
        .visit("02 09:16", "Jira", "correlation");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 GitHub accesses 1 slots 0.5 sessions 1 switches 1 failures 0"
                + " challenges 0",
            "2026-11-02 1 Jira accesses 4 slots 2.5 sessions 3 switches 0 failures 0 challenges 0",
            "2026-11-02 2 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0",
            "2026-11-02 3 Jira accesses 2 slots 2.0 sessions 1 switches 0 failures 0 challenges 0");
  }

  @Test
  void accesses_without_a_session_make_one_until_half_an_hour_passes() {
    log.from(Source.GOOGLE)
        .visit("02 09:00", "Jira", null)
        .visit("02 09:30", "Jira", null)
        .visit("02 10:00:01", "Jira", null);
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 Jira accesses 3 slots 3.0 sessions 2 switches 0 failures 0 challenges 0");
  }

  @Test
  void friction_belongs_to_the_access_it_led_to() {
    log.challenge("02 08:59", "s")
        .signIn("02 08:58", null, Outcome.FAILURE)
        .signIn("02 08:58:30", null, Outcome.SUCCESS)
        .visit("02 09:00", "Jira", "s")
        .failedVisit("02 09:30", "GitHub", "s")
        .challengeFor("02 09:31", "GitHub");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 GitHub accesses 0 slots 0.0 sessions 0 switches 0 failures 1"
                + " challenges 1",
            "2026-11-02 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 1 challenges 1");
  }

  @Test
  void friction_that_led_nowhere_belongs_to_no_application() {
    log.challenge("02 08:49", "s")
        .challenge("02 08:58", "another session")
        .signIn("02 23:55", null, Outcome.FAILURE)
        .visit("02 09:00", "Jira", "s")
        .visit("03 00:01", "Jira", "t");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 - accesses 0 slots 0.0 sessions 0 switches 0 failures 1 challenges 2",
            "2026-11-02 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0",
            "2026-11-03 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0");
  }

  @Test
  void friction_leads_to_the_nearest_access_up_to_ten_minutes_away() {
    log.challenge("02 08:59:59", null)
        .challenge("02 08:59:59", null)
        .visit("02 09:09:59", "Jira", "s")
        .signIn("02 12:00", null, Outcome.FAILURE)
        .visit("02 12:00", "GitHub", "s")
        .visit("02 12:00", "Figma", "s")
        .challenge("02 14:09", null)
        .visit("02 14:19:01", "Zoom", "s");
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 - accesses 0 slots 0.0 sessions 0 switches 0 failures 0 challenges 1",
            "2026-11-02 1 Figma accesses 1 slots 0.5 sessions 1 switches 0 failures 1"
                + " challenges 0",
            "2026-11-02 1 GitHub accesses 1 slots 0.5 sessions 1 switches 1 failures 0"
                + " challenges 0",
            "2026-11-02 1 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 2",
            "2026-11-02 1 Zoom accesses 1 slots 1.0 sessions 1 switches 0 failures 0"
                + " challenges 0");
  }

  @Test
  void another_persons_access_answers_no_challenge_and_makes_no_switch() {
    log.challenge("02 08:59", null)
        .visit("02 09:05", "GitHub", "s")
        .by(2)
        .visit("02 09:00", "Jira", null);
    assertThat(days())
        .containsExactly(
            "2026-11-02 1 GitHub accesses 1 slots 1.0 sessions 1 switches 0 failures 0"
                + " challenges 1",
            "2026-11-02 2 Jira accesses 1 slots 1.0 sessions 1 switches 0 failures 0 challenges 0");
  }

  @Test
  void the_same_events_give_the_same_rows_in_any_order_and_however_often() {
    String[] apps = {"Jira", "GitHub", "Slack", "Figma", "Zoom", "Notion", "Box"};
    for (int day = 2; day < 6; day++) {
      for (int minute = 0; minute < 1440; minute += 7) {
        String time = String.format("%02d %02d:%02d", day, minute / 60, minute % 60);
        log.by(minute % 3 + 1)
            .from(minute % 2 == 0 ? Source.ENTRA : Source.OKTA)
            .visit(time, apps[minute / 7 * 3 % 7], "s" + minute / 60);
        if (minute % 5 == 0) {
          log.challenge(time, "s" + minute / 60);
        }
      }
    }
    log.into(lake, ACME);
    List<String> expected = rolledUp(ACME);
    assertThat(expected).hasSizeGreaterThan(80);
    TenantId shuffled = new TenantId("shuffled");
    log.shuffledInto(lake, shuffled, 3, 17);
    assertThat(rolledUp(shuffled)).isEqualTo(expected);
    TenantId dayByDay = new TenantId("day-by-day");
    log.shuffledInto(lake, dayByDay, 1, 18);
    TestUsage.rollUpDayByDay(lake, dayByDay);
    assertThat(rows(dayByDay)).isEqualTo(expected);
    assertThat(rolledUp(ACME)).as("again, with nothing due").isEqualTo(expected);
  }

  @Test
  void a_late_event_changes_the_switch_after_midnight() {
    new SignInLog().visit("03 00:10", "GitHub", "s").into(lake, ACME);
    assertThat(rolledUp(ACME)).first().asString().contains("GitHub", "switches 0");
    log.from(Source.GOOGLE).visit("02 23:50", "Jira", "s").into(lake, ACME);
    assertThat(rolledUp(ACME)).last().asString().contains("GitHub", "switches 1");
    assertThat(lake.dueDays(ACME)).isEmpty();
  }

  @Test
  void a_day_is_brought_up_no_earlier_than_the_day_after_it() {
    LocalDate second = LocalDate.of(2026, 11, 2);
    assertThat(DailyUsage.affected(new TreeSet<>(List.of(second, second.plusDays(4)))))
        .containsExactly(second.plusDays(5), second.plusDays(4), second.plusDays(1), second);
  }

  private List<String> days() {
    log.into(lake, ACME);
    return rolledUp(ACME);
  }

  private List<String> rolledUp(TenantId tenant) {
    new DailyUsage(lake, any -> regrouping).refresh(tenant, Progress.NONE);
    return rows(tenant);
  }

  private List<String> rows(TenantId tenant) {
    return lake.ask(
        new NamedQuery(DailyUsageTest.class, "rows"),
        Scope.everybody(tenant),
        NOVEMBER,
        Map.of(),
        row -> row.getString("line"));
  }
}
