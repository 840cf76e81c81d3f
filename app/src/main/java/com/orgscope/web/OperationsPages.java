package com.orgscope.web;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.DeadLetters;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Arrivals;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.NightSummary;
import com.orgscope.nightly.QuoteError;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.Sources;
import com.orgscope.sources.StreamStatus;
import com.orgscope.web.CeoPage.State;
import com.orgscope.web.OperationsPage.Day;
import com.orgscope.web.OperationsPage.Dead;
import com.orgscope.web.OperationsPage.Failing;
import com.orgscope.web.OperationsPage.Health;
import com.orgscope.web.OperationsPage.Live;
import com.orgscope.web.OperationsPage.Look;
import com.orgscope.web.OperationsPage.Run;
import com.orgscope.work.JobReport;
import com.orgscope.work.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what operations watch, each from the room that knows it. */
@Component
final class OperationsPages {
  /** How a source without a gap is written, and one whose gaps nobody can count. */
  private static final Set<String> NONE = Set.of("", "0");

  private static final int DAYS = 120;

  /** Characters of a dead letter's shape. */
  private static final int EXAMPLE = 160;

  private static final int DAYS_SHOWN = 14;
  private static final int FAILING_DAYS = 7;
  private static final int FAILING_DAYS_BEFORE = 28;
  private static final int RUNS_SHOWN = 12;
  private static final int NIGHTS_SHOWN = 7;
  private static final int LOOKS_SHOWN = 20;

  private final Arrivals arrivals;
  private final Sources sources;
  private final Completeness completeness;
  private final DeadLetters deadLetters;
  private final Work work;
  private final Nightly nightly;
  private final Audit audit;
  private final PrivacyLedger ledger;
  private final PrivacySettings privacy;
  private final Tenants tenants;
  private final InstantSource clock;

  OperationsPages(
      Arrivals arrivals,
      Sources sources,
      Completeness completeness,
      DeadLetters deadLetters,
      Work work,
      Nightly nightly,
      Audit audit,
      PrivacyLedger ledger,
      PrivacySettings privacy,
      Tenants tenants,
      InstantSource clock) {
    this.arrivals = arrivals;
    this.sources = sources;
    this.completeness = completeness;
    this.deadLetters = deadLetters;
    this.work = work;
    this.nightly = nightly;
    this.audit = audit;
    this.ledger = ledger;
    this.privacy = privacy;
    this.tenants = tenants;
    this.clock = clock;
  }

  OperationsPage page(Caller caller) {
    Instant now = clock.instant();
    ZoneId zone = tenants.get(caller.tenant()).zone();
    LocalDate today = now.atZone(ZoneOffset.UTC).toLocalDate();
    List<Arrivals.Day> came = arrivals.byDay(caller, TimeWindow.ending(today.plusDays(1), DAYS));
    List<DeadLetterGroup> dead = deadLetters.list(caller);
    List<JobReport> jobs = work.reports(caller, RUNS_SHOWN);
    List<PrivacyLedger.Charge> charges = ledger.charges(caller);
    List<String> logs = List.copyOf(new TreeSet<>(came.stream().map(d -> d.source()).toList()));
    List<Live> live = live(caller);
    List<NightSummary> nights = nightly.recent(caller, NIGHTS_SHOWN);
    NightSummary lastNight = nights.isEmpty() ? null : nights.getFirst();
    return new OperationsPage(
        health(came, live, dead, jobs, today, lastNight),
        logs.stream().map(OperationsPages::name).toList(),
        days(came, logs),
        failing(caller, today),
        live,
        dead.stream().map(group -> dead(group, zone)).toList(),
        jobs.stream().map(job -> run(job, zone)).toList(),
        nights.stream().map(OperationsPages::night).toList(),
        nights.stream().filter(OperationsPages::asked).map(OperationsPages::cost).toList(),
        audit.entries(caller, LOOKS_SHOWN).stream().map(entry -> look(entry, zone)).toList(),
        budget(charges),
        caller.tenant().value());
  }

  private List<Failing> failing(Caller caller, LocalDate today) {
    return failing(
        arrivals.signIns(caller, TimeWindow.ending(today, FAILING_DAYS)),
        arrivals.signIns(
            caller, TimeWindow.ending(today.minusDays(FAILING_DAYS), FAILING_DAYS_BEFORE)));
  }

  static List<Failing> failing(List<Arrivals.SignIns> week, List<Arrivals.SignIns> before) {
    Map<String, String> shares =
        before.stream().collect(toMap(Arrivals.SignIns::source, OperationsPages::shareFailed));
    return week.stream()
        .map(one ->
            new Failing(
                name(one.source()),
                Formats.people(one.tried()),
                Formats.people(one.failed()),
                shareFailed(one),
                shares.getOrDefault(one.source(), "nothing then")))
        .toList();
  }

  private static String shareFailed(Arrivals.SignIns tries) {
    return Formats.percent((double) tries.failed() / tries.tried());
  }

