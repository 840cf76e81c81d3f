package com.orgscope.web;

import static java.util.stream.Collectors.joining;

import com.orgscope.audit.Departures;
import com.orgscope.audit.Verified;
import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.DisplayText;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.privacy.Erasures;
import com.orgscope.review.Contests;
import com.orgscope.web.CeoPage.State;
import com.orgscope.web.OperationsPage.Health;
import com.orgscope.web.OperationsPage.Live;
import com.orgscope.work.JobReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What needs a hand now: each lamp says what is known. */
final class HealthLamps {
  /** How a source without a gap is written, and one whose gaps nobody can count. */
  private static final Set<String> NONE = Set.of("", "0");

  /** So long before its deadline an erasure that is not done needs a hand. */
  private static final Duration NEAR = Duration.ofDays(7);

  private HealthLamps() {}

  /** Each lamp says what is known: where nothing came or ran, none of them is good. */
  static List<Health> health(
      List<Arrivals.Day> came,
      List<Live> live,
      List<DeadLetterGroup> dead,
      List<JobReport> jobs,
      LocalDate today,
      @Nullable NightSummary night) {
    List<Health> health = new ArrayList<>();
    LocalDate newest =
        came.stream().map(Arrivals.Day::day).max(Comparator.naturalOrder()).orElse(null);
    if (newest == null) {
      health.add(new Health(State.UNKNOWN, "No events yet", "Nothing was read in."));
    } else if (newest.isBefore(today.minusDays(2))) {
      health.add(
          new Health(
              State.WATCH,
              "Nothing came in lately",
              "The newest event is of " + Formats.day(newest) + "."));
    } else {
      health.add(
          new Health(
              State.GOOD, "Events come in", "The newest is of " + Formats.day(newest) + "."));
    }
    List<Live> troubled = live.stream().filter(one -> !one.trouble().isEmpty()).toList();
    if (!troubled.isEmpty()) {
      health.add(
          new Health(
              State.WATCH,
              "Trouble with " + troubled.stream().map(Live::source).collect(joining(", ")),
              troubled.getFirst().trouble()));
    }
    List<Live> gaps = live.stream().filter(HealthLamps::lacksEvents).toList();
    if (!gaps.isEmpty()) {
      health.add(
          new Health(
              State.WATCH,
              "Not all is here of " + gaps.stream().map(Live::source).collect(joining(", ")),
              "Events that the source gave are missing or lost; the table of sources counts them."));
    }
    health.add(unread(dead, newest != null));
    health.add(lastNight(night));
    health.add(givenUp(jobs));
    return health;
  }

  static Health auditLog(Verified last, ZoneId zone) {
    Instant at = last.at();
    if (last.brokenAt() != null) {
      return new Health(
          State.WATCH,
          "The audit log is broken",
          "At entry %d, which %s.".formatted(last.brokenAt(), last.reason()));
    }
    if (last.overdue()) {
      return new Health(
          State.WATCH,
          "The audit log was not walked of late",
          at == null ? "It never was." : "The last time was " + Formats.moment(at, zone) + ".");
    }
    return at == null
        ? new Health(State.UNKNOWN, "The audit log is young", "It is walked each night.")
        : new Health(
            State.GOOD, "The audit log is whole", "Walked " + Formats.moment(at, zone) + ".");
  }

  /** Whether receivers outside have what they should; empty where none is named. */
  static Optional<Health> departures(List<Departures.Lag> lags, ZoneId zone) {
    if (lags.isEmpty()) {
      return Optional.empty();
    }
    Departures.Lag late = lags.stream().filter(Departures.Lag::late).findFirst().orElse(null);
    if (late != null) {
      String trouble = late.trouble();
      return Optional.of(
          new Health(
              State.WATCH,
              "The audit log does not leave the house",
              "%s: the oldest has been waiting for %s.%s"
                  .formatted(
                      late.destination(),
                      DisplayText.of(late.lag()),
                      trouble == null ? "" : " " + trouble + ".")));
    }
    Instant last =
        lags.stream()
            .map(Departures.Lag::takenAt)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
    String names = lags.stream().map(Departures.Lag::destination).collect(joining(", "));
    return Optional.of(
        last == null
            ? new Health(State.UNKNOWN, "Nothing of the audit log left yet", names + ".")
            : new Health(
                State.GOOD,
                "The audit log leaves the house",
                names + ", last " + Formats.moment(last, zone) + "."));
  }

  /** Whether somebody waits longer for a decision than they were told. */
  static Health contests(Contests.Waiting waiting, ZoneId zone) {
    Instant next = waiting.nextDue();
    if (next == null) {
      return new Health(State.GOOD, "No contest waits", "Nobody contests their category.");
    }
    String due = "The first is due " + Formats.moment(next, zone) + "; IT/Security decides.";
    int overdue = waiting.overdue();
    if (overdue > 0) {
      return new Health(
          State.WATCH,
          overdue == 1 ? "A contest is overdue" : overdue + " contests are overdue",
          due);
    }
    int open = waiting.open();
    return new Health(State.GOOD, open == 1 ? "A contest waits" : open + " contests wait", due);
  }

