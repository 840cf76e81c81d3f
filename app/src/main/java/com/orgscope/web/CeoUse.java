package com.orgscope.web;

import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.UseShare;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the first page says of what applications are used for, and of what is drawn once a quarter.
 */
final class CeoUse {
  private static final int MOST_NAMED = 3;
  private static final double TENTHS = 10;

  private final Release release;
  private final MoneyFormat money;

  CeoUse(Release release) {
    this.release = release;
    this.money = MoneyFormat.of(release.currency());
  }

  /**
   * Null where too few people are, and in releases of before it was drawn.
   *
   * @param before whose figures are marked; null if there is none
   */
  @Nullable BarChart chart(@Nullable Release before) {
    List<UseShare> use = release.use();
    if (use == null || use.isEmpty()) {
      return null;
    }
    double widest = use.stream().mapToDouble(share -> share.range().high()).max().orElse(1);
    List<BarChart.Bar> bars =
        sorted(use).stream()
            .map(share ->
                new BarChart.Bar(
                    share.function(),
                    CategoryColours.GREY,
                    percent(share.percent(), share.range()),
                    between(share.range()),
                    BarChart.place(share.percent(), widest),
                    BarChart.place(share.range().low(), widest),
                    BarChart.place(share.range().high(), widest),
                    last(share.function(), before, widest)))
            .toList();
    return new BarChart(
        "use-chart",
        "Use",
        "percent of active time",
        "Active time by what applications are for, in %d bars. %s"
            .formatted(
                bars.size(),
                CeoPages.largest(sorted(use), CeoUse::printed, UseShare::function, bars)),
        bars);
  }

  private static BarChart.Last last(String function, @Nullable Release before, double widest) {
    List<UseShare> then = before == null ? null : before.use();
    if (then == null) {
      return BarChart.Last.NONE;
    }
    return then.stream()
        .filter(share -> share.function().equals(function))
        .findFirst()
        .map(share ->
            new BarChart.Last(
                Math.min(BarChart.WIDTH, BarChart.place(share.percent(), widest)),
                percent(share.percent(), share.range())))
        .orElse(BarChart.Last.NONE);
  }

  /** Why there is no chart; empty where there is one, and in releases of before it was drawn. */
  String missing() {
    return release.use() != null && release.use().isEmpty()
        ? "What applications are used for is not told of so few people: the noise would leave nothing to read."
        : "";
  }

  /** Null where nothing was drawn for the quarter, or it was withdrawn. */
  CeoPage.@Nullable Quarter quarter() {
    QuarterCells cells = release.quarter();
    if (cells == null || (cells.roles().isEmpty() && cells.useByCategory().isEmpty())) {
      return null;
    }
    return new CeoPage.Quarter(
        "Drawn once, for %s, of the days from %s to %s; the quarter's later releases show the same."
            .formatted(
                quarterName(cells.quarter()),
                Formats.day(cells.window().from()),
                Formats.day(cells.window().lastDay())),
        cells.roles().stream()
            .map(role ->
                new CeoPage.QuarterRow(
                    role.category(), Formats.people(role.people()), Formats.people(role.range())))
            .toList(),
        cells.useByCategory().stream()
            .map(use -> new CeoPage.QuarterRow(together(use.kinds()), most(use.shares()), ""))
            .toList(),
        atBound(cells.atBound()));
  }

  /** Empty in releases of before it could be drawn, and where the quarter's was withdrawn. */
  String idleLicences() {
    QuarterCells cells = release.quarter();
    if (cells == null) {
      return "";
    }
    QuarterCells.IdleLicences idle = cells.idleLicences();
    return idle == null
        ? "What paid seats that nobody uses cost is not told: when %s was drawn IT had not said what is paid for and who has a seat, or too few people were here."
            .formatted(quarterName(cells.quarter()))
        : "Seats that people have and did not use cost %s a year (%s); drawn once for %s. IT sees each contract."
            .formatted(
                money.rounded(idle.usdPerYear()),
                money.rounded(idle.range()),
                quarterName(cells.quarter()));
  }

  /** Kinds of work that are told as one. */
  static String together(List<String> kinds) {
    return kinds.size() == 1
        ? kinds.getFirst()
        : "%s and %s together"
            .formatted(String.join(", ", kinds.subList(0, kinds.size() - 1)), kinds.getLast());
  }

  /** "2026-Q4" as people say it. */
  static String quarterName(String quarter) {
    String[] parts = quarter.split("-Q");
    return "quarter %s of %s".formatted(parts[1], parts[0]);
  }

  private static String atBound(QuarterCells.@Nullable AtBound atBound) {
    return atBound == null
        ? ""
        : "Hours are cut at a bound that is public. It was reached in signing in by %s of people (%s), in switching by %s (%s)."
            .formatted(
                percent(atBound.signIn().percent(), atBound.signIn().range()),
                between(atBound.signIn().range()),
                percent(atBound.switching().percent(), atBound.switching().range()),
                between(atBound.switching().range()));
  }

  private static String most(List<UseShare> shares) {
    return sorted(shares).stream()
        .limit(MOST_NAMED)
        .map(share ->
            "%s %s (%s)"
                .formatted(
                    share.function(),
                    percent(share.percent(), share.range()),
                    between(share.range())))
        .collect(Collectors.joining(", "));
  }

  /** Largest first; what nobody knows the use of comes last, however large. */
  private static List<UseShare> sorted(List<UseShare> use) {
    List<UseShare> sorted = new ArrayList<>(use);
    sorted.sort(
        Comparator.comparing(UseShare::isNotKnown)
            .thenComparing(Comparator.comparingDouble(UseShare::percent).reversed()));
    return sorted;
  }

  /** As it is printed, so that nobody leads whom a reader sees as equal. */
  static Interval printed(UseShare share) {
    double unit = decimals(share.range()) == 1 ? TENTHS : 1;
    return new Interval(
        Math.round(unit * share.range().low()) / unit,
        Math.round(unit * share.range().high()) / unit);
  }

  /** A tenth is told where the noise leaves it. */
  static String percent(double percent, Interval range) {
    return String.format(Locale.ENGLISH, "%." + decimals(range) + "f %%", percent);
  }

  private static String between(Interval range) {
    String number = "%." + decimals(range) + "f";
    return String.format(
        Locale.ENGLISH, number + " to " + number + " %%", range.low(), range.high());
  }

  private static int decimals(Interval range) {
    return range.high() - range.low() < 1 ? 1 : 0;
  }
}
