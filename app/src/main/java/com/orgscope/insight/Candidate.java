package com.orgscope.insight;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exact figures that a release of now would be drawn from, for IT alone. No noise is drawn and
 * nothing is paid; nothing of it may stand beside a release.
 *
 * @param run the categorization it is counted from
 * @param asOf the last day that counts
 * @param k below how many people a group would not stand alone
 * @param total everybody
 * @param categories over all departments, most people first
 * @param cells of the grid, most people first, those of few people too
 * @param cost of the release that it would be
 * @param declared what that release would draw beside the grid
 */
public record Candidate(
    String run,
    LocalDate asOf,
    int k,
    Group total,
    List<Group> categories,
    List<Group> cells,
    Cost cost,
    CandidateCells declared) {

  public Candidate {
    categories = List.copyOf(categories);
    cells = List.copyOf(cells);
  }

  /**
   * @param hoursPerWeek of signing in, nobody counted for more than the bound
   * @param small whether it is of fewer than k people
   */
  public record Group(
      String department, String category, int people, double hoursPerWeek, boolean small) {}

  /**
   * @param epsilon of all that would be drawn
   * @param quarter of the last day ({@code "2026-Q4"})
   * @param drawsQuarter whether the quarter's cells would be drawn; else they were, and stand
   */
  public record Cost(BigDecimal epsilon, String quarter, boolean drawsQuarter) {}

  static Candidate of(
      Census census, int k, InsightSettings shape, ReleaseEpsilons epsilons, Quarter quarter) {
    Grid grid = Grid.of(census, shape);
    Map<GridCell, Sum> cells = new TreeMap<>(BY_NAME);
    Map<GridCell, Sum> categories = new TreeMap<>(BY_NAME);
    Sum total = new Sum();
    for (Census.Member member : census.members()) {
      int department = grid.department(member.department());
      int category = grid.category(member.category());
      for (Sum sum : sums(grid.cell(department, category), cells, categories)) {
        sum.people++;
      }
      total.people++;
      Apportionment.of(member, shape.bounds())
          .seconds()
          .forEach((part, seconds) -> {
            if (part.cause().isSignIn()) {
              GridCell where = grid.cell(department, grid.category(part.category()));
              sums(where, cells, categories).forEach(sum -> sum.seconds += seconds);
              total.seconds += seconds;
            }
          });
    }
    return new Candidate(
        census.run(),
        census.window().lastDay(),
        k,
        total.group(new GridCell(Release.EVERYONE, Release.EVERYONE), k),
        groups(categories, k),
        groups(cells, k),
        new Cost(epsilons.total().decimal(), quarter.name(), quarter.due()),
        CandidateCells.of(census, epsilons, shape));
  }

  private static final Comparator<GridCell> BY_NAME =
      Comparator.comparing(GridCell::department).thenComparing(GridCell::category);

  private static List<Sum> sums(
      GridCell cell, Map<GridCell, Sum> cells, Map<GridCell, Sum> categories) {
    GridCell everywhere = new GridCell(Release.EVERYONE, cell.category());
    return List.of(
        cells.computeIfAbsent(cell, c -> new Sum()),
        categories.computeIfAbsent(everywhere, c -> new Sum()));
  }

  private static List<Group> groups(Map<GridCell, Sum> sums, int k) {
    return sums.entrySet().stream()
        .map(sum -> sum.getValue().group(sum.getKey(), k))
        .sorted(Comparator.comparingInt(Group::people).reversed())
        .toList();
  }

  private static final class Sum {
    private int people;
    private long seconds;

    private Group group(GridCell where, int k) {
      return new Group(
          where.department(), where.category(), people, seconds / HoursLevels.HOUR, people < k);
    }
  }
}
