package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far one uncertain thing alone moves a release's dollars of everybody, all others as they are
 * taken to be. All together make the range that stands beside the dollars.
 *
 * @param name of the assumption, or {@link #NOISE}
 */
public record Sensitivity(String name, long lowUsd, long highUsd) {
  /** What the privacy noise leaves open of the hours. */
  public static final String NOISE = "Noise that protects people";

  /** What moves most first. */
  public static List<Sensitivity> of(Release release) {
    Figure total = release.total();
    List<Sensitivity> all = new ArrayList<>();
    Money money = Money.of(release.assumptions());
    Interval hours = total.hoursInterval();
    all.add(new Sensitivity(NOISE, money.aYear(hours.low()), money.aYear(hours.high())));
    for (String id : List.of(Money.HOURLY_COST, Money.WEEKS)) {
      Assumption one = Money.named(release.assumptions(), id);
      double typical = money.exactly(total.hoursPerWeek());
      all.add(
          new Sensitivity(
              one.name(),
              Math.round(typical * one.low() / one.typical()),
              Math.round(typical * one.high() / one.typical())));
    }
    all.sort(Comparator.comparingLong((Sensitivity s) -> s.lowUsd - s.highUsd));
    return List.copyOf(all);
  }
}
