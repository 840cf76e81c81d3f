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
    List<Assumption> assumptions = release.assumptions();
    Money money = Money.of(assumptions, Money.hoursOf(release.cells()));
    Interval hours = total.hoursInterval();
    all.add(new Sensitivity(NOISE, money.aYear(hours.low()), money.aYear(hours.high())));
    double dollars = money.exactly(total.hoursPerWeek());
    for (Assumption cost : Money.costs(assumptions)) {
      double ofIt =
          release.cells().stream()
              .filter(cell -> Money.hour(assumptions, cell.category()).equals(cost))
              .mapToDouble(
                  cell -> Money.of(assumptions, cell.category()).exactly(cell.hoursPerWeek()))
              .sum();
      if (Money.costs(assumptions).size() == 1) {
        all.add(of(cost, dollars, dollars));
      } else if (ofIt > 0) {
        all.add(of(cost, ofIt, dollars));
      }
    }
    all.add(of(Money.named(assumptions, Money.WEEKS), dollars, dollars));
    all.sort(Comparator.comparingLong((Sensitivity s) -> s.lowUsd - s.highUsd));
    return List.copyOf(all);
  }

  /**
   * @param part of the dollars that the assumption is in
   */
  private static Sensitivity of(Assumption one, double part, double dollars) {
    return new Sensitivity(
        one.name(),
        Math.round(dollars + part * (one.low() / one.typical() - 1)),
        Math.round(dollars + part * (one.high() / one.typical() - 1)));
  }
}
