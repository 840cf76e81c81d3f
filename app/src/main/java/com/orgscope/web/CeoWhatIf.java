package com.orgscope.web;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Money;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.web.CeoPage.Band;
import com.orgscope.web.CeoPage.Chosen;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the money would be if an hour cost otherwise, and if fewer took up the best change. It is
 * arithmetic with released figures; nothing is asked of anybody for it.
 */
final class CeoWhatIf {
  private static final double QUARTER = 0.25;
  private static final double HALF = 0.5;

  private final Release release;
  private final MoneyFormat money;
  private final Figure total;
  private final Assumption hour;
  private final double weeks;

  CeoWhatIf(Release release, MoneyFormat money) {
    this.release = release;
    this.money = money;
    this.total = release.total();
    this.hour = Money.named(release.assumptions(), Money.HOURLY_COST);
    this.weeks = Money.named(release.assumptions(), Money.WEEKS).typical();
  }

  CeoPage.WhatIf page() {
    ReleaseSaving best = release.recommendation();
    List<String> columns = new ArrayList<>(List.of("An hour costs", "Sign-ins cost a year"));
    if (best != null) {
      columns.addAll(List.of("A quarter take up the best change", "Half do", "All do"));
    }
    return new CeoPage.WhatIf(
        "Worked out from this release for an hour at other costs"
            + (best == null ? "" : ", and for fewer who take up what would save most")
            + ". Ranges are of the noise alone: the cost is what you choose."
            + " No other sign-in policy was replayed for this release, so there is none to choose;"
            + " IT/Security can replay one.",
        columns,
        Stream.of(hour.low(), hour.typical(), hour.high())
            .distinct()
            .map(rate -> row(rate, best))
            .toList(),
        chosen(best));
  }

  private List<String> row(double rate, @Nullable ReleaseSaving best) {
    Band cost = cost(rate);
    List<String> row = new ArrayList<>();
    row.add(money.exact(Math.round(rate)) + (rate == hour.typical() ? " (as on this page)" : ""));
    row.add(words(cost));
    if (best != null) {
      for (double share : new double[] {QUARTER, HALF, 1}) {
        row.add(words(saving(rate, share, best)));
      }
    }
    return row;
  }

  private String words(Band band) {
    return "%s (%s)"
        .formatted(
            money.rounded(band.middle()), money.rounded(new Interval(band.low(), band.high())));
  }

  /** What is printed elsewhere on the page at the usual cost, to the same unit. */
  private Band cost(double rate) {
    Band hours = hours();
    Band fixed = fixed();
    double middle = rate * weeks * hours.middle() + fixed.middle();
    return new Band(
            rate * weeks * hours.low() + fixed.low(),
            rate == hour.typical() ? total.usdPerYear() : middle,
            rate * weeks * hours.high() + fixed.high())
        .notBelowNothing();
  }

  private Band saving(double rate, double share, ReleaseSaving best) {
    Band saved = saved(best);
    Band fixed = savedFixed(best);
    double middle =
        rate == hour.typical()
            ? best.typicalSavedUsd()
            : rate * weeks * saved.middle() + fixed.middle();
    return new Band(
            share * (rate * weeks * saved.low() + fixed.low()),
            share * middle,
            share * (rate * weeks * saved.high() + fixed.high()))
        .notBelowNothing();
  }

  private boolean usual(String category) {
    return category.equals(Release.EVERYONE)
        ? Money.costs(release.assumptions()).size() == 1
        : Money.hour(release.assumptions(), category).equals(hour);
  }

  /** Of everybody whose hour costs what most cost, their part of everybody's range. */
  private Band hours() {
    double part =
        release.cells().stream()
            .filter(cell -> usual(cell.category()))
            .mapToDouble(ReleaseCell::hoursPerWeek)
            .sum();
    boolean allUsual = Money.costs(release.assumptions()).size() == 1;
    return of(allUsual ? total.hoursPerWeek() : part);
  }

  private Band of(double part) {
    double all = total.hoursPerWeek();
    double share = all <= 0 ? 1 : Math.min(1, part / all);
    return new Band(
        share * total.hoursInterval().low(),
        all <= 0 ? 0 : part,
        share * total.hoursInterval().high());
  }

  private Band fixed() {
    if (Money.costs(release.assumptions()).size() == 1) {
      return Band.NOTHING;
    }
    double dollars =
        release.cells().stream()
            .filter(cell -> !usual(cell.category()))
            .mapToDouble(ReleaseCell::usdPerYear)
            .sum();
    double all = total.hoursPerWeek();
    double low = all <= 0 ? 1 : total.hoursInterval().low() / all;
    double high = all <= 0 ? 1 : total.hoursInterval().high() / all;
    return new Band(dollars * low, dollars, dollars * high);
  }

  private Band saved(ReleaseSaving best) {
    return usual(best.category())
        ? new Band(best.savedHours().low(), best.typicalSavedHours(), best.savedHours().high())
        : Band.NOTHING;
  }

  private Band savedFixed(ReleaseSaving best) {
    return usual(best.category())
        ? Band.NOTHING
        : new Band(best.savedUsd().low(), best.typicalSavedUsd(), best.savedUsd().high());
  }

  private @Nullable Chosen chosen(@Nullable ReleaseSaving best) {
    if (hour.low() == hour.high()) {
      return null;
    }
    return new Chosen(
        money.sign(),
        hour.low(),
        hour.typical(),
        hour.high(),
        weeks,
        hours(),
        fixed(),
        best == null ? Band.NOTHING : saved(best),
        best == null ? Band.NOTHING : savedFixed(best),
        words(cost(hour.typical())),
        best == null ? "" : words(saving(hour.typical(), 1, best)));
  }
}
