package com.orgscope.web;

import com.orgscope.insight.Cause;
import com.orgscope.insight.ChangeCause;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Levels;
import com.orgscope.insight.QuarterAnswers;
import com.orgscope.insight.QuarterCells;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseCell;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.insight.UseShare;
import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A release that might be drawn: of nobody, one, nine or ten thousand people, all withheld or none,
 * ranges that touch zero and each other, and ties.
 */
final class RandomRelease {
  private static final List<String> KINDS =
      List.of("Engineering", "Sales", "Customer Support", "Legal", "Finance", "People", "Product");
  private static final List<String> USES =
      List.of("Communication", "Documents", "Code", "AI assistants", "Planning", "Not known");
  private static final double WEEKS = 52;
  private static final double HOUR = 50;

  private final SplittableRandom random;
  private final MadeUpRelease made = new MadeUpRelease();
  private final List<ReleaseCell> cells = new ArrayList<>();
  private final int size;

  RandomRelease(SplittableRandom random) {
    this.random = random;
    this.size = new int[] {0, 1, 9, 1_000, 10_000}[random.nextInt(5)];
  }

  Release release() {
    groups();
    cells.forEach(made::cell);
    Release bare = made.headcount(null).release();
    if (random.nextInt(4) > 0) {
      made.levels(levels(bare));
    }
    made.use(use(), random.nextInt(4) == 0 ? null : quarter());
    return made.recommending(random.nextBoolean() ? saving(Release.EVERYONE) : null).release();
  }

  List<ReleaseSaving> further() {
    return random.nextBoolean()
        ? List.of()
        : List.of(saving("Sales"), saving("Engineering"), saving(Release.EVERYONE));
  }

  private void groups() {
    if (size < 200) {
      cell(Release.EVERYONE, Release.EVERYONE, size);
      return;
    }
    int kinds = random.nextInt(KINDS.size() + 1);
    boolean tied = random.nextInt(4) == 0;
    for (int kind = 0; kind < kinds; kind++) {
      for (int unit = 0; unit <= random.nextInt(3); unit++) {
        long people = tied ? size / 10 : 10 + random.nextInt(size / 3);
        cell(KINDS.get((kind + unit) % KINDS.size()), KINDS.get(kind), people);
      }
    }
    if (kinds == 0 || random.nextBoolean()) {
      cell(Release.OTHER, Release.OTHER, 10 + random.nextInt(size));
    }
    if (random.nextInt(3) == 0) {
      cell("Sales", Release.NOT_YET_KNOWN, 10 + random.nextInt(size / 2));
    }
  }

  private void cell(String department, String category, long people) {
    double hours = random.nextInt(5) == 0 ? 0 : tenth(people * random.nextDouble() * 0.2);
    cells.add(cell(department, category, people, hours));
  }

  private ReleaseCell cell(String department, String category, long people, double hours) {
    double half = random.nextInt(Math.max(2, size / 20));
    double noise = tenth(random.nextDouble() * Math.max(1, size / 50.0));
    Interval counted = new Interval(Math.max(0, people - half), people + half);
    Interval lost = new Interval(Math.max(0, tenth(hours - noise)), tenth(hours + noise));
    return new ReleaseCell(
        department,
        category,
        people,
        counted,
        hours,
        lost,
        Math.round(hours * WEEKS * HOUR),
        new Interval(Math.floor(lost.low() * 46 * 35), Math.ceil(lost.high() * WEEKS * 80)));
  }

  private Levels levels(Release bare) {
    List<Levels.Category> categories =
        cells.stream()
            .map(ReleaseCell::category)
            .distinct()
            .map(name -> new Levels.Category(name, narrower(bare.ofCategory(name))))
            .toList();
    return new Levels(narrower(bare.total()), categories, cause(Cause.SWITCHES));
  }

  private Figure narrower(Figure of) {
    double share = random.nextDouble();
    return new Figure(
        of.people(),
        new Interval(
            Math.ceil(of.people() - share * (of.people() - of.peopleInterval().low())),
            Math.floor(of.people() + share * (of.peopleInterval().high() - of.people()))),
        of.hoursPerWeek(),
        of.hoursInterval(),
        of.usdPerYear(),
        of.usdInterval());
  }

