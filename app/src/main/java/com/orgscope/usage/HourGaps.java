package com.orgscope.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hours one provider's log lacks though nobody says so: hours in a row without any event, in
 * which so many people are there in other weeks that chance does not explain it. A holiday empties
 * the hours of those who have it and thins out the hours beside them; where a log is cut, the hour
 * beside it is as full as ever, or another provider's log goes on. Of such hours nobody knows who
 * was there. Not seen is what fewer people would show, a part of an hour, and a hole from one night
 * to another of the only log, which {@link LogGaps} sees as days.
 */
public final class HourGaps {
  /**
   * So many are expected at least, hour by hour added up: if each comes or not by themselves, that
   * none comes happens once in 500 million stretches.
   */
  private static final int FEWEST_EXPECTED = 20;

  /** The same hour of so many weeks on either side tells who is expected. */
  private static final int WEEKS_AROUND = 4;

  /** Of fewer nobody can tell. */
  private static final int FEWEST_AROUND = 3;

  /**
   * As many as in a quarter of these weeks at most: a holiday, or clocks that are put back, are not
   * what is usual.
   */
  private static final int QUARTER = 4;

  private static final int HALF = 2;

  /** What is beside a hole; the hour in which it begins or ends may be nearly empty itself. */
  private static final int HOURS_BESIDE = 3;

  /** As full as ever, if chance has its part; on a holiday of more than a third it is not. */
  private static final double FULL = 0.8;

  /** Hours of less than a third of the day's busiest one are empty on a holiday of few. */
  private static final double BUSY = 1.0 / 3;

  private static final int HALF_A_DAY = 12;
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WEEK = Duration.ofDays(7);

  private final SortedMap<Instant, Integer> people;
  private final List<SortedMap<Instant, Integer>> others;
  private final List<Stretch> stretches = new ArrayList<>();

  private HourGaps(SortedMap<Instant, Integer> people, List<SortedMap<Instant, Integer>> others) {
    this.people = people;
    this.others = others;
  }

  /**
   * Hours in a row.
   *
   * @param until the start of the first hour after it
   */
  public record Stretch(Instant from, Instant until) {
    /** UTC, as the lake counts days. */
    public Stream<LocalDate> days() {
      return day(from).datesUntil(lastDay().plusDays(1));
    }

    public LocalDate lastDay() {
      return day(until.minus(HOUR));
    }

    private static LocalDate day(Instant at) {
      return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
  }

  /**
   * @param people by start of the hour, how many were there; hours of nobody are missing
   * @param others the same of the logs of other providers
   * @param end the last hour that is looked at, the log's last or a later one
   * @return in order
   */
  public static List<Stretch> of(
      SortedMap<Instant, Integer> people, List<SortedMap<Instant, Integer>> others, Instant end) {
    return people.isEmpty() ? List.of() : new HourGaps(people, others).until(end);
  }

  private List<Stretch> until(Instant end) {
    Instant from = null;
    Instant until = null;
    for (Instant hour = people.firstKey(); !hour.isAfter(end); hour = hour.plus(HOUR)) {
      if (people.containsKey(hour)) {
        addIfLost(from, until);
        from = null;
      } else if (usual(people, hour, QUARTER) > 0) {
        from = from == null ? hour : from;
        until = hour.plus(HOUR);
      }
    }
    addIfLost(from, until);
    return stretches;
  }

  private void addIfLost(@Nullable Instant from, @Nullable Instant until) {
    if (from == null || until == null || usual(people, from, until) < FEWEST_EXPECTED) {
      return;
    }
    boolean isCut = isFull(from.minus(HOUR), HOUR.negated()) || isFull(until, HOUR);
    if ((isCut && isBusy(from, until))
        || others.stream().anyMatch(other -> goesOn(other, from, until))) {
      stretches.add(new Stretch(from, until));
    }
  }

  private boolean isBusy(Instant from, Instant until) {
    int most = hours(from, until).mapToInt(hour -> usual(people, hour, QUARTER)).max().orElse(0);
    return most >= BUSY * Math.max(busiest(from), busiest(until));
  }

  private int busiest(Instant at) {
    Duration around = HOUR.multipliedBy(HALF_A_DAY);
    return hours(at.minus(around), at.plus(around))
        .mapToInt(hour -> usual(people, hour, QUARTER))
        .max()
        .orElse(0);
  }

  /** Whether the hours beside it were as full as ever, and it is no hour of few. */
  private boolean isFull(Instant beside, Duration step) {
    return IntStream.rangeClosed(0, 1)
        .mapToObj(skipped ->
            IntStream.range(skipped, skipped + HOURS_BESIDE)
                .mapToObj(n -> beside.plus(step.multipliedBy(n)))
                .toList())
        .anyMatch(hours -> {
          long usual = hours.stream().mapToLong(hour -> usual(people, hour, HALF)).sum();
          long was = hours.stream().mapToLong(hour -> people.getOrDefault(hour, 0)).sum();
          return usual >= busiest(beside) && was >= FULL * usual;
        });
  }

  private static boolean goesOn(SortedMap<Instant, Integer> other, Instant from, Instant until) {
    long usual = usual(other, from, until);
    long was = hours(from, until).mapToLong(hour -> other.getOrDefault(hour, 0)).sum();
    return usual >= FEWEST_EXPECTED && was >= FULL * usual;
  }

  private static long usual(SortedMap<Instant, Integer> people, Instant from, Instant until) {
    return hours(from, until).mapToLong(hour -> usual(people, hour, QUARTER)).sum();
  }

  private static Stream<Instant> hours(Instant from, Instant until) {
    return Stream.iterate(from, hour -> hour.isBefore(until), hour -> hour.plus(HOUR));
  }

  /**
   * @param part 2 for as many as in half of the weeks around it, 4 for those of a quarter
   */
  private static int usual(SortedMap<Instant, Integer> people, Instant hour, int part) {
    if (people.isEmpty()) {
      return 0;
    }
    int[] around =
        IntStream.rangeClosed(-WEEKS_AROUND, WEEKS_AROUND)
            .filter(week -> week != 0)
            .mapToObj(week -> hour.plus(WEEK.multipliedBy(week)))
            .filter(one -> !one.isBefore(people.firstKey()) && !one.isAfter(people.lastKey()))
            .mapToInt(one -> people.getOrDefault(one, 0))
            .sorted()
            .toArray();
    return around.length < FEWEST_AROUND ? 0 : around[around.length / part];
  }
}
