package com.orgscope.usage;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which days a log lacks though nobody says so: more of them in a row without anybody than any long
 * weekend has, and single ones on which the company works otherwise. Of such a day nobody knows who
 * was there.
 */
public final class LogGaps {
  /** Longer than any long weekend. */
  private static final int LONGEST_QUIET = 4;

  /** The same day of so many weeks on either side tells whether it is worked on. */
  private static final int WEEKS_AROUND = 4;

  /** Of fewer nobody can tell. */
  private static final int FEWEST_AROUND = 3;

  private static final double WORKED = 0.75;
  private static final int WEEK = 7;

  private final SortedSet<LocalDate> with;
  private final Set<LocalDate> quiet;

  private LogGaps(SortedSet<LocalDate> with, Set<LocalDate> quiet) {
    this.with = with;
    this.quiet = quiet;
  }

  /** Whether it is longer from one day to a later one than any long weekend. */
  public static boolean isHole(LocalDate last, LocalDate asOf) {
    return ChronoUnit.DAYS.between(last, asOf) > LONGEST_QUIET;
  }

  /**
   * @param with days with anybody's access
   * @param quiet days of which a source said that there is no more
   * @param asOf the last day that is asked for
   * @return none before the first day with an access
   */
  public static SortedSet<LocalDate> of(
      SortedSet<LocalDate> with, Set<LocalDate> quiet, LocalDate asOf) {
    return with.isEmpty() ? new TreeSet<>() : new LogGaps(with, quiet).until(asOf);
  }

  private SortedSet<LocalDate> until(LocalDate asOf) {
    SortedSet<LocalDate> gaps = new TreeSet<>();
    LocalDate before = with.getFirst();
    for (LocalDate day : with) {
      addBetween(before, day, gaps);
      before = day;
    }
    if (isHole(before, asOf)) {
      addBetween(before, asOf.plusDays(1), gaps);
    }
    return gaps;
  }

  private void addBetween(LocalDate before, LocalDate after, SortedSet<LocalDate> gaps) {
    boolean hole = isHole(before, after.minusDays(1));
    before
        .datesUntil(after)
        .skip(1)
        .filter(day -> !quiet.contains(day) && (hole || isWorkedOn(day)))
        .forEach(gaps::add);
  }

  private boolean isWorkedOn(LocalDate day) {
    long[] around =
        IntStream.rangeClosed(-WEEKS_AROUND, WEEKS_AROUND)
            .filter(week -> week != 0)
            .mapToObj(week -> day.plusDays((long) WEEK * week))
            .filter(one -> !one.isBefore(with.getFirst()) && !one.isAfter(with.getLast()))
            .mapToLong(one -> with.contains(one) ? 1 : 0)
            .toArray();
    return around.length >= FEWEST_AROUND
        && IntStream.range(0, around.length).mapToLong(i -> around[i]).sum()
            >= WORKED * around.length;
  }
}
