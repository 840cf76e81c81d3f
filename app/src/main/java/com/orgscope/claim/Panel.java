package com.orgscope.claim;

import com.orgscope.claim.Look.Compared;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * People's weeks around the day from which they have a change. Those who have it not yet are
 * compared over the same weeks as each of the others; where these have it since several days, over
 * the mean of their weeks, each as often as people have it since that day (Callaway and Sant'Anna,
 * "Difference-in-differences with multiple time periods", Journal of Econometrics 225, 2021).
 */
final class Panel {
  static final int WEEK = MeanWeek.WEEK;

  /** Fewer before or after are too few to tell a mean week. */
  static final int LEAST_WEEKS = 4;

  /** So many of these weeks the log has to have of each day of the week. */
  static final int LEAST_HELD = 3;

  /** The same of the last weeks before, which only tell whether people were chosen by them. */
  private static final int LEAST_HELD_LATELY = 2;

  private final Map<PersonKey, SignInDays> days;
  private final LocalDate logFrom;
  private final MeanWeek mean;
  private final LocalDate until;
  private final ClaimSettings settings;

  /**
   * @param until the first day that does not count any more
   */
  Panel(
      Map<PersonKey, SignInDays> days,
      MeasuredDays.Log log,
      LocalDate until,
      ClaimSettings settings) {
    this.days = Map.copyOf(days);
    this.logFrom = log.from();
    this.mean = new MeanWeek(log.missing(), settings.mostAWeek().toSeconds());
    this.until = until;
    this.settings = settings;
  }

  /** People of a comparison: those who have it, by the day, and those who have it not yet. */
  record Sides(SortedMap<LocalDate, List<PersonKey>> changed, List<PersonKey> notYet) {
    int changedPeople() {
      return changed.values().stream().mapToInt(List::size).sum();
    }
  }

  /** Whole weeks before a day that the log holds, as many as are wanted. */
  int weeksBefore(LocalDate since) {
    return (int)
        Math.min(settings.weeksBefore(), (since.toEpochDay() - logFrom.toEpochDay()) / WEEK);
  }

  /** Whole weeks from a day on. */
  int weeksAfter(LocalDate since) {
    return (int) ((until.toEpochDay() - since.toEpochDay()) / WEEK);
  }

  /** Whole weeks before a day. */
  private TimeWindow before(LocalDate since) {
    return new TimeWindow(since.minusDays((long) WEEK * weeksBefore(since)), since);
  }

  private TimeWindow after(LocalDate since) {
    return weeks(since, weeksAfter(since));
  }

  private static TimeWindow weeks(LocalDate from, int number) {
    return new TimeWindow(from, from.plusDays((long) WEEK * number));
  }

  /** Whether the log lacks so many days around a change that no mean week can be told. */
  boolean isThin(LocalDate since) {
    TimeWindow lately = weeks(since.minusDays((long) WEEK * LEAST_WEEKS), LEAST_WEEKS);
    return mean.held(before(since)) < LEAST_HELD
        || mean.held(lately) < LEAST_HELD_LATELY
        || mean.held(after(since)) < LEAST_HELD;
  }

  /** Days that the log lacks in the weeks that are compared. */
  long lacking(LocalDate since) {
    return mean.lacking(before(since)) + mean.lacking(after(since));
  }

  Comparison comparison(Sides sides, Measure measure) {
    return comparison(sides, measure, since -> 1);
  }

  /**
   * @param counts how often the mean week of those counts who have it since a day
   */
  private Comparison comparison(Sides sides, Measure measure, ToDoubleFunction<LocalDate> counts) {
    return new Comparison(changed(sides, measure, counts), notYet(sides, measure, counts));
  }

  List<BeforeAfter> changed(Sides sides, Measure measure) {
    return changed(sides, measure, since -> 1);
  }

  private List<BeforeAfter> changed(
      Sides sides, Measure measure, ToDoubleFunction<LocalDate> counts) {
    List<BeforeAfter> people = new ArrayList<>();
    sides
        .changed()
        .forEach((since, those) ->
            those.forEach(person ->
                people.add(around(person, since, measure).times(counts.applyAsDouble(since)))));
    return people;
  }

