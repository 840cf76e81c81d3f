package com.orgscope.web;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.Cause;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Levels;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.insight.UseShare;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.web.Headline.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A release put together for a page, with what a test wants to be different. */
final class MadeUpRelease {
  static final Instant PUBLISHED = Instant.parse("2026-11-22T06:00:00Z");
  static final Instant DUE = Instant.parse("2026-12-22T06:00:00Z");

  private String currency = "USD";
  private final List<ReleaseCell> cells = new ArrayList<>();
  private List<String> models = List.of("local");
  private @Nullable Integer headcount = 1000;
  private @Nullable Instant dataUntil = Instant.parse("2026-11-22T05:00:00Z");
  private Release.@Nullable Replaced replaces;
  private @Nullable List<UseShare> use;
  private @Nullable QuarterCells quarter;
  private @Nullable Levels levels;
  private @Nullable ReleaseSaving recommendation;
  private List<Assumption> costs = List.of();
  private int k = 10;
  private double delta = 1e-3;

  MadeUpRelease group(String department, String category, long people, double hours) {
    cells.add(
        new ReleaseCell(
            department,
            category,
            people,
            new Interval(people - 8, people + 8),
            hours,
            new Interval(Math.max(0, hours - 3), hours + 3),
            Math.round(hours * 2600),
            new Interval(Math.floor(hours * 500), Math.ceil(hours * 9000))));
    return this;
  }

  MadeUpRelease cell(ReleaseCell cell) {
    cells.add(cell);
    return this;
  }

  MadeUpRelease levels(@Nullable Levels above) {
    levels = above;
    return this;
  }

  MadeUpRelease recommending(@Nullable ReleaseSaving saving) {
    recommendation = saving;
    return this;
  }

  MadeUpRelease models(String... names) {
    models = List.of(names);
    return this;
  }

  MadeUpRelease headcount(@Nullable Integer people) {
    headcount = people;
    return this;
  }

  MadeUpRelease dataUntil(@Nullable String moment) {
    dataUntil = moment == null ? null : Instant.parse(moment);
    return this;
  }

  MadeUpRelease replaces(Release.@Nullable Replaced before) {
    replaces = before;
    return this;
  }

  MadeUpRelease privacy(int leastPeople, double chance) {
    k = leastPeople;
    delta = chance;
    return this;
  }

  MadeUpRelease use(@Nullable List<UseShare> shares, @Nullable QuarterCells cells) {
    use = shares;
    quarter = cells;
    return this;
  }

  /** As since there are levels. */
  MadeUpRelease levels() {
    levels =
        new Levels(
            release().total(),
            List.of(),
            new Release.CauseCell(Release.EVERYONE, Cause.SWITCHES, 90, new Interval(60, 120)));
    return this;
  }

  Release release() {
    return new Release(
        "2026-11-21.1",
        "run-1",
        TimeWindow.ending(LocalDate.of(2026, 11, 21), 28),
        PUBLISHED,
        DUE,
        new BigDecimal("1.25"),
        delta,
        k,
        cells,
        3,
        List.of(),
        recommendation,
        assumptions(),
        models,
        headcount,
        dataUntil,
        levels,
        replaces,
        use,
        quarter,
        null);
  }

  List<Assumption> assumptions() {
    List<Assumption> all = new ArrayList<>(costs);
    all.addFirst(
        new Assumption("hourly-cost", "Cost", currency + " per hour", 35, 50, 80, "us", false));
    all.add(new Assumption("weeks-per-year", "Weeks", "weeks", 46, 52, 52, "us", false));
    all.add(new Assumption("weekly-hours", "Hours", "hours", 35, 40, 45, "us", false));
    all.add(new Assumption("minutes-per-switch", "Switch", "minutes", 0.15, 0.5, 1.9, "us", false));
    all.add(new Assumption("removable-switches", "Removed", "share", 0.05, 0.15, 0.3, "us", false));
    all.add(new Assumption("assisted-use", "Drafts", "share", 0.01, 0.05, 0.14, "us", false));
    return all;
  }

  MadeUpRelease in(String own) {
    currency = own;
    return this;
  }

  /** With kinds of work of which an hour costs otherwise. */
  MadeUpRelease costing(Assumption... others) {
    costs = List.of(others);
    return this;
  }

  List<Slice> slices() {
    Release release = release();
    return release.cells().stream()
        .map(ReleaseCell::category)
        .distinct()
        .map(category -> new Slice(category, release.ofCategory(category)))
        .toList();
  }

  String headline() {
    return new Headline(use, slices()).text();
  }

  /** What stands around a release that is shown by itself. */
  static CeoPages.Around alone() {
    return new CeoPages.Around(
        null,
        null,
        null,
        new CeoPage.Dated(
            "2026-11-21.1", "", "", "/company/releases/2026-11-21.1", null, null, List.of()),
        new CeoPage.Deciding("", "", List.of()),
        List.of());
  }
}
