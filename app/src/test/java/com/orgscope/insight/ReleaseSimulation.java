package com.orgscope.insight;

import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Draws a company's release many times, in levels and as it was before there were levels, and says
 * how far each strays from what was counted. Run {@link #main} for the table of docs/release.md.
 */
final class ReleaseSimulation {
  static final PrivacySettings PRIVACY =
      new PrivacySettings(
          10,
          1e-3,
          new BigDecimal("0.70"),
          new BigDecimal("0.30"),
          new BigDecimal("4.00"),
          new BigDecimal("16"));
  static final InsightSettings SHAPE =
      new InsightSettings(
          Period.ofMonths(1), 28, 200, 5000, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);

  private final Census census;
  private final int draws;
  private final Map<String, Long> people = new TreeMap<>();
  private final Map<String, Double> hours = new TreeMap<>();
  private final Map<GridCell, Long> leaves = new HashMap<>();
  private final Map<GridCell, Double> leafHours = new HashMap<>();
  private double allHours;

  ReleaseSimulation(Census census, int draws) {
    this.census = census;
    this.draws = draws;
    for (Census.Member member : census.members()) {
      people.merge(member.category(), 1L, Long::sum);
      leaves.merge(new GridCell(member.department(), member.category()), 1L, Long::sum);
      double own = Apportionment.of(member, SHAPE.bounds()).signIn() / HoursLevels.HOUR;
      hours.merge(member.category(), own, Double::sum);
      leafHours.merge(new GridCell(member.department(), member.category()), own, Double::sum);
      allHours += own;
    }
  }

  /** What was shown of one draw, category by category. */
  private record Shown(Map<String, Figure> categories, Figure total, double other) {}

  /** How far the draws of one mechanism strayed. */
  static final class Report {
    final Map<String, Integer> shown = new TreeMap<>();
    final Map<String, List<Double>> people = new TreeMap<>();
    final Map<String, List<Double>> hours = new TreeMap<>();
    final List<Double> allHours = new ArrayList<>();
    final List<Double> allPeople = new ArrayList<>();
    final List<Double> groupPeople = new ArrayList<>();
    final List<Double> groupHours = new ArrayList<>();
    final List<Double> use = new ArrayList<>();
    private final List<Double> other = new ArrayList<>();
    private int ranges;
    private int held;
    private int rows;
    private int rowsHeld;

    double other() {
      return mean(other);
    }

    double coverage() {
      return (double) held / ranges;
    }

    /** Of printed rows of department and category. */
    double rowCoverage() {
      return (double) rowsHeld / rows;
    }

    /** What the people of a category stray by in 95 of 100 draws that show it. */
    double people(String category) {
      return of(people.get(category));
    }

    /** Which part of all draws of all kinds of work that are shown strays by no more than that. */
    double peopleWithin(int most) {
      List<Double> errors = new ArrayList<>();
      people.forEach((category, of) -> {
        if (!category.equals(Release.NOT_YET_KNOWN)) {
          errors.addAll(of);
        }
      });
      return errors.stream().filter(e -> Math.abs(e) <= most).count() / (double) errors.size();
    }

    double hours(String category) {
      return of(hours.get(category));
    }

    /** Of all categories that are shown, each draw of each counted once. */
    static double rootMeanSquare(Map<String, List<Double>> errors) {
      return rootMeanSquare(errors.values().stream().flatMap(List::stream).toList());
    }

    /** The error that 95 of 100 draws stay within. */
    static double within95(List<Double> errors) {
      double[] sorted = errors.stream().mapToDouble(Math::abs).sorted().toArray();
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
    }

    static double rootMeanSquare(List<Double> errors) {
      return Math.sqrt(mean(errors.stream().map(e -> e * e).toList()));
    }

    private void range(Interval range, double truth) {
      ranges++;
      held += holds(range, truth) ? 1 : 0;
    }

    private static boolean holds(Interval range, double truth) {
      return range.low() - 1e-9 <= truth && truth <= range.high() + 1e-9;
    }
  }

  Report inLevels(long seed) {
    Report report = new Report();
    var noise = new Noise(new SplittableRandom(seed));
    for (int i = 0; i < draws; i++) {
      WholeDrawing whole =
          WholeDrawing.of(census, PRIVACY, noise, TestAssumptions.shipped(), SHAPE);
      Drawing.Drawn drawn = whole.grid();
      useOf(whole, report);
      Levels levels = drawn.levels();
      if (levels == null) {
        throw new IllegalStateException("nothing is shown");
      }
      Map<String, Figure> figures = new TreeMap<>();
      levels.categories().forEach(c -> figures.put(c.name(), c.figure()));
      add(report, new Shown(figures, levels.total(), other(figures)));
      Map<Integer, List<GridCell>> leavesOf = new TreeMap<>();
      drawn
          .shownIn()
          .forEach(
              (leaf, cell) -> leavesOf.computeIfAbsent(cell, c -> new ArrayList<>()).add(leaf));
      leavesOf.forEach((cell, own) -> {
        ReleaseCell row = drawn.cells().get(cell);
        group(report, own, row.people(), row.hoursPerWeek());
        rowRanges(report, own, row);
      });
    }
    return report;
  }

  /** In points of a hundred. */
  private void useOf(WholeDrawing whole, Report report) {
    Map<String, Double> truth = new TreeMap<>();
    List<String> names = UseFunctions.instance().names();
    double active = census.members().stream().filter(m -> !m.use().isEmpty()).count();
    for (Census.Member member : census.members()) {
      if (!member.use().isEmpty()) {
        int[] hundredths = Hundredths.of(member.use(), names);
        for (int i = 0; i < hundredths.length; i++) {
          truth.merge(names.get(i), hundredths[i] / active, Double::sum);
        }
      }
    }
    for (UseShare share : whole.use()) {
      double exact = truth.getOrDefault(share.function(), 0.0);
      report.use.add(share.percent() - exact);
      report.range(share.range(), exact);
    }
  }

  Report flat(long seed) {
    Report report = new Report();
    var noise = new Noise(new SplittableRandom(seed));
    for (int i = 0; i < draws; i++) {
      Map<String, List<FlatRelease.Group>> byCategory = new TreeMap<>();
      FlatRelease.draw(census, noise)
          .forEach(g -> byCategory.computeIfAbsent(g.category(), c -> new ArrayList<>()).add(g));
      Map<String, Figure> figures = new TreeMap<>();
      List<FlatRelease.Group> all = new ArrayList<>();
      byCategory.forEach((category, groups) -> {
        figures.put(category, figure(groups));
        all.addAll(groups);
      });
      all.forEach(g -> group(report, g.leaves(), g.people(), g.hours()));
      add(report, new Shown(figures, figure(all), other(figures)));
    }
    return report;
  }

  private static Figure figure(List<FlatRelease.Group> groups) {
    long people = groups.stream().mapToLong(FlatRelease.Group::people).sum();
    double hours = groups.stream().mapToDouble(FlatRelease.Group::hours).sum();
    double ofPeople =
        Math.sqrt(groups.stream().mapToDouble(g -> g.peopleHalf() * g.peopleHalf()).sum());
    double ofHours =
        Math.sqrt(groups.stream().mapToDouble(g -> g.hoursHalf() * g.hoursHalf()).sum());
    return new Figure(
        people,
        new Interval(people - ofPeople, people + ofPeople),
        hours,
        new Interval(hours - ofHours, hours + ofHours),
        0,
        new Interval(0, 0));
  }

  private static double other(Map<String, Figure> figures) {
    double all = figures.values().stream().mapToLong(Figure::people).sum();
    Figure other = figures.get(Release.OTHER);
    return other == null ? 0 : other.people() / all;
  }

  /** A printed row of department and category beside what was counted of its leaves. */
  private void group(Report report, List<GridCell> own, long shown, double shownHours) {
    long exact = own.stream().mapToLong(leaf -> leaves.getOrDefault(leaf, 0L)).sum();
    double exactHours = own.stream().mapToDouble(leaf -> leafHours.getOrDefault(leaf, 0.0)).sum();
    report.groupPeople.add((double) shown - exact);
    report.groupHours.add(shownHours - exactHours);
  }

  private void rowRanges(Report report, List<GridCell> own, ReleaseCell row) {
    long exact = own.stream().mapToLong(leaf -> leaves.getOrDefault(leaf, 0L)).sum();
    double exactHours = own.stream().mapToDouble(leaf -> leafHours.getOrDefault(leaf, 0.0)).sum();
    report.rows += 2;
    report.rowsHeld += Report.holds(row.peopleInterval(), exact) ? 1 : 0;
    report.rowsHeld += Report.holds(row.hoursInterval(), exactHours) ? 1 : 0;
  }

  private void add(Report report, Shown shown) {
    report.allPeople.add((double) shown.total().people() - census.members().size());
    report.other.add(shown.other());
    report.allHours.add(shown.total().hoursPerWeek() - allHours);
    report.range(shown.total().hoursInterval(), allHours);
    people.forEach((category, truth) -> {
      Figure figure = shown.categories().get(category);
      report.shown.merge(category, figure == null ? 0 : 1, Integer::sum);
      if (figure != null) {
        double ofHours = hours.getOrDefault(category, 0.0);
        report
            .people
            .computeIfAbsent(category, c -> new ArrayList<>())
            .add(figure.people() - (double) truth);
        report
            .hours
            .computeIfAbsent(category, c -> new ArrayList<>())
            .add(figure.hoursPerWeek() - ofHours);
        report.range(figure.peopleInterval(), truth);
        report.range(figure.hoursInterval(), ofHours);
      }
    });
  }

  /** Old beside new, as a table. */
  String table(long seed) {
    Report flat = flat(seed);
    Report levels = inLevels(seed);
    StringBuilder table = new StringBuilder();
    line(
        table,
        "%,d people, %,.0f hours a week, %d draws",
        census.members().size(),
        allHours,
        draws);
    line(table, "%-34s %12s %12s", "", "leaves only", "in levels");
    line(table, "%-34s %11.1f%% %11.1f%%", "under Other", 100 * flat.other(), 100 * levels.other());
    line(
        table,
        "%-34s %12.1f %12.1f",
        "all hours, 95 % within",
        of(flat.allHours),
        of(levels.allHours));
    errors(table, flat, levels);
    line(table, "%-34s %12s %12.1f", "use, points within", "-", of(levels.use));
    line(
        table,
        "%-34s %11.1f%% %11.1f%%",
        "ranges that hold (shown)",
        100 * flat.coverage(),
        100 * levels.coverage());
    line(table, "%-34s %12s %11.1f%%", "ranges of rows that hold", "-", 100 * levels.rowCoverage());
    line(
        table,
        "%-18s %6s | %-25s | %-25s",
        "category",
        "people",
        "shown / people / hours",
        "same, in levels");
    people.forEach((category, n) ->
        line(
            table, "%-18s %6d | %s | %s", category, n, row(flat, category), row(levels, category)));
    return table.toString();
  }

  /** Root mean square errors by level. */
  private void errors(StringBuilder table, Report flat, Report levels) {
    Map<String, Function<Report, Double>> lines = new LinkedHashMap<>();
    lines.put("RMSE company, people", r -> Report.rootMeanSquare(r.allPeople));
    lines.put("RMSE company, hours", r -> Report.rootMeanSquare(r.allHours));
    lines.put("RMSE category, people", r -> Report.rootMeanSquare(r.people));
    lines.put("RMSE category, hours", r -> Report.rootMeanSquare(r.hours));
    lines.put("RMSE department x category, people", r -> Report.rootMeanSquare(r.groupPeople));
    lines.put("RMSE department x category, hours", r -> Report.rootMeanSquare(r.groupHours));
    lines.put("rows of department x category", r -> (double) r.groupPeople.size() / draws);
    lines.forEach(
        (name, of) -> line(table, "%-34s %12.1f %12.1f", name, of.apply(flat), of.apply(levels)));
  }

  private String row(Report report, String category) {
    return String.format(
        Locale.ROOT,
        "%5.1f%% %8.1f %8.1f",
        100.0 * report.shown.getOrDefault(category, 0) / draws,
        report.people(category),
        report.hours(category));
  }

  private static double of(@Nullable List<Double> errors) {
    return errors == null ? Double.NaN : Report.within95(errors);
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(n -> n).average().orElse(0);
  }

  public static void main(String[] arguments) {
    int draws = arguments.length == 0 ? 200 : Integer.parseInt(arguments[0]);
    for (int people : Arrays.asList(1_000, 10_000)) {
      System.out.println(new ReleaseSimulation(SimulatedCompany.of(people, 1), draws).table(7));
    }
  }
}
