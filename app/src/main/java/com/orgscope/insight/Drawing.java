package com.orgscope.insight;

import com.orgscope.insight.GridEstimate.At;
import com.orgscope.insight.Grouping.Group;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The noise of one release, in levels: drawn here, once. docs/release.md derives what each level
 * costs and why the ranges hold.
 *
 * <p>People are noised for the company, by category, by department and by both, on a grid that does
 * not depend on what is counted. The noised counts alone then say what is shown ({@link Grouping}).
 * Hours are noised for the company, for what is shown of each category and for each published
 * group. Each level costs its own epsilon once, since nobody is in two of its cells; then the
 * levels are made to agree, whole and not below zero, from the top down.
 */
final class Drawing {
  private final Census census;
  private final PrivacySettings settings;
  private final ReleaseEpsilons epsilons;
  private final Noise noise;
  private final List<Assumption> assumptions;
  private final HourBounds bounds;
  private final Grid grid;

  Drawing(
      Census census,
      PrivacySettings settings,
      ReleaseEpsilons epsilons,
      Noise noise,
      List<Assumption> assumptions,
      InsightSettings shape) {
    this.census = census;
    this.settings = settings;
    this.epsilons = epsilons;
    this.noise = noise;
    this.assumptions = assumptions;
    this.bounds = shape.bounds();
    this.grid = Grid.of(census, shape);
  }

  /**
   * All that was drawn; {@code leaves} are not for the eye.
   *
   * @param leaves as they were drawn, before levels were made to agree
   * @param shownIn the place in {@code cells} of what holds a leaf; none if nothing is shown
   * @param levels null if nothing is shown; without the quarter's switching
   */
  record Drawn(
      Map<GridCell, Long> leaves,
      Map<GridCell, Integer> shownIn,
      int merged,
      List<ReleaseCell> cells,
      @Nullable Levels levels) {}

  /** The groups of one category, or of what joined; each printed once. */
  private record Column(String category, List<Group> groups) {
    List<At> leaves() {
      return groups.stream().flatMap(g -> g.leaves().stream()).toList();
    }
  }

  /** A group with its figures, until all are in their order. */
  private record Row(Group group, ReleaseCell cell) {}

  Drawn draw() {
    PeopleLevels people = PeopleLevels.draw(census, grid, settings, epsilons.people(), noise);
    Grouping grouping = Grouping.of(grid, people);
    List<Apportionment> apportioned =
        census.members().stream().map(m -> Apportionment.of(m, bounds)).toList();
    List<Column> columns = columns(grouping);
    List<Row> rows = new ArrayList<>();
    List<Levels.Category> categories = new ArrayList<>();
    HoursLevels hours = columns.isEmpty() ? null : hours(columns, apportioned);
    if (hours != null) {
      fill(columns, people, hours, rows, categories);
    }
    rows.sort(Comparator.comparingLong((Row row) -> row.cell().people()).reversed());
    List<ReleaseCell> cells = rows.stream().map(Row::cell).toList();
    return new Drawn(
        leaves(people),
        shownIn(rows),
        grouping.merged(grid.cells()),
        cells,
        hours == null ? null : levels(people, hours, cells, categories));
  }

  private static List<Column> columns(Grouping grouping) {
    Map<String, List<Group>> byCategory = new LinkedHashMap<>();
    grouping
        .groups()
        .forEach(g -> byCategory.computeIfAbsent(g.category(), c -> new ArrayList<>()).add(g));
    return byCategory.entrySet().stream().map(e -> new Column(e.getKey(), e.getValue())).toList();
  }

  private void fill(
      List<Column> columns,
      PeopleLevels people,
      HoursLevels hours,
      List<Row> rows,
      List<Levels.Category> categories) {
    long[] whole =
        whole(
            columns.stream().map(Column::leaves).toList(),
            columns.stream().mapToLong(c -> (long) settings.k() * c.groups().size()).toArray(),
            people,
            people.total());
    for (int i = 0; i < columns.size(); i++) {
      List<Group> groups = columns.get(i).groups();
      long[] floors = new long[groups.size()];
      Arrays.fill(floors, settings.k());
      long[] printed = whole(groups.stream().map(Group::leaves).toList(), floors, people, whole[i]);
      List<ReleaseCell> ofColumn = new ArrayList<>();
      for (int j = 0; j < groups.size(); j++) {
        ReleaseCell cell = cell(groups.get(j), printed[j], people, hours.group(i, j));
        ofColumn.add(cell);
        rows.add(new Row(groups.get(j), cell));
      }
      Interval range = range(columns.get(i).leaves(), whole[i], people);
      categories.add(
          new Levels.Category(
              columns.get(i).category(), figure(whole[i], range, hours.column(i), ofColumn)));
    }
  }

