package com.orgscope.nightly;

import com.orgscope.category.Judgment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.sources.Completeness;
import com.orgscope.usage.AccessDays;
import com.orgscope.usage.LogGaps;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Tells what a tenant's log covers, so that nobody wonders why nobody is decided. */
@Component
public final class LogCovers {
  static final int WINDOW_DAYS = PreparedNights.WINDOW_DAYS;

  /** How far back the newest day is looked for. */
  private static final int LONGEST_DAYS = 400;

  private final AccessDays accessDays;
  private final Completeness completeness;

  LogCovers(AccessDays accessDays, Completeness completeness) {
    this.accessDays = accessDays;
    this.completeness = completeness;
  }

  /** Of the days that a night of this day looks at. */
  public LogCover of(Caller caller, LocalDate asOf) {
    return cover(asOf, accessDays.of(caller, TimeWindow.ending(asOf, WINDOW_DAYS)), quiet(caller));
  }

  /** Of the days that a night of the log's newest day looks at, at the latest of this day. */
  public LogCover newest(Caller caller, LocalDate today) {
    SortedMap<LocalDate, AccessDays.Day> all =
        accessDays.of(caller, TimeWindow.ending(today, LONGEST_DAYS));
    if (all.isEmpty()) {
      return cover(today, all, missing -> Set.of());
    }
    LocalDate last = all.lastKey();
    return cover(last, all.tailMap(last.minusDays(WINDOW_DAYS - 1L)), quiet(caller));
  }

  /**
   * @param quiet which of the days without an access were quiet, days in order
   */
  static LogCover cover(
      LocalDate asOf,
      SortedMap<LocalDate, AccessDays.Day> with,
      Function<List<LocalDate>, Set<LocalDate>> quiet) {
    if (with.isEmpty()) {
      return new LogCover(asOf, null, null, 0, List.of(), List.of(), List.of(), false);
    }
    LocalDate first = with.firstKey();
    LocalDate last = with.lastKey();
    List<LocalDate> missing =
        first.datesUntil(last.plusDays(1)).filter(day -> !with.containsKey(day)).toList();
    Set<LocalDate> known = missing.isEmpty() ? Set.of() : quiet.apply(missing);
    Set<LocalDate> lost = LogGaps.of(new TreeSet<>(with.keySet()), known, last);
    List<LocalDate> unknown =
        missing.stream().filter(day -> !known.contains(day) && !lost.contains(day)).toList();
    int days = with.size() + missing.size();
    List<AccessDays.Day> inOrder = List.copyOf(with.values());
    Duration span = Duration.between(inOrder.getFirst().firstAt(), inOrder.getLast().lastAt());
    boolean enough = span.compareTo(Duration.ofDays(Judgment.ENOUGH_DAYS)) >= 0;
    return new LogCover(
        asOf,
        first,
        last,
        days,
        missing.stream().filter(known::contains).toList(),
        unknown,
        List.copyOf(lost),
        enough);
  }

  /** Days of which a source was asked for every hour and said that it has no more. */
  private Function<List<LocalDate>, Set<LocalDate>> quiet(Caller caller) {
    return missing ->
        completeness.known(caller.tenant(), missing.getFirst(), missing.getLast()).whole();
  }
}
