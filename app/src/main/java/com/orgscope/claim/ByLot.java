package com.orgscope.claim;

import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A claim whose people were drawn by lot, on its newest due day. What a person adds to what it
 * spared follows from their own weeks and from the shares that IT named, and from nobody else: who
 * has it adds what they spared, who has it not yet takes away what they spared without it, as often
 * as one of them stands for people who have it.
 *
 * @param shares of the people who have it, by the day since when
 * @param without share of the people who have it not yet
 * @param until the first day that does not count any more
 */
record ByLot(Claim claim, SortedMap<LocalDate, Double> shares, double without, LocalDate until) {
  /** The lot draws on both sides alike; with fewer left, each of them would count for too many. */
  private static final double LEAST_WITHOUT = 0.2;

  private static final double HUNDRED = 100;

  /** Whose weeks are compared was at an application in the first of so many days. */
  private static final int SEEN_WITHIN = 14;

  /**
   * @param asOf the last day that counts
   * @return nothing where a group has it that was not drawn by lot, no due day was reached, or too
   *     few are left without it
   */
  static Optional<ByLot> of(Claim claim, Rollout rollout, LocalDate asOf) {
    List<Rollout.Line> lines =
        rollout.inForce().stream()
            .sorted(Comparator.comparing(line -> line.since() == null ? asOf : line.since()))
            .toList();
    LocalDate first = rollout.first().orElse(null);
    if (first == null || !rollout.isByLot()) {
      return Optional.empty();
    }
    return Claim.DUE_DAYS.reversed().stream()
        .map(first::plusDays)
        .filter(day -> !day.isAfter(asOf))
        .findFirst()
        .filter(day -> !day.plusYears(1).isBefore(asOf))
        .map(until -> of(claim, lines, until))
        .filter(byLot -> byLot.without >= LEAST_WITHOUT);
  }

  /** The share of people who have it by a day; 0 where a group has it that was not drawn by lot. */
  static double begun(Rollout rollout, LocalDate asOf) {
    return !rollout.isByLot()
        ? 0
        : rollout.inForce().stream()
            .filter(line -> line.since() != null && !line.since().isAfter(asOf))
            .mapToDouble(line -> line.group().share())
            .max()
            .orElse(0);
  }

  /** A larger share holds a smaller one. */
  private static ByLot of(Claim claim, List<Rollout.Line> lines, LocalDate until) {
    SortedMap<LocalDate, Double> shares = new TreeMap<>();
    double most = 0;
    for (Rollout.Line line : lines) {
      LocalDate since = line.since();
      double more = line.group().share() - most;
      if (since != null && since.isBefore(until) && more > 0) {
        most += more;
        if (!since.plusDays((long) Panel.WEEK * Panel.LEAST_WEEKS).isAfter(until)) {
          shares.merge(since, more, Double::sum);
        }
      }
    }
    return new ByLot(claim, shares, Math.round(HUNDRED * (1 - most)) / HUNDRED, until);
  }

  /** The share of people who have it for so long that it is measured. */
  double share() {
    return shares.values().stream().mapToDouble(n -> n).sum();
  }

  private LocalDate first() {
    return shares.firstKey();
  }

  /** The same weeks for everybody, however far the log goes back. */
  TimeWindow window() {
    return new TimeWindow(first().minusDays((long) Panel.WEEK * Panel.LEAST_WEEKS), until);
  }

  TimeWindow seenOn() {
    LocalDate from = window().from();
    return new TimeWindow(from, from.plusDays(SEEN_WITHIN));
  }

  /** Whether so many of these days are lacking that no mean week can be told. */
  boolean isThin(Set<LocalDate> lacking, ClaimSettings settings) {
    Panel panel = new Panel(Map.of(), log(lacking), until, settings);
    return shares.keySet().stream().anyMatch(panel::isThin);
  }

  private MeasuredDays.Log log(Set<LocalDate> lacking) {
    return new MeasuredDays.Log(window().from(), until.minusDays(1), lacking);
  }

  /**
   * Seconds a week that each person adds.
   *
   * @param lacking days of which sources have more than came in, whoever used what: nobody's use
   *     may decide which days another person's weeks are made of
   */
  Map<PersonKey, Double> spared(
      Looks.Facts facts,
      Set<LocalDate> lacking,
      Collection<Person> people,
      ClaimSettings settings) {
    LocalDate from = window().from();
    Panel panel = new Panel(facts.days(), log(lacking), until, settings);
    Map<PersonKey, Double> spared = new TreeMap<>();
    new Looks(facts, people, 0, settings)
        .compared(from, until)
        .forEach((person, since) -> {
          if (since == null || !since.isBefore(until)) {
            spared.put(person, -withoutIt(panel, person));
          } else if (shares.containsKey(since)) {
            spared.put(person, panel.spared(person, since));
          }
        });
    return spared;
  }

  private double withoutIt(Panel panel, PersonKey person) {
    double spared = 0;
    for (Map.Entry<LocalDate, Double> share : shares.entrySet()) {
      spared += share.getValue() / without * panel.spared(person, share.getKey());
    }
    return spared;
  }
}
