package com.orgscope.insight;

import com.orgscope.directory.Tenant;
import com.orgscope.usage.Range;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Money a year of hours a week: hours × loaded hourly cost × weeks a year. An hour of one kind of
 * work may cost otherwise than an hour of the others; an hour of several kinds costs what theirs
 * cost, each as often as it occurs.
 */
public final class Money {
  public static final String HOURLY_COST = "hourly-cost";
  public static final String WEEKS = "weeks-per-year";

  /** Before the name of a kind of work of which an hour costs otherwise. */
  static final String OF_KIND = HOURLY_COST + "/";

  private static final String AN_HOUR = " per hour";

  private final Range factor;

  private Money(Range hour, List<Assumption> assumptions) {
    this.factor = Range.product(List.of(hour, named(assumptions, WEEKS).range()));
  }

  /** Of hours of one kind of work that were measured: no minutes are assumed. */
  static Money of(List<Assumption> assumptions, String category) {
    return new Money(hour(assumptions, category).range(), assumptions);
  }

  /**
   * Of hours of several kinds of work.
   *
   * @param hours of each
   */
  static Money of(List<Assumption> assumptions, Map<String, Double> hours) {
    return new Money(hour(assumptions, hours), assumptions);
  }

  /**
   * What an hour of several kinds of work costs: of one, exactly what its hour does. Where none has
   * any hours and they differ, it is what all others cost.
   */
  public static Range hour(List<Assumption> assumptions, Map<String, Double> hours) {
    double all = hours.values().stream().mapToDouble(Double::doubleValue).sum();
    List<Range> costs =
        hours.entrySet().stream()
            .filter(kind -> all <= 0 || kind.getValue() > 0)
            .map(kind -> hour(assumptions, kind.getKey()).range())
            .distinct()
            .toList();
    if (costs.size() == 1) {
      return costs.getFirst();
    }
    if (all <= 0) {
      return named(assumptions, HOURLY_COST).range();
    }
    double low = 0;
    double typical = 0;
    double high = 0;
    for (Map.Entry<String, Double> kind : hours.entrySet()) {
      Range hour = hour(assumptions, kind.getKey()).range();
      low += kind.getValue() * hour.low();
      typical += kind.getValue() * hour.typical();
      high += kind.getValue() * hour.high();
    }
    return new Range(low, typical, high).times(1 / all);
  }

  /** What an hour of a kind of work costs: its own, else that of all others. */
  public static Assumption hour(List<Assumption> assumptions, String category) {
    return costs(assumptions).stream()
        .filter(cost -> cost.id().equals(OF_KIND + category))
        .findFirst()
        .orElseGet(() -> named(assumptions, HOURLY_COST));
  }

  /** The unit of what an hour costs. */
  static String perHour(Currency currency) {
    return currency.getCurrencyCode() + AN_HOUR;
  }

  /** What all money is in that is made of these: the currency of what an hour costs. */
  public static Currency currency(List<Assumption> assumptions) {
    return assumptions.stream()
        .filter(one -> one.id().equals(HOURLY_COST) && one.unit().endsWith(AN_HOUR))
        .map(one -> one.unit().substring(0, one.unit().length() - AN_HOUR.length()))
        .map(Currency::getInstance)
        .findFirst()
        .orElse(Tenant.USUAL);
  }

  /** That of everybody first, then those of kinds of work that cost otherwise. */
  public static List<Assumption> costs(List<Assumption> assumptions) {
    return Stream.concat(
            Stream.of(named(assumptions, HOURLY_COST)),
            assumptions.stream().filter(one -> one.id().startsWith(OF_KIND)))
        .toList();
  }

  /** The hours of groups by their kinds of work. */
  static Map<String, Double> hoursOf(List<ReleaseCell> cells) {
    return cells.stream()
        .collect(
            Collectors.groupingBy(
                ReleaseCell::category, Collectors.summingDouble(ReleaseCell::hoursPerWeek)));
  }

  public static Assumption named(List<Assumption> assumptions, String id) {
    return assumptions.stream()
        .filter(a -> a.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no assumption named " + id));
  }

  /** Whole units of the currency. */
  long aYear(double hoursPerWeek) {
    return Math.round(exactly(hoursPerWeek));
  }

  double exactly(double hoursPerWeek) {
    return hoursPerWeek * factor.typical();
  }

  Interval aYear(Interval hoursPerWeek) {
    return dollars(hoursPerWeek.times(factor));
  }

  public static Interval dollars(Interval interval) {
    return new Interval(Math.floor(interval.low()), Math.ceil(interval.high()));
  }
}
