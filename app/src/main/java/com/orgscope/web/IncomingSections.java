package com.orgscope.web;

import static java.util.stream.Collectors.toMap;

import com.orgscope.ingest.DeadLetterGroup;
import com.orgscope.ingest.DeadLetters;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Arrivals;
import com.orgscope.insight.Unlisted;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.sources.Completeness;
import com.orgscope.sources.Sources;
import com.orgscope.sources.StreamStatus;
import com.orgscope.usage.LogGaps;
import com.orgscope.usage.SeenAccount;
import com.orgscope.usage.SignInCoverage;
import com.orgscope.usage.SignInCoverage.OfProvider;
import com.orgscope.web.OperationsPage.Day;
import com.orgscope.web.OperationsPage.Dead;
import com.orgscope.web.OperationsPage.Failing;
import com.orgscope.web.OperationsPage.Live;
import com.orgscope.web.OperationsPage.Measured;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What came in, how it fails, how live sources stand, and what is dead. */
@Component
final class IncomingSections {
  private static final int DAYS = 120;
  private static final int DAYS_SHOWN = 14;
  private static final int UNLISTED_SHOWN = 25;
  private static final int FAILING_DAYS = 7;
  private static final int FAILING_DAYS_BEFORE = 28;
  private static final int MEASURED_DAYS = 28;

  /** Characters of a dead letter's shape. */
  private static final int EXAMPLE = 160;

  private final Arrivals arrivals;
  private final SignInCoverage coverage;
  private final Sources sources;
  private final Completeness completeness;
  private final DeadLetters deadLetters;
  private final Unlisted unlisted;

  IncomingSections(
      Arrivals arrivals,
      SignInCoverage coverage,
      Sources sources,
      Completeness completeness,
      DeadLetters deadLetters,
      Unlisted unlisted) {
    this.arrivals = arrivals;
    this.coverage = coverage;
    this.sources = sources;
    this.completeness = completeness;
    this.deadLetters = deadLetters;
    this.unlisted = unlisted;
  }

  List<Arrivals.Day> arrived(Caller caller, LocalDate today) {
    return arrivals.byDay(caller, TimeWindow.ending(today.plusDays(1), DAYS));
  }

  List<DeadLetterGroup> deadLetters(Caller caller) {
    return deadLetters.list(caller);
  }

  Unlisted.Found unlisted(Caller caller, LocalDate today) {
    return unlisted.accounts(caller, today);
  }

  static OperationsPage.Unlisted unlisted(Unlisted.Found found, ZoneId zone) {
    List<SeenAccount> all = found.accounts();
    int more = all.size() - UNLISTED_SHOWN;
    return new OperationsPage.Unlisted(
        "%s within %d days: %s".formatted(accounts(all.size()), found.days(), bySource(all)),
        all.stream()
            .limit(UNLISTED_SHOWN)
            .map(one ->
                new OperationsPage.Account(
                    one.account().toString(),
                    one.sources().stream()
                        .map(IncomingSections::name)
                        .collect(Collectors.joining(", ")),
                    Formats.people(one.events()),
                    Formats.people(one.days()),
                    Formats.moment(one.lastAt(), zone)))
            .toList(),
        more > 0 ? accounts(more) : "",
        found.directory());
  }

  private static String accounts(int many) {
    return many == 1 ? "1 account" : Formats.people(many) + " accounts";
  }

  /** An account that two logs name is in both. */
  private static String bySource(List<SeenAccount> accounts) {
    Map<String, Long> counts = new TreeMap<>();
    accounts.forEach(one -> one.sources().forEach(source -> counts.merge(source, 1L, Long::sum)));
    return counts.entrySet().stream()
        .map(count -> Formats.people(count.getValue()) + " in the log of " + name(count.getKey()))
        .collect(Collectors.joining(", "));
  }

  List<Failing> failing(Caller caller, LocalDate today) {
    return failing(
        arrivals.signIns(caller, TimeWindow.ending(today, FAILING_DAYS)),
        arrivals.signIns(
            caller, TimeWindow.ending(today.minusDays(FAILING_DAYS), FAILING_DAYS_BEFORE)));
  }

  static List<Failing> failing(List<Arrivals.SignIns> week, List<Arrivals.SignIns> before) {
    Map<String, String> shares =
        before.stream().collect(toMap(Arrivals.SignIns::source, IncomingSections::shareFailed));
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

  List<Measured> measured(Caller caller, LocalDate today) {
    return measured(coverage.byProvider(caller, TimeWindow.ending(today, MEASURED_DAYS)));
  }

  static List<Measured> measured(List<OfProvider> providers) {
    return providers.stream()
        .map(of -> {
          Double share = of.share();
          return new Measured(
              of.source() == null ? "Several in a day" : name(of.source()),
              Formats.people(of.measured()),
              Formats.people(of.unmeasured()),
              Formats.people(of.abandoned()),
              share == null ? "nothing ended" : Formats.percent(share));
        })
        .toList();
  }

  List<Live> live(Caller caller) {
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

  /** Days of which nothing came in although some does on such days. */
  Set<LocalDate> lost(Caller caller, List<Arrivals.Day> came) {
    SortedSet<LocalDate> with =
        came.stream().map(Arrivals.Day::day).collect(Collectors.toCollection(TreeSet::new));
    return with.isEmpty()
        ? Set.of()
        : LogGaps.of(
            with,
            completeness.known(caller.tenant(), with.getFirst(), with.getLast()).whole(),
            with.getLast());
  }

  /**
   * @param lost days without a log
   */
  static List<Day> days(List<Arrivals.Day> came, List<String> sources, Set<LocalDate> lost) {
    Map<LocalDate, Map<String, Long>> byDay = new TreeMap<>(Comparator.reverseOrder());
    came.forEach(d ->
        byDay
            .computeIfAbsent(d.day(), day -> new TreeMap<>())
            .merge(d.source(), d.events(), Long::sum));
    lost.forEach(day -> byDay.put(day, Map.of()));
    return byDay.entrySet().stream()
        .limit(DAYS_SHOWN)
        .map(e ->
            lost.contains(e.getKey())
                ? new Day(Formats.day(e.getKey()), sources.stream().map(s -> "").toList(), "no log")
                : new Day(
                    Formats.day(e.getKey()),
                    sources.stream()
                        .map(s -> Formats.people(e.getValue().getOrDefault(s, 0L)))
                        .toList(),
                    Formats.people(e.getValue().values().stream().mapToLong(n -> n).sum())))
        .toList();
  }

  static Dead dead(DeadLetterGroup group, ZoneId zone) {
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

  static String name(String source) {
    String lower = source.toLowerCase(Locale.ROOT);
    return lower.isEmpty()
        ? lower
        : lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1);
  }
}