  private static long[] whole(List<List<At>> of, long[] floors, PeopleLevels people, long total) {
    return WholeNumbers.of(of.stream().mapToDouble(people::sum).toArray(), floors, total);
  }

  /** A shown group has at least k people, so its interval need not reach below k. */
  private Interval range(Collection<At> leaves, long printed, PeopleLevels people) {
    double half = people.halfWidth(leaves);
    double middle = people.sum(leaves);
    double high = Math.max(printed, Math.ceil(middle + half));
    Integer most = people.known();
    return new Interval(
        Math.min(printed, Math.max(settings.k(), Math.floor(middle - half))),
        most == null ? high : Math.max(printed, Math.min(most, high)));
  }

  private ReleaseCell cell(Group group, long people, PeopleLevels all, HoursLevels.Hours hours) {
    Money money = Money.of(assumptions, group.category());
    return new ReleaseCell(
        group.department(),
        group.category(),
        people,
        range(group.leaves(), people, all),
        hours.hours(),
        hours.interval(),
        money.aYear(hours.hours()),
        money.aYear(hours.interval()));
  }

  /** Dollars are those of the cells added up, so that each column of a table adds up. */
  private Figure figure(
      long people, Interval range, HoursLevels.Hours hours, List<ReleaseCell> cells) {
    Money money = Money.of(assumptions, Money.hoursOf(cells));
    return new Figure(
        people,
        range,
        hours.hours(),
        hours.interval(),
        cells.stream().mapToLong(ReleaseCell::usdPerYear).sum(),
        money.aYear(hours.interval()));
  }

  private Levels levels(
      PeopleLevels people,
      HoursLevels hours,
      List<ReleaseCell> cells,
      List<Levels.Category> categories) {
    long total = cells.stream().mapToLong(ReleaseCell::people).sum();
    Interval range =
        people.known() == null
            ? range(everywhere(), total, people)
            : new Interval(Math.min(total, people.known()), total);
    return new Levels(figure(total, range, hours.all(), cells), categories, null);
  }

  private List<At> everywhere() {
    List<At> all = new ArrayList<>();
    for (int d = 0; d < grid.departments().size(); d++) {
      for (int c = 0; c < grid.categories().size(); c++) {
        all.add(new At(d, c));
      }
    }
    return all;
  }

  private HoursLevels hours(List<Column> columns, List<Apportionment> apportioned) {
    Map<At, int[]> places = new HashMap<>();
    long[][] seconds = new long[columns.size()][];
    for (int i = 0; i < columns.size(); i++) {
      List<Group> groups = columns.get(i).groups();
      seconds[i] = new long[groups.size()];
      for (int j = 0; j < groups.size(); j++) {
        for (At leaf : groups.get(j).leaves()) {
          places.put(leaf, new int[] {i, j});
        }
      }
    }
    long everybody = 0;
    for (int m = 0; m < apportioned.size(); m++) {
      int department = grid.department(census.members().get(m).department());
      for (var part : apportioned.get(m).seconds().entrySet()) {
        if (!part.getKey().cause().isSignIn()) {
          continue;
        }
        everybody += part.getValue();
        // Groups split everybody, so that every place is in one.
        At place = new At(department, grid.category(part.getKey().category()));
        int[] at = Objects.requireNonNull(places.get(place));
        seconds[at[0]][at[1]] += part.getValue();
      }
    }
    return new HoursLevels(
        seconds, everybody, bounds.signIn(), LevelBudget.hours(epsilons.hours()), noise);
  }

  private Map<GridCell, Long> leaves(PeopleLevels people) {
    Map<GridCell, Long> leaves = new LinkedHashMap<>();
    for (At at : everywhere()) {
      leaves.put(
          grid.cell(at.department(), at.category()),
          people.drawn().leaves()[at.department()][at.category()]);
    }
    return leaves;
  }

  private Map<GridCell, Integer> shownIn(List<Row> rows) {
    Map<GridCell, Integer> shownIn = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      for (At leaf : rows.get(i).group().leaves()) {
        shownIn.put(grid.cell(leaf.department(), leaf.category()), i);
      }
    }
    return shownIn;
  }
}
