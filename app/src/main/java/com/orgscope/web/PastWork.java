package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.nightly.QuoteError;
import com.orgscope.nightly.UnjudgedPeople;
import com.orgscope.privacy.Erasures;
import com.orgscope.review.Contests;
import com.orgscope.web.OperationsPage.Run;
import com.orgscope.work.JobReport;
import com.orgscope.work.Work;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What ran, and what waits for people: work, nights with what asking models cost, contests. */
@Component
final class PastWork {
  private static final int RUNS_SHOWN = 12;
  private static final int NIGHTS_SHOWN = 7;

  private final Work work;
  private final Nightly nightly;
  private final WithheldSection withheld;
  private final Contests contests;
  private final Erasures erasures;
  private final UnjudgedPeople unjudged;

  PastWork(
      Work work,
      Nightly nightly,
      WithheldSection withheld,
      Contests contests,
      Erasures erasures,
      UnjudgedPeople unjudged) {
    this.unjudged = unjudged;
    this.erasures = erasures;
    this.withheld = withheld;
    this.contests = contests;
    this.work = work;
    this.nightly = nightly;
  }

  /** What all of it leaves out. */
  String withheld(Caller caller, LocalDate today) {
    return withheld.lead(caller, today);
  }

  /** The newest first, as are the nights. */
  List<JobReport> jobs(Caller caller) {
    return work.reports(caller, RUNS_SHOWN);
  }

  Contests.Waiting contests(Caller caller) {
    return contests.waiting(caller);
  }

  /** People whom nights could not judge, by the reason. */
  Map<String, Long> unjudged(Caller caller) {
    return unjudged.reasons(caller);
  }

  Erasures.Waiting erasures(Caller caller) {
    return erasures.waiting(caller);
  }

  List<NightSummary> nights(Caller caller) {
    return nightly.recent(caller, NIGHTS_SHOWN);
  }

  /** By which it is told how nights go. */
  List<NightSummary> nightsOfTheirDays(Caller caller) {
    return nightly.recentOfTheirDays(caller, HealthLamps.IN_A_ROW);
  }

  static Run run(JobReport report, ZoneId zone) {
    String end = report.succeeded() ? "Done" : "Gave up a part";
    return new Run(
        report.job().kind() + " " + report.job().name(),
        report.ended() ? end : "Running",
        Formats.moment(report.createdAt(), zone),
        "%s of %s parts, %s of %s units"
            .formatted(
                Formats.people(report.done()),
                Formats.people(report.shards()),
                Formats.people(report.unitsDone()),
                Formats.people(report.units())),
        report.ended() ? null : percent(report));
  }

  /** Whole ones, as far as work has counted. */
  private static int percent(JobReport report) {
    return report.units() == 0 ? 0 : (int) (100 * report.unitsDone() / report.units());
  }

  /** Whether it was to cost anything, or did. */
  static boolean asked(NightSummary night) {
    Double quoted = night.quotedUsd();
    Double paid = night.paidUsd();
    return (quoted != null && quoted > 0) || (paid != null && paid > 0);
  }

  /** What is not kept of a night is said to be unknown, not left out. */
  static OperationsPage.Night night(NightSummary night) {
    boolean ended = night.state() != NightReport.State.RUNNING;
    return new OperationsPage.Night(
        night.run(),
        night.state().word().replace('_', ' '),
        counted(night.people(), ended),
        counted(night.decided(), ended),
        changed(night, ended),
        Formats.people(night.deferred()));
  }

  private static String changed(NightSummary night, boolean ended) {
    Integer changed = night.changed();
    Integer before = night.decidedBefore();
    if (!ended || changed == null || before == null) {
      return counted(null, ended);
    }
    if (before == 0) {
      return "nobody was decided before";
    }
    String figures = Formats.people(changed) + " of " + Formats.people(before);
    return switch (night.state()) {
      case HELD -> figures + " would have";
      case ROLLED_BACK -> figures + " had, until it was rolled back";
      default -> figures;
    };
  }

  private static String counted(@Nullable Integer people, boolean ended) {
    if (people == null) {
      return ended ? "not counted" : "not yet";
    }
    return Formats.people(people);
  }

  static OperationsPage.Cost cost(NightSummary night) {
    Double quoted = night.quotedUsd();
    Double paid = night.paidUsd();
    return new OperationsPage.Cost(
        night.run(),
        night.state().word().replace('_', ' '),
        quoted == null ? "" : Formats.cents(quoted),
        paid == null ? "" : Formats.cents(paid),
        quoted == null || paid == null ? "" : QuoteError.of(quoted, paid, Formats::cents));
  }
}