  private @Nullable List<UseShare> use() {
    int uses = random.nextInt(USES.size() + 2);
    if (uses > USES.size()) {
      return null;
    }
    List<UseShare> shares = new ArrayList<>();
    double left = 100;
    for (int i = 0; i < uses; i++) {
      double part =
          i == uses - 1 ? left : random.nextInt(5) == 0 ? 100.0 / uses : left * random.nextDouble();
      double percent = tenth(Math.min(left, part));
      double half = tenth(random.nextDouble() * random.nextInt(12));
      left = Math.max(0, tenth(left - percent));
      shares.add(
          new UseShare(
              USES.get((i + size) % USES.size()),
              percent,
              new Interval(
                  Math.max(0, tenth(percent - half)), Math.min(100, tenth(percent + half)))));
    }
    return shares;
  }

  private QuarterCells quarter() {
    return new QuarterCells(
        "2026-Q4",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of(cause(Cause.CHALLENGES), cause(Cause.UNMEASURED_SIGN_INS)),
        List.of(),
        List.of(),
        List.of(),
        null,
        random.nextBoolean()
            ? null
            : new QuarterCells.IdleLicences(120_000, new Interval(0, 170_000 + random.nextInt(9))),
        answers());
  }

  private QuarterAnswers answers() {
    long moves = random.nextInt(9_000);
    return new QuarterAnswers(
        random.nextBoolean()
            ? null
            : List.of(
                new QuarterAnswers.Moves(
                    "Code", "Documents", moves, new Interval(Math.floor(moves / 2.0), moves * 2))),
        random.nextBoolean()
            ? List.of()
            : List.of(
                new QuarterAnswers.Assistants(
                    Release.EVERYONE, size / 9, new Interval(0, Math.floor(size / 8.0)))),
        List.of(),
        List.of(),
        random.nextInt(3) == 0 ? null : change(),
        null);
  }

  private QuarterAnswers.Change change() {
    double before = tenth(random.nextDouble() * size);
    double now = random.nextInt(4) == 0 ? before : tenth(random.nextDouble() * size);
    List<QuarterAnswers.Part> parts = new ArrayList<>();
    double rest = now - before;
    for (ChangeCause cause : ChangeCause.values()) {
      double hours = tenth((random.nextDouble() - 0.5) * size / 10);
      double half = tenth(random.nextDouble() * size / 10);
      rest -= hours;
      parts.add(
          new QuarterAnswers.Part(
              cause, hours, new Interval(tenth(hours - half), tenth(hours + half))));
    }
    return new QuarterAnswers.Change(
        "2026-08-29.1",
        TimeWindow.ending(LocalDate.of(2026, 8, 29), 28),
        before,
        now,
        tenth(random.nextDouble() * size / 3),
        parts,
        tenth(rest));
  }

  private Release.CauseCell cause(Cause cause) {
    double hours = tenth(random.nextDouble() * size / 20);
    return new Release.CauseCell(
        Release.EVERYONE, cause, hours, new Interval(tenth(hours / 2), tenth(hours * 2)));
  }

  private ReleaseSaving saving(String category) {
    double hours = tenth(1 + random.nextDouble() * size / 10);
    Interval spared = new Interval(hours * 0.1, hours * 0.6);
    return new ReleaseSaving(
        category,
        random.nextBoolean() ? Cause.CHALLENGES : Cause.FAILED_SIGN_INS,
        "Let sessions last longer.",
        hours,
        new Interval(tenth(hours * 0.8), tenth(hours * 1.2)),
        spared,
        hours * 0.3,
        new Interval(Math.floor(spared.low() * 46 * 35), Math.ceil(spared.high() * WEEKS * 80)),
        Math.round(hours * 0.3 * WEEKS * HOUR),
        List.of("hourly-cost"));
  }

  private static double tenth(double value) {
    return Math.round(10 * value) / 10.0;
  }
}
