package com.orgscope.sources;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether what the sources have is in the lake, hour by hour, as it was certified. */
@Component
public final class Completeness {
  private final List<Provider> providers;
  private final Connections connections;
  private final HourStore hours;
  private final Access access;
  private final InstantSource clock;

  Completeness(
      List<Provider> providers,
      Connections connections,
      HourStore hours,
      Access access,
      InstantSource clock) {
    this.providers = List.copyOf(providers);
    this.connections = connections;
    this.hours = hours;
    this.access = access;
    this.clock = clock;
  }

  /** Whether the tenant's UTC day is complete, as far as it can be known by now. */
  public DayCompleteness day(TenantId tenant, LocalDate day) {
    return days(tenant, day, day).getFirst();
  }

  /** The same of each day from the first to the last, read at once. */
  public List<DayCompleteness> days(TenantId tenant, LocalDate first, LocalDate last) {
    Instant now = clock.instant();
    Map<Provider, Instant> firsts = new LinkedHashMap<>();
    for (Provider provider : providers) {
      connections
          .find(tenant, provider.source())
          .filter(connection -> Certifier.isCertified(connection, provider))
          .ifPresent(it -> firsts.put(provider, Certifier.first(it, provider, now)));
    }
    Map<LocalDate, List<HourStore.Row>> byDay =
        hours.rows(Caller.system(tenant, "sources"), begin(first), begin(last.plusDays(1))).stream()
            .collect(Collectors.groupingBy(row -> LocalDate.ofInstant(row.hour(), ZoneOffset.UTC)));
    return first
        .datesUntil(last.plusDays(1))
        .map(day -> day(day, firsts, byDay.getOrDefault(day, List.of()), now))
        .toList();
  }

  /**
   * Days of which it is known whether they are whole.
   *
   * @param lacking days of which a source has more than came in
   * @param whole days of which every source was asked for every hour and has no more
   */
  public record Known(Set<LocalDate> lacking, Set<LocalDate> whole) {
    /** Where nobody can be asked. */
    public static final Known NOTHING = new Known(Set.of(), Set.of());

    public Known {
      lacking = Set.copyOf(lacking);
      whole = Set.copyOf(whole);
    }
  }

  /** What is known of the days from the first to the last. */
  public Known known(TenantId tenant, LocalDate first, LocalDate last) {
    List<DayCompleteness> days = days(tenant, first, last);
    return new Known(
        days.stream()
            .filter(day -> !day.complete())
            .map(DayCompleteness::day)
            .collect(Collectors.toSet()),
        days.stream()
            .filter(DayCompleteness::coversTheDay)
            .map(DayCompleteness::day)
            .collect(Collectors.toSet()));
  }

  private static DayCompleteness day(
      LocalDate day, Map<Provider, Instant> firsts, List<HourStore.Row> rows, Instant now) {
    Instant from = begin(day);
    Instant until = begin(day.plusDays(1));
    List<String> reasons = new ArrayList<>();
    int certified = 0;
    int pending = 0;
    for (Map.Entry<Provider, Instant> entry : firsts.entrySet()) {
      Provider provider = entry.getKey();
      Instant first = later(from, entry.getValue());
      Instant settled = Certifier.settled(provider, now);
      long due = hoursBetween(first, earlier(until, settled));
      pending += (int) hoursBetween(later(first, settled), until);
      List<HourStore.Row> own =
          rows.stream()
              .filter(row -> row.source() == provider.source() && !row.hour().isBefore(first))
              .toList();
      long good = own.stream().filter(row -> row.certifiedAt() != null).count();
      certified += (int) good;
      if (good < due) {
        reasons.add(reason(provider.source(), day, due - good, due, own));
      }
    }
    return new DayCompleteness(day, reasons.isEmpty(), firsts.size(), certified, pending, reasons);
  }