  static Optional<Health> erasures(Erasures.Waiting waiting, Instant now, ZoneId zone) {
    Instant next = waiting.nextDue();
    if (next == null) {
      return Optional.empty();
    }
    String due = "To be done by " + Formats.moment(next, zone) + ".";
    if (waiting.overdue() > 0) {
      return Optional.of(
          new Health(State.WATCH, "Erasures are overdue: " + waiting.overdue(), due));
    }
    return Optional.of(
        next.isBefore(now.plus(NEAR))
            ? new Health(State.WATCH, "An erasure is due soon", due)
            : new Health(State.GOOD, "Erasures under way: " + waiting.open(), due));
  }

  private static boolean lacksEvents(Live one) {
    return !NONE.contains(one.missing()) || !NONE.contains(one.lost());
  }

  private static Health unread(List<DeadLetterGroup> dead, boolean anything) {
    long letters = dead.stream().mapToLong(DeadLetterGroup::letters).sum();
    if (letters > 0) {
      return new Health(
          State.WATCH,
          Formats.people(letters) + (letters == 1 ? " dead letter" : " dead letters"),
          "For " + dead.size() + (dead.size() == 1 ? " reason." : " reasons."));
    }
    return anything
        ? new Health(State.GOOD, "No dead letters", "Every event could be read.")
        : new Health(State.UNKNOWN, "No dead letters yet", "There was no event to read.");
  }

  private static Health givenUp(List<JobReport> jobs) {
    long failed = jobs.stream().filter(job -> job.dead() > 0).count();
    if (failed > 0) {
      return new Health(
          State.WATCH,
          failed + " of the last " + jobs.size() + " pieces of work gave up a part",
          "Asking for the same work again tries that part again.");
    }
    return jobs.isEmpty()
        ? new Health(State.UNKNOWN, "No work yet", "Nothing was asked for.")
        : new Health(State.GOOD, "No work was given up", "Of the last " + jobs.size() + ".");
  }

  /** So many nights that failed are critical. */
  static final int IN_A_ROW = 3;

  /** Three nights in a row that failed are told before anything else. */
  static Optional<Health> failing(List<NightSummary> nights) {
    boolean failing =
        nights.size() >= IN_A_ROW
            && nights.stream()
                .limit(IN_A_ROW)
                .allMatch(night -> night.state() == NightReport.State.FAILED);
    return failing
        ? Optional.of(
            new Health(
                State.WATCH,
                "Critical: " + IN_A_ROW + " nights in a row failed",
                "Nobody is judged until somebody looks: " + nights.getFirst().run() + " says why."))
        : Optional.empty();
  }

  /** Whom nights could not judge; empty where there is nobody. */
  static Optional<Health> unjudged(Map<String, Long> reasons) {
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    long people = reasons.values().stream().mapToLong(n -> n).sum();
    return Optional.of(
        new Health(
            State.WATCH,
            Formats.people(people) + " people could not be judged",
            String.join("; ", reasons.keySet())
                + ". Each night tries them again; orgscope nightly --dead-letters names them."));
  }

  /** How the last night ended; what it kept back and whom it decided decide the lamp. */
  static Health lastNight(@Nullable NightSummary last) {
    if (last == null) {
      return new Health(State.UNKNOWN, "No night yet", "Nobody is categorized.");
    }
    String run = "Run " + last.run();
    String because = last.because() == null ? "" : ": " + last.because();
    Integer people = last.people();
    Integer decided = last.decided();
    return switch (last.state()) {
      case RUNNING -> new Health(State.UNKNOWN, "A night is running", run + " has not ended.");
      case HELD ->
          new Health(
              State.WATCH,
              "The last night is held back",
              run
                  + because
                  + ". What held before holds until somebody decides: orgscope nightly --release or"
                  + " --discard with its name and a reason.");
      case DISCARDED ->
          new Health(
              State.WATCH,
              "The last night was discarded",
              run + because + ". What held before holds.");
      case REFUSED -> new Health(State.WATCH, "The last night did not begin", run + because + ".");
      case ROLLED_BACK ->
          new Health(
              State.WATCH,
              "The last night was rolled back",
              run
                  + " holds no more; what held before does. orgscope rollback --undo lets it hold.");
      case PARTIAL -> new Health(State.WATCH, "The last night is partial", run + because + ".");
      case FAILED -> new Health(State.WATCH, "The last night failed", run + because + ".");
      case PUBLISHED -> published(run, people, decided);
    };
  }

  private static Health published(String run, @Nullable Integer people, @Nullable Integer decided) {
    if (people == null || decided == null) {
      return new Health(State.GOOD, "The last night holds", run + ".");
    }
    if (people > 0 && decided == 0) {
      return new Health(
          State.WATCH,
          "The last night decided nobody",
          run + " chose " + Formats.people(people) + " people and was sure of none.");
    }
    return new Health(
        State.GOOD,
        "The last night holds",
        "%s decided %s of %s people."
            .formatted(run, Formats.people(decided), Formats.people(people)));
  }
}
