package com.orgscope.nightly;

import com.orgscope.category.Judgment;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.sources.Completeness;
import com.orgscope.usage.AccessDays;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
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
    return cover(
        asOf,
        accessDays.of(caller, TimeWindow.ending(asOf, WINDOW_DAYS)),
        day -> isQuiet(caller, day));
  }

  /** Of the days that a night of the log's newest day looks at, at the latest of this day. */
  public LogCover newest(Caller caller, LocalDate today) {
    SortedMap<LocalDate, AccessDays.Day> all =
        accessDays.of(caller, TimeWindow.ending(today, LONGEST_DAYS));
    if (all.isEmpty()) {
      return cover(today, all, day -> false);
    }
    LocalDate last = all.lastKey();
    return cover(last, all.tailMap(last.minusDays(WINDOW_DAYS - 1L)), day -> isQuiet(caller, day));
  }

  static LogCover cover(
      LocalDate asOf, SortedMap<LocalDate, AccessDays.Day> with, Predicate<LocalDate> isQuiet) {
    if (with.isEmpty()) {
      return new LogCover(asOf, null, null, 0, List.of(), List.of(), false);
    }
    LocalDate first = with.firstKey();
    LocalDate last = with.lastKey();
    List<LocalDate> quiet = new ArrayList<>();
    List<LocalDate> unknown = new ArrayList<>();
    int days = 0;
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      days++;
      if (!with.containsKey(day)) {
        (isQuiet.test(day) ? quiet : unknown).add(day);
      }
    }
    List<AccessDays.Day> inOrder = List.copyOf(with.values());
    Duration span = Duration.between(inOrder.getFirst().firstAt(), inOrder.getLast().lastAt());
    boolean enough = span.compareTo(Duration.ofDays(Judgment.ENOUGH_DAYS)) >= 0;
    return new LogCover(asOf, first, last, days, quiet, unknown, enough);
  }

  /** Whether a source was asked for every hour of the day and said that it has no more. */
  private boolean isQuiet(Caller caller, LocalDate day) {
    return completeness.day(caller.tenant(), day).coversTheDay();
  }
}