  private static Instant begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /**
   * Up to when everything that the tenant's sources have is known to be in the lake.
   *
   * @param from when to begin to look
   * @param until when to end
   * @return the start of the first hour that is not certified by now; empty if no source can be
   *     asked a second time
   */
  public Optional<Instant> completeUntil(TenantId tenant, Instant from, Instant until) {
    Instant now = clock.instant();
    List<HourStore.Row> rows = hours.rows(Caller.system(tenant, "sources"), from, until);
    return providers.stream()
        .flatMap(provider ->
            connections
                .find(tenant, provider.source())
                .filter(connection -> Certifier.isCertified(connection, provider))
                .map(connection -> later(from, Certifier.first(connection, provider, now)))
                .map(first -> unbroken(rows, provider.source(), first))
                .stream())
        .min(Comparator.naturalOrder())
        .map(found -> earlier(found, until));
  }

  private static Instant unbroken(List<HourStore.Row> rows, Source source, Instant first) {
    Set<Instant> certified =
        rows.stream()
            .filter(row -> row.source() == source && row.certifiedAt() != null)
            .map(HourStore.Row::hour)
            .collect(Collectors.toSet());
    Instant hour = first;
    while (certified.contains(hour)) {
      hour = hour.plus(1, ChronoUnit.HOURS);
    }
    return hour;
  }

  private static String reason(
      Source source, LocalDate day, long open, long due, List<HourStore.Row> rows) {
    long missing = rows.stream().mapToLong(row -> row.given() - row.stored()).sum();
    return "%s: %d of %d hours of %s are not certified%s"
        .formatted(
            source.name().toLowerCase(Locale.ROOT),
            open,
            due,
            day,
            missing == 0 ? "" : ", %d events are missing".formatted(missing));
  }

  /**
   * What is known of one source, in numbers.
   *
   * @param certifiable false if what the source gives only flows, so that nobody can ask it a
   *     second time
   * @param certified hours
   * @param open hours that were or should have been asked for and are not certified
   * @param missing events in them
   * @param late events that came into the lake after their hour was first asked for
   * @param lost events that were missing when the source deleted their hour
   * @param lostIn until the source deletes the oldest of them; null if there is none
   */
  public record Summary(
      boolean certifiable,
      long certified,
      long open,
      long missing,
      long late,
      long lost,
      @Nullable Duration lostIn) {}

  public Summary summary(Caller caller, Source source) {
    access.require(caller, Action.OPERATIONS, "completeness");
    Instant now = clock.instant();
    Provider provider = provider(source);
    return hours
        .standing(caller, source, kept(provider, now), Certifier.settled(provider, now))
        .map(standing -> summary(provider, standing, now))
        .orElseThrow(() -> Connections.notConnected(caller.tenant(), source));
  }

  /** What is known of one source of one tenant. */
  record Told(TenantId tenant, Source source, Summary summary) {}

  /** The same of every source that is connected anywhere. */
  List<Told> everybodys() {
    Instant now = clock.instant();
    List<Told> all = new ArrayList<>();
    for (Provider provider : providers) {
      hours
          .standings(provider.source(), kept(provider, now), Certifier.settled(provider, now))
          .forEach(standing ->
              all.add(
                  new Told(
                      standing.tenant(), provider.source(), summary(provider, standing, now))));
    }
    return all;
  }

  private static Summary summary(Provider provider, HourStore.Standing standing, Instant now) {
    boolean certifiable = standing.streams().stream().anyMatch(provider::isReadBounded);
    Instant oldest = standing.oldest();
    return new Summary(
        certifiable,
        standing.certified(),
        certifiable ? standing.due() - standing.certified() : 0,
        standing.missing(),
        standing.late(),
        standing.lost(),
        certifiable && oldest != null
            ? Duration.between(now, oldest.plus(provider.keeping().deletedAfter()))
            : null);
  }

  private static Instant kept(Provider provider, Instant now) {
    return now.minus(provider.keeping().deletedAfter());
  }

  private Provider provider(Source source) {
    return providers.stream()
        .filter(one -> one.source() == source)
        .findFirst()
        .orElseThrow(() -> Failure.bug("nobody reads " + source, null));
  }

  private static long hoursBetween(Instant from, Instant until) {
    return Math.max(0, ChronoUnit.HOURS.between(from, until));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
