package com.orgscope.insight;

import com.orgscope.kernel.TimeWindow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the figures of a release differ from those of the one before it. Both were noised, each on
 * its own, so that most differences say nothing. It reads published figures only and costs nothing.
 *
 * @param before the days of the earlier release
 * @param people of everybody
 * @param staff who joined and left between the two, by the directory; null without one, and where
 *     the release did not keep it
 * @param hours a week of everybody
 * @param dollars a year of everybody
 * @param kinds people of each kind of work that both show by itself
 */
public record ChangeSince(
    TimeWindow before,
    Moved people,
    @Nullable StaffChange staff,
    Moved hours,
    Dollars dollars,
    List<Moved> kinds) {
  /**
   * Ranges hold 19 times of 20, and a page compares a dozen figures. The tails of the noise are
   * exponential, so that this many times the range holds 997 times of 1,000.
   */
  private static final double SURELY = Math.log(1 / 0.003) / Math.log(20);

  public ChangeSince {
    kinds = List.copyOf(kinds);
  }

  /**
   * One figure.
   *
   * @param noise how far the noise alone may move it between two releases
   */
  public record Moved(String name, double before, double now, double noise) {
    public double difference() {
      return now - before;
    }

    /** Whether it moved by more than the noise alone does. */
    public boolean isChange() {
      return Math.abs(difference()) > noise;
    }
  }

  /**
   * What dollars moved by; both parts add up to it.
   *
   * @param byHours at the assumptions of before
   * @param byAssumptions what the same hours cost otherwise now
   * @param changed names of the assumptions that somebody set anew
   */
  public record Dollars(long byHours, long byAssumptions, List<String> changed) {
    public Dollars {
      changed = List.copyOf(changed);
    }
  }

  /** Without why dollars moved. */
  ChangeSince withoutDollars() {
    return new ChangeSince(before, people, staff, hours, new Dollars(0, 0, List.of()), kinds);
  }

  /** Empty where one of them was drawn before there were levels: its hours are of other things. */
  public static Optional<ChangeSince> of(Release before, Release now) {
    Levels then = before.levels();
    Levels today = now.levels();
    return then == null || today == null
        ? Optional.empty()
        : Optional.of(of(before, now, kinds(then, today)));
  }

  private static ChangeSince of(Release before, Release now, List<Moved> kinds) {
    Figure then = before.total();
    Figure today = now.total();
    return new ChangeSince(
        before.window(),
        moved(Release.EVERYONE, then.people(), then.peopleInterval(), today),
        staff(before, now),
        hours(then, today),
        dollars(before, now),
        kinds);
  }

  private static @Nullable StaffChange staff(Release before, Release now) {
    List<StaffChange> changes = now.staffChanges();
    return changes == null
        ? null
        : StaffChange.sum(changes, before.window().lastDay(), now.window().lastDay());
  }

  static Moved hours(Figure before, Figure now) {
    return new Moved(
        Release.EVERYONE,
        before.hoursPerWeek(),
        now.hoursPerWeek(),
        noise(
            half(before.hoursPerWeek(), before.hoursInterval()),
            half(now.hoursPerWeek(), now.hoursInterval())));
  }

  static Moved moved(String name, long people, Interval interval, Figure now) {
    return new Moved(
        name,
        people,
        now.people(),
        noise(half(people, interval), half(now.people(), now.peopleInterval())));
  }

  /** The wider side: the other may be cut off. */
  static double half(double value, Interval interval) {
    return Math.max(interval.high() - value, value - interval.low());
  }

  static double noise(double one, double other) {
    return SURELY * Math.hypot(one, other);
  }

  private static Dollars dollars(Release before, Release now) {
    long asBefore =
        now.cells().stream()
            .mapToLong(
                cell -> Money.of(before.assumptions(), cell.category()).aYear(cell.hoursPerWeek()))
            .sum();
    return new Dollars(
        asBefore - before.total().usdPerYear(),
        now.total().usdPerYear() - asBefore,
        changed(before.assumptions(), now.assumptions()));
  }

  private static List<String> changed(List<Assumption> before, List<Assumption> now) {
    Map<String, Assumption> then = priced(before);
    Map<String, Assumption> today = priced(now);
    return Stream.concat(today.values().stream(), then.values().stream())
        .filter(one -> typical(then, one.id()) != typical(today, one.id()))
        .map(Assumption::name)
        .distinct()
        .toList();
  }

  /** What dollars are made of, by its id. */
  private static Map<String, Assumption> priced(List<Assumption> assumptions) {
    Map<String, Assumption> priced = new LinkedHashMap<>();
    Money.costs(assumptions).forEach(cost -> priced.put(cost.id(), cost));
    priced.put(Money.WEEKS, Money.named(assumptions, Money.WEEKS));
    return priced;
  }

  /** A kind of work that costs what all others do has no assumption of its own. */
  private static double typical(Map<String, Assumption> priced, String id) {
    Assumption one = priced.get(id);
    return one == null ? 0 : one.typical();
  }

  /** Which kinds stand under groups that are none is decided by noise, anew in each release. */
  private static List<Moved> kinds(Levels then, Levels today) {
    List<Moved> kinds = new ArrayList<>();
    for (Levels.Category kind : today.categories()) {
      if (kind.name().equals(Release.OTHER) || kind.name().equals(Release.NOT_YET_KNOWN)) {
        continue;
      }
      then.of(kind.name())
          .ifPresent(figure ->
              kinds.add(
                  moved(kind.name(), figure.people(), figure.peopleInterval(), kind.figure())));
    }
    return kinds;
  }
}
