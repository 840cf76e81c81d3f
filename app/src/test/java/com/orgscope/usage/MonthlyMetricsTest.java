package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.Regrouping;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.Maintenance;
import com.orgscope.lake.NamedQuery;
import com.orgscope.lake.Retention;
import com.orgscope.lake.TestLake;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a month has no person in it, and outlives the daily figures. */
@Tag("slow")
class MonthlyMetricsTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final int K = 3;
  private static final TimeWindow YEAR =
      new TimeWindow(LocalDate.of(2026, 1, 1), LocalDate.of(2027, 1, 1));

  @TempDir Path home;
  private Company acme;
  private Lake lake;
  private Maintenance maintenance;
  private MonthlyMetrics months;
  private Instant now = Instant.parse("2026-12-20T12:00:00Z");

  @BeforeEach
  void fivePeople() {
    acme = Company.open(home, () -> now);
    lake = acme.lake();
    maintenance = TestLake.maintenance(acme.database(), home, () -> now);
    months =
        new MonthlyMetrics(
            lake, acme.directory().resolution(), new SummedMonthStore(acme.database()), () -> now);
    SignInLog log = new SignInLog();
    for (int person = 1; person <= 4; person++) {
      log.by(person).visit("02 09:00", "GitHub", "s" + person);
      log.visit("03 09:00", "GitHub", "t" + person);
    }
    log.by(1).visit("02 09:05", "Jira", "s1").visit("02 09:06", "Jira", "s1");
    log.by(2).visit("02 10:05", "Figma", "s2").challengeFor("02 10:04", "Figma");
    acme.wrote(log);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void an_application_stands_by_itself_only_if_k_people_used_it() {
    assertThat(months.refresh(ACME, K)).isEqualTo(1);
    assertThat(rows(Scope.everybody(ACME)))
        .as("two people used something else, which is too few for a row of the rest")
        .containsExactly("2026-11-01 GitHub people 4 accesses 8 slots 7.5 challenges 0");
  }

  @Test
  void what_too_few_people_used_is_told_together_if_they_are_enough_together() {
    SignInLog log = new SignInLog();
    log.by(5).visit("04 09:00", "Visio", "s5");
    acme.wrote(log);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    months.refresh(ACME, K);
    assertThat(rows(Scope.everybody(ACME)))
        .containsExactly(
            "2026-11-01 null people 3 accesses 4 slots 2.5 challenges 1",
            "2026-11-01 GitHub people 4 accesses 8 slots 7.5 challenges 0");
  }

  @Test
  void a_month_is_summed_up_when_it_is_settled_and_again_only_if_it_changed() {
    now = Instant.parse("2026-12-03T12:00:00Z");
    assertThat(months.refresh(ACME, K)).as("late events may still come").isZero();
    now = Instant.parse("2026-12-20T12:00:00Z");
    assertThat(months.refresh(ACME, K)).isEqualTo(1);
    assertThat(months.refresh(ACME, K)).isZero();
    SignInLog log = new SignInLog();
    log.by(7).visit("05 09:00", "GitHub", "s7");
    acme.wrote(log);
    new DailyUsage(lake, tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
    assertThat(months.refresh(ACME, K)).isEqualTo(1);
    assertThat(rows(Scope.everybody(ACME)).getLast()).contains("people 5 accesses 9");
  }

  @Test
  void somebody_who_is_erased_is_not_counted_any_more_while_the_daily_figures_are_there() {
    months.refresh(ACME, K);
    lake.erase(ACME, Set.of(SignInLog.person(4)));
    assertThat(months.refresh(ACME, K)).isEqualTo(1);
    assertThat(rows(Scope.everybody(ACME)).getLast()).contains("people 3 accesses 6");
  }

  @Test
  void sums_outlive_the_daily_figures_for_seven_years() {
    months.refresh(ACME, K);
    List<String> before = rows(Scope.everybody(ACME));
    maintenance.retain(ACME, new Retention(90, 200, 90));
    now = Instant.parse("2027-07-20T12:00:00Z");
    assertThat(months.refresh(ACME, K)).isZero();
    assertThat(maintenance.maintain(List.of(ACME)).removed().rows())
        .as("events and figures")
        .isEqualTo(22);
    assertThat(lake.months(ACME, LakeTable.APP_USAGE_DAILY)).isEmpty();
    assertThat(months.refresh(ACME, K)).as("nothing is made of nothing").isZero();
    assertThat(rows(Scope.everybody(ACME))).isEqualTo(before);
    now = Instant.parse("2034-01-20T12:00:00Z");
    maintenance.maintain(List.of(ACME));
    assertThat(rows(Scope.everybody(ACME))).isEmpty();
  }

  @Test
  void a_month_with_too_few_people_leaves_nothing_and_is_done() {
    assertThat(months.refresh(ACME, 1000)).isEqualTo(1);
    assertThat(months.refresh(ACME, 1000)).isZero();
    assertThat(rows(Scope.everybody(ACME))).isEmpty();
  }

  @Test
  void who_sees_one_person_sees_no_sums() {
    months.refresh(ACME, K);
    assertThat(rows(Scope.only(ACME, SignInLog.person(1)))).isEmpty();
    assertThat(rows(Scope.everybody(new TenantId("other")))).isEmpty();
  }

  private List<String> rows(Scope scope) {
    return lake.ask(
        new NamedQuery(MonthlyMetricsTest.class, "months"),
        scope,
        YEAR,
        Map.of(),
        row ->
            "%s %s people %d accesses %d slots %s challenges %d"
                .formatted(
                    row.getDate("month"),
                    row.getStringOrNull("app"),
                    row.getLong("people"),
                    row.getLong("accesses"),
                    row.getDouble("active_slots"),
                    row.getLong("challenges")));
  }
}
