package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.audit.Departures;
import com.orgscope.audit.Verified;
import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.Reason;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.review.Contests;
import com.orgscope.usage.SignInCoverage.OfProvider;
import com.orgscope.web.CeoPage.State;
import com.orgscope.web.OperationsPage.Health;
import com.orgscope.web.OperationsPage.Live;
import com.orgscope.work.Job;
import com.orgscope.work.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lamps of operations, beside the one of the last night. */
class HealthLampsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final List<Arrivals.Day> CAME = came(TODAY.minusDays(2));

  @Test
  void where_nothing_came_and_nothing_ran_no_lamp_is_good() {
    assertThat(lamps(List.of(), List.of(), List.of(), List.of()))
        .extracting(Health::state)
        .containsOnly(State.UNKNOWN)
        .hasSize(4);
  }

  @Test
  void a_contest_that_nobody_decided_in_time_lights_a_lamp() {
    Instant due = Instant.parse("2026-11-20T12:00:00Z");
    Health none = HealthLamps.contests(new Contests.Waiting(0, 0, null), ZoneOffset.UTC);
    Health waits = HealthLamps.contests(new Contests.Waiting(1, 0, due), ZoneOffset.UTC);
    Health overdue = HealthLamps.contests(new Contests.Waiting(3, 1, due), ZoneOffset.UTC);
    assertThat(none.title()).isEqualTo("No contest waits");
    assertThat(none.state()).isEqualTo(State.GOOD);
    assertThat(waits.title()).isEqualTo("A contest waits");
    assertThat(waits.state()).isEqualTo(State.GOOD);
    assertThat(overdue.title()).isEqualTo("A contest is overdue");
    assertThat(overdue.state()).isEqualTo(State.WATCH);
    assertThat(overdue.detail()).contains("20 Nov");
  }

  @Test
  void events_are_new_for_two_days() {
    assertThat(lamps(CAME, List.of(), List.of(), List.of()))
        .anyMatch(lamp -> lamp.state() == State.GOOD && lamp.title().equals("Events come in"))
        .anyMatch(lamp -> lamp.state() == State.GOOD && lamp.title().equals("No dead letters"));
    assertThat(lamps(came(TODAY.minusDays(3)), List.of(), List.of(), List.of()))
        .anyMatch(
            lamp -> lamp.state() == State.WATCH && lamp.title().equals("Nothing came in lately"));
  }

  @Test
  void what_could_not_be_read_is_counted() {
    Instant at = Instant.parse("2026-11-21T00:00:00Z");
    DeadLetterGroup one =
        new DeadLetterGroup(Source.OKTA, Reason.values()[0], 1, at, at, "{}", "events", 0, 1);
    assertThat(lamps(CAME, List.of(), List.of(one), List.of()))
        .anyMatch(lamp -> lamp.state() == State.WATCH && lamp.title().equals("1 dead letter"))
        .noneMatch(lamp -> lamp.detail().equals("Every event could be read."));
    // A letter and no event: nothing came in that could be read.
    assertThat(lamps(List.of(), List.of(), List.of(one, one), List.of()))
        .anyMatch(lamp -> lamp.state() == State.WATCH && lamp.title().equals("2 dead letters"));
  }

  @Test
  void a_source_with_a_fault_or_a_gap_is_named() {
    assertThat(lamps(CAME, List.of(live("0", "0", "")), List.of(), List.of()))
        .noneMatch(lamp -> lamp.state() == State.WATCH);
    assertThat(lamps(CAME, List.of(live("", "", "")), List.of(), List.of()))
        .noneMatch(lamp -> lamp.state() == State.WATCH);
    assertThat(watched(live("0", "0", "401 from the source"))).isEqualTo("Trouble with Okta");
    assertThat(watched(live("7", "0", ""))).isEqualTo("Not all is here of Okta");
    assertThat(watched(live("0", "1", ""))).isEqualTo("Not all is here of Okta");
  }

  @Test
  void work_that_gave_up_a_part_is_counted() {
    assertThat(lamps(CAME, List.of(), List.of(), List.of(job(0), job(0))))
        .anyMatch(
            lamp -> lamp.state() == State.GOOD && lamp.title().equals("No work was given up"));
    assertThat(lamps(CAME, List.of(), List.of(), List.of(job(0), job(1))))
        .anyMatch(lamp ->
            lamp.state() == State.WATCH
                && lamp.title().equals("1 of the last 2 pieces of work gave up a part"));
  }

  @Test
  void a_working_day_of_which_nothing_came_in_reads_as_no_log() {
    LocalDate day = LocalDate.of(2026, 11, 18);
    List<Arrivals.Day> came =
        List.of(
            new Arrivals.Day(day.minusDays(1), "OKTA", 40),
            new Arrivals.Day(day.plusDays(1), "OKTA", 60));
    assertThat(IncomingSections.days(came, List.of("OKTA"), Set.of(day)))
        .extracting(OperationsPage.Day::total)
        .containsExactly("60", "no log", "40");
    assertThat(IncomingSections.days(came, List.of("OKTA"), Set.of())).hasSize(2);
  }

  @Test
  void a_provider_whose_sign_ins_fail_is_told_beside_what_it_was_before() {
    assertThat(
            IncomingSections.failing(
                List.of(
                    new Arrivals.SignIns("ENTRA", 3, 0), new Arrivals.SignIns("OKTA", 2400, 600)),
                List.of(new Arrivals.SignIns("OKTA", 9000, 180))))
        .containsExactly(
            new OperationsPage.Failing("Entra", "3", "0", "0 %", "nothing then"),
            new OperationsPage.Failing("Okta", "2,400", "600", "25 %", "2 %"));
  }

  @Test
  void of_each_provider_is_told_how_much_of_signing_in_is_measured() {
    assertThat(
            IncomingSections.measured(
                List.of(
                    new OfProvider("GOOGLE", 120, 880, 3, 3600),
                    new OfProvider("OKTA", 0, 0, 2, 0),
                    new OfProvider(null, 5, 0, 0, 60))))
        .containsExactly(
            new OperationsPage.Measured("Google", "120", "880", "3", "12 %"),
            new OperationsPage.Measured("Okta", "0", "0", "2", "nothing ended"),
            new OperationsPage.Measured("Several in a day", "5", "0", "0", "100 %"));
  }

  private static String watched(Live live) {
    return lamps(CAME, List.of(live), List.of(), List.of()).stream()
        .filter(lamp -> lamp.state() == State.WATCH)
        .map(Health::title)
        .findFirst()
        .orElse("nothing");
  }

  @Test
  void the_audit_log_is_watched_where_it_is_broken_or_was_not_walked_of_late() {
    Instant now = Instant.parse("2026-11-30T09:00:00Z");
    Instant old = now.minus(Verified.MOST).minusSeconds(1);
    assertThat(auditLog(new Verified(now, now, null, 0, null, null))).isEqualTo(State.UNKNOWN);
    assertThat(auditLog(new Verified(now, old, null, 0, null, null))).isEqualTo(State.WATCH);
    assertThat(auditLog(new Verified(now, old, now, 5, null, null))).isEqualTo(State.GOOD);
    assertThat(auditLog(new Verified(now, old, old, 5, null, null))).isEqualTo(State.WATCH);
    assertThat(auditLog(new Verified(now, old, now, 5, 6L, "is missing"))).isEqualTo(State.WATCH);
  }

  @Test
  void a_receiver_of_the_audit_log_that_is_late_is_watched_and_none_is_no_lamp() {
    assertThat(HealthLamps.departures(List.of(), ZoneOffset.UTC)).isEmpty();
    Instant now = Instant.parse("2026-11-30T09:00:00Z");
    assertThat(outside(lag(Duration.ZERO, false, null, null)).state()).isEqualTo(State.UNKNOWN);
    assertThat(outside(lag(Duration.ZERO, false, now, null)).state()).isEqualTo(State.GOOD);
    assertThat(outside(lag(Duration.ofMinutes(9), true, now, "siem.example.com answers 503")))
        .returns(State.WATCH, Health::state)
        .returns(
            "syslog: the oldest has been waiting for 9 min. siem.example.com answers 503.",
            Health::detail);
  }

  private static Health outside(Departures.Lag lag) {
    return HealthLamps.departures(List.of(lag), ZoneOffset.UTC).orElseThrow();
  }

  private static Departures.Lag lag(
      Duration lag, boolean late, @Nullable Instant takenAt, @Nullable String trouble) {
    return new Departures.Lag("syslog", lag, late, takenAt, trouble);
  }

  private static State auditLog(Verified last) {
    return HealthLamps.auditLog(last, ZoneOffset.UTC).state();
  }

  private static List<Health> lamps(
      List<Arrivals.Day> came, List<Live> live, List<DeadLetterGroup> dead, List<JobReport> jobs) {
    return HealthLamps.health(came, live, dead, jobs, TODAY, null);
  }

  private static List<Arrivals.Day> came(LocalDate day) {
    return List.of(new Arrivals.Day(day, "okta", 900));
  }

  private static Live live(String missing, String lost, String trouble) {
    return new Live("Okta", "1 min", "0", missing, lost, "", trouble);
  }

  private static JobReport job(int dead) {
    return new JobReport(JOB, Instant.EPOCH, 2, 2 - dead, dead, 10, 10, List.of());
  }

  private static final Job JOB =
      new Job(new UUID(1, 1), new TenantId("acme"), "nightly", "2026-11-21.1");
}