  private List<BeforeAfter> notYet(
      Sides sides, Measure measure, ToDoubleFunction<LocalDate> counts) {
    double all = sides.changedPeople();
    List<BeforeAfter> people = new ArrayList<>();
    for (PersonKey person : sides.notYet()) {
      BeforeAfter mean = BeforeAfter.NOTHING;
      for (Map.Entry<LocalDate, List<PersonKey>> those : sides.changed().entrySet()) {
        LocalDate since = those.getKey();
        double weight = those.getValue().size() / all * counts.applyAsDouble(since);
        mean = mean.plus(around(person, since, measure), weight);
      }
      people.add(mean);
    }
    return people;
  }

  private BeforeAfter around(PersonKey person, LocalDate since, Measure measure) {
    int before = weeksBefore(since);
    int half = before / 2;
    LocalDate first = since.minusDays((long) WEEK * before);
    double all = mean(person, measure, first, before);
    double settled =
        before > LEAST_WEEKS ? mean(person, measure, since, first, before - LEAST_WEEKS) : all;
    LocalDate last = since.minusDays((long) WEEK * LEAST_WEEKS);
    double lately = mean(person, measure, since, last, LEAST_WEEKS) - settled;
    LocalDate later = since.minusDays((long) WEEK * (before - half));
    return new BeforeAfter(
        all,
        mean(person, measure, since, weeksAfter(since)),
        mean(person, measure, since, first, half),
        mean(person, measure, since, later, before - half),
        lately,
        settled);
  }

  /** Seconds of a mean week, of one person. */
  double spared(PersonKey person, LocalDate since) {
    return around(person, since, Measure.SECONDS).spared();
  }

  private double mean(PersonKey person, Measure measure, LocalDate from, int weeks) {
    TimeWindow window = weeks(from, weeks);
    return mean.of(Objects.requireNonNull(days.get(person)), measure, window, window);
  }

  /** Of some of the weeks before a change. */
  private double mean(
      PersonKey person, Measure measure, LocalDate since, LocalDate from, int weeks) {
    return mean.of(
        Objects.requireNonNull(days.get(person)), measure, weeks(from, weeks), before(since));
  }

  /** Weeks from a day on of which the log has the days. */
  private double heldWeeks(LocalDate since) {
    return weeksAfter(since) - (double) mean.lacking(after(since)) / WEEK;
  }

  /**
   * @param leftOut people for whom another claim changed the same
   */
  Compared compared(Sides sides, int leftOut, HourCost cost) {
    Comparison seconds = comparison(sides, Measure.SECONDS);
    return new Compared(
        sides.changedPeople(),
        sides.notYet().size(),
        leftOut,
        weeksBefore(sides.changed().firstKey()),
        personWeeks(sides),
        seconds.baseline(),
        seconds.spared(),
        comparison(sides, Measure.SECONDS, this::heldWeeks).spared(),
        seconds.sparedBefore(),
        comparison(sides, Measure.CHALLENGES).spared(),
        comparison(sides, Measure.FAILURES).spared(),
        timed(sides),
        cost.of(secondsBefore(sides)).typical());
  }

  private Map<PersonKey, Double> secondsBefore(Sides sides) {
    Map<PersonKey, Double> seconds = new HashMap<>();
    sides
        .changed()
        .forEach((since, those) ->
            those.forEach(
                person -> seconds.put(person, around(person, since, Measure.SECONDS).before())));
    return seconds;
  }

  private long personWeeks(Sides sides) {
    return sides.changed().entrySet().stream()
        .mapToLong(since -> (long) since.getValue().size() * weeksAfter(since.getKey()))
        .sum();
  }

  /** What the log can time of each side, before and after. */
  Timed timed(Sides sides) {
    Comparison challenges = comparison(sides, Measure.CHALLENGES);
    return challenges.timed(comparison(sides, Measure.UNMEASURED));
  }

  /** Who is compared with whom on the panel's last day. */
  Sides sides(Map<PersonKey, @Nullable LocalDate> people) {
    SortedMap<LocalDate, List<PersonKey>> changed = new TreeMap<>();
    List<PersonKey> notYet = new ArrayList<>();
    people.forEach((person, since) -> {
      if (since == null || !since.isBefore(until)) {
        notYet.add(person);
      } else if (weeksAfter(since) >= LEAST_WEEKS && !isThin(since)) {
        changed.computeIfAbsent(since, day -> new ArrayList<>()).add(person);
      }
    });
    return new Sides(changed, notYet);
  }
}
