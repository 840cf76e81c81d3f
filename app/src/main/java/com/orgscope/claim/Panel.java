package com.orgscope.claim;

import com.orgscope.claim.Look.Compared;
import com.orgscope.kernel.PersonKey;
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
  static final int WEEK = 7;

  /** Fewer before or after are too few to tell a mean week. */
  static final int LEAST_WEEKS = 4;

  private final Map<PersonKey, SignInDays> days;
  private final LocalDate logFrom;
  private final LocalDate until;
  private final ClaimSettings settings;

  /**
   * @param logFrom the first day that the log holds something of
   * @param until the first day that does not count any more
   */
  Panel(
      Map<PersonKey, SignInDays> days, LocalDate logFrom, LocalDate until, ClaimSettings settings) {
    this.days = Map.copyOf(days);
    this.logFrom = logFrom;
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
    LocalDate last = since.minusDays((long) WEEK * LEAST_WEEKS);
    double all = mean(person, measure, first, before);
    double settled =
        before > LEAST_WEEKS ? mean(person, measure, first, before - LEAST_WEEKS) : all;
    double lately = mean(person, measure, last, LEAST_WEEKS) - settled;
    return new BeforeAfter(
        all,
        mean(person, measure, since, weeksAfter(since)),
        mean(person, measure, first, half),
        mean(person, measure, since.minusDays((long) WEEK * (before - half)), before - half),
        lately,
        settled);
  }

  /** Seconds of a mean week, of one person. */
  double spared(PersonKey person, LocalDate since) {
    return around(person, since, Measure.SECONDS).spared();
  }

  private double mean(PersonKey person, Measure measure, LocalDate from, int weeks) {
    SignInDays own = Objects.requireNonNull(days.get(person));
    double sum = 0;
    for (int week = 0; week < weeks; week++) {
      LocalDate first = from.plusDays((long) WEEK * week);
      sum += bounded(own.sum(measure, first, first.plusDays(WEEK)), measure);
    }
    return sum / weeks;
  }

  /** A week that lies far above all others would hide what everybody else's weeks show. */
  private double bounded(long amount, Measure measure) {
    return measure == Measure.SECONDS ? Math.min(amount, settings.mostAWeek().toSeconds()) : amount;
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
        comparison(sides, Measure.SECONDS, this::weeksAfter).spared(),
        seconds.sparedBefore(),
        comparison(sides, Measure.CHALLENGES).spared(),
        comparison(sides, Measure.FAILURES).spared(),
        measured(sides),
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

  private @Nullable Double measured(Sides sides) {
    long challenges = 0;
    long unmeasured = 0;
    for (Map.Entry<LocalDate, List<PersonKey>> since : sides.changed().entrySet()) {
      LocalDate from = since.getKey().minusDays((long) WEEK * weeksBefore(since.getKey()));
      for (PersonKey person : since.getValue()) {
        SignInDays own = Objects.requireNonNull(days.get(person));
        challenges += own.sum(Measure.CHALLENGES, from, until);
        unmeasured += own.sum(Measure.UNMEASURED, from, until);
      }
    }
    return challenges == 0 ? null : Math.max(0, 1 - (double) unmeasured / challenges);
  }

  /** Who is compared with whom on the panel's last day. */
  static Sides sides(Map<PersonKey, @Nullable LocalDate> people, LocalDate until) {
    SortedMap<LocalDate, List<PersonKey>> changed = new TreeMap<>();
    List<PersonKey> notYet = new ArrayList<>();
    people.forEach((person, since) -> {
      if (since == null || !since.isBefore(until)) {
        notYet.add(person);
      } else if (!since.plusDays((long) WEEK * LEAST_WEEKS).isAfter(until)) {
        changed.computeIfAbsent(since, day -> new ArrayList<>()).add(person);
      }
    });
    return new Sides(changed, notYet);
  }
}