  private List<Live> live(Caller caller) {
    List<StreamStatus> all = sources.status(caller);
    return all.stream()
        .map(StreamStatus::source)
        .distinct()
        .map(source ->
            live(
                all.stream()
                    .filter(status -> status.source() == source && !status.certifies())
                    .toList(),
                completeness.summary(caller, source)))
        .toList();
  }

  private static Live live(List<StreamStatus> logs, Completeness.Summary known) {
    StreamStatus slowest = logs.stream().max(Comparator.comparing(StreamStatus::lag)).orElseThrow();
    Duration left = known.lostIn();
    return new Live(
        name(slowest.source().name()),
        DisplayText.of(slowest.lag()) + (slowest.everRead() ? "" : ", never read"),
        known.certifiable() ? Formats.people(known.open()) : "cannot be",
        known.certifiable() ? Formats.people(known.missing()) : "",
        known.certifiable() ? Formats.people(known.lost()) : "",
        left == null ? "" : DisplayText.of(left),
        logs.stream().map(StreamStatus::lastError).filter(Objects::nonNull).findFirst().orElse(""));
  }

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
    List<Live> gaps = live.stream().filter(OperationsPages::lacksEvents).toList();
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
              run + because + ". What held before holds.");
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

  private static List<Day> days(List<Arrivals.Day> came, List<String> sources) {
    Map<LocalDate, Map<String, Long>> byDay = new TreeMap<>(Comparator.reverseOrder());
    came.forEach(d ->
        byDay
            .computeIfAbsent(d.day(), day -> new TreeMap<>())
            .merge(d.source(), d.events(), Long::sum));
    return byDay.entrySet().stream()
        .limit(DAYS_SHOWN)
        .map(e ->
            new Day(
                Formats.day(e.getKey()),
                sources.stream()
                    .map(s -> Formats.people(e.getValue().getOrDefault(s, 0L)))
                    .toList(),
                Formats.people(e.getValue().values().stream().mapToLong(n -> n).sum())))
        .toList();
  }

  private static Dead dead(DeadLetterGroup group, ZoneId zone) {
    String file =
        group.file().equals(Ingest.STANDARD_INPUT.toString()) ? "standard input" : group.file();
    return new Dead(
        name(group.source().name()),
        group.reason().toString().toLowerCase(Locale.ROOT).replace('_', ' '),
        Formats.people(group.letters()),
        Formats.moment(group.lastAt(), zone),
        file + place(group) + ": " + beginning(group.example()));
  }

  /** Whoever reads a file finds a line; of what was read before lines were counted, the byte. */
  private static String place(DeadLetterGroup group) {
    return group.line() > 0
        ? ", line " + Formats.people(group.line())
        : ", byte " + Formats.people(group.offset());
  }

  private static String beginning(String example) {
    return example.length() <= EXAMPLE ? example : example.substring(0, EXAMPLE) + "\u2026";
  }

  private static Run run(JobReport report, ZoneId zone) {
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
                Formats.people(report.units())));
  }

  /** Whether it was to cost anything, or did. */
  private static boolean asked(NightSummary night) {
    Double quoted = night.quotedUsd();
    Double paid = night.paidUsd();
    return (quoted != null && quoted > 0) || (paid != null && paid > 0);
  }

  /** What is not kept of a night is said to be unknown, not left out. */
  static OperationsPage.Night night(NightSummary night) {
    boolean ended = night.state() != NightReport.State.RUNNING;
    return new OperationsPage.Night(
        night.run(),
        night.state().name().toLowerCase(Locale.ROOT),
        counted(night.people(), ended),
        counted(night.decided(), ended),
        changed(night, ended));
  }

  private static String changed(NightSummary night, boolean ended) {
    Integer changed = night.changed();
    Integer before = night.decidedBefore();
    if (!ended || changed == null || before == null) {
      return counted(null, ended);
    }
    return before == 0
        ? "nobody was decided before"
        : Formats.people(changed)
            + " of "
            + Formats.people(before)
            + (night.state() == NightReport.State.HELD ? " would have" : "");
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
        night.state().name().toLowerCase(Locale.ROOT),
        quoted == null ? "" : Formats.cents(quoted),
        paid == null ? "" : Formats.cents(paid),
        quoted == null || paid == null ? "" : QuoteError.of(quoted, paid, Formats::cents));
  }

  private static Look look(AuditEntry entry, ZoneId zone) {
    return new Look(
        Formats.moment(entry.at(), zone),
        entry.principal(),
        entry.action(),
        entry.subject(),
        entry.reason());
  }

  private OperationsPage.Ledger budget(List<PrivacyLedger.Charge> charges) {
    long spent = charges.stream().mapToLong(c -> c.epsilon().thousandths()).sum();
    int count = charges.size();
    return new OperationsPage.Ledger(
        new com.orgscope.privacy.Epsilon(spent).toString(),
        privacy.yearly().toString(),
        count == 1 ? "one release" : count + " releases");
  }

  private static String name(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    return lower.isEmpty()
        ? lower
        : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }
}
