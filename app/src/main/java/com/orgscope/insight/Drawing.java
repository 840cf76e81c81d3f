package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.ReleaseThreshold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The noise of one release: drawn here, once.
 *
 * <p>People are noised on every leaf of a grid that does not depend on what is counted. The noisy
 * counts alone then say which leaves are shown together ({@link Grouping}); hours are noised once
 * for each of these groups. They split everybody, so one person's bounded hours are spread over
 * them and the whole costs the hours' epsilon once; noising the hours of all the empty leaves and
 * adding them up would triple the error of the total for no more privacy.
 */
final class Drawing {
  private static final double CONFIDENCE = 0.95;

  private final Census census;
  private final PrivacySettings settings;
  private final Noise noise;
  private final Money money;
  private final boolean small;
  private final boolean causesByCategory;
  private final Map<Integer, Long> peopleWidths = new HashMap<>();

  Drawing(
      Census census,
      PrivacySettings settings,
      Noise noise,
      List<Assumption> assumptions,
      InsightSettings shape) {
    this.census = census;
    this.settings = settings;
    this.noise = noise;
    this.money = Money.of(assumptions);
    this.small = census.headcount() < shape.totalOnlyBelow();
    this.causesByCategory = !small && census.headcount() >= shape.causesByCategoryFrom();
  }

  /** All that was drawn; {@code leaves} and the causes of hidden categories are not for the eye. */
  record Drawn(
      Map<GridCell, Long> leaves,
      Grouping grouping,
      List<ReleaseCell> cells,
      List<Release.CauseCell> causes,
      List<Release.CauseCell> allCauses) {}

  Drawn draw() {
    Map<GridCell, Long> people = people();
    Grouping grouping = Grouping.of(people, threshold(people));
    List<ReleaseCell> cells = PublicHeadcount.fit(cells(grouping), census.publicHeadcount());
    Map<Apportionment.Part, Long> byCause = causes();
    return new Drawn(people, grouping, cells, shownCauses(byCause, cells), causesOfAll(byCause));
  }

  ReleaseThreshold threshold(Map<GridCell, Long> people) {
    return new ReleaseThreshold(
        settings.k(), settings.people(), settings.delta(), Grouping.tests(people.keySet()));
  }

  private Map<GridCell, Long> people() {
    DiscreteLaplace laplace = noise.laplace(settings.people(), 1);
    Map<GridCell, Long> people = new LinkedHashMap<>();
    for (String department : departments()) {
      for (String category : categories()) {
        people.put(new GridCell(department, category), 0L);
      }
    }
    census.members().forEach(m -> people.merge(leaf(m, m.category()), 1L, Long::sum));
    people.replaceAll((leaf, count) -> count + laplace.draw());
    return people;
  }

  private List<ReleaseCell> cells(Grouping grouping) {
    Map<GridCell, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < grouping.groups().size(); i++) {
      for (GridCell leaf : grouping.groups().get(i).leaves()) {
        groupOf.put(leaf, i);
      }
    }
    long[] units = new long[grouping.groups().size()];
    for (Census.Member member : census.members()) {
      Apportionment.of(member)
          .units()
          .forEach((part, u) -> {
            Integer group = groupOf.get(leaf(member, part.category()));
            if (group != null) {
              units[group] += u;
            }
          });
    }
    DiscreteLaplace laplace = noise.laplace(settings.hours(), Apportionment.MOST);
    double half =
        new NoiseSum(settings.hours(), Apportionment.MOST, 1).halfWidth(CONFIDENCE) / 10.0;
    List<ReleaseCell> cells = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      cells.add(cell(grouping.groups().get(i), hours(units[i] + laplace.draw()), half));
    }
    return cells;
  }

  private ReleaseCell cell(Grouping.Group group, double hours, double half) {
    long width =
        peopleWidths.computeIfAbsent(
            group.leaves().size(),
            leaves -> new NoiseSum(settings.people(), 1, leaves).halfWidth(CONFIDENCE));
    // A shown group has at least k people, so its interval need not reach below k.
    Interval people =
        new Interval(Math.max(settings.k(), group.people() - width), group.people() + width);
    Interval hoursInterval = around(hours, half);
    return new ReleaseCell(
        group.department(),
        group.category(),
        group.people(),
        people,
        hours,
        hoursInterval,
        money.aYear(hours),
        money.aYear(hoursInterval));
  }

  private Map<Apportionment.Part, Long> causes() {
    Map<Apportionment.Part, Long> units = new LinkedHashMap<>();
    for (String category : causeColumns()) {
      for (Cause cause : Cause.values()) {
        units.put(new Apportionment.Part(category, cause), 0L);
      }
    }
    for (Census.Member member : census.members()) {
      Apportionment.of(member)
          .units()
          .forEach((part, u) ->
              units.merge(
                  new Apportionment.Part(causeColumn(part.category()), part.cause()),
                  u,
                  Long::sum));
    }
    DiscreteLaplace laplace = noise.laplace(settings.causes(), Apportionment.MOST);
    units.replaceAll((part, u) -> u + laplace.draw());
    return units;
  }

  /** Only of categories with a shown group of their own, so of at least k people. */
  private List<Release.CauseCell> shownCauses(
      Map<Apportionment.Part, Long> units, List<ReleaseCell> cells) {
    var shown = new TreeSet<>(cells.stream().map(ReleaseCell::category).toList());
    double half = causesHalf(1);
    return units.entrySet().stream()
        .filter(e -> shown.contains(e.getKey().category()))
        .map(e -> causeCell(e.getKey(), e.getValue(), half))
        .toList();
  }

  /** Everybody's, as sums over the categories, the hidden ones too. */
  private List<Release.CauseCell> causesOfAll(Map<Apportionment.Part, Long> units) {
    double half = causesHalf(causeColumns().size());
    List<Release.CauseCell> all = new ArrayList<>();
    for (Cause cause : Cause.values()) {
      long sum =
          units.entrySet().stream()
              .filter(e -> e.getKey().cause() == cause)
              .mapToLong(Map.Entry::getValue)
              .sum();
      all.add(causeCell(new Apportionment.Part(Release.EVERYONE, cause), sum, half));
    }
    return all;
  }

  private double causesHalf(int draws) {
    return new NoiseSum(settings.causes(), Apportionment.MOST, draws).halfWidth(CONFIDENCE) / 10.0;
  }

  private static Release.CauseCell causeCell(Apportionment.Part part, long units, double half) {
    double hours = hours(units);
    return new Release.CauseCell(part.category(), part.cause(), hours, around(hours, half));
  }

  private static Interval around(double hours, double half) {
    return new Interval(Math.max(0, tenths(hours - half)), tenths(hours + half));
  }

  /** Below zero only the noise can be: nobody spends less than no time. */
  private static double hours(long noisyUnits) {
    return Math.max(0, noisyUnits) / 10.0;
  }

  private static double tenths(double hours) {
    return Math.round(hours * 10) / 10.0;
  }

  private List<String> departments() {
    if (small) {
      return List.of(Release.EVERYONE);
    }
    var departments = new TreeSet<>(census.departments());
    departments.add(Census.NO_DEPARTMENT);
    return List.copyOf(departments);
  }

  private List<String> categories() {
    if (small) {
      return List.of(Release.EVERYONE);
    }
    List<String> categories = new ArrayList<>(census.categories());
    categories.add(Release.NOT_YET_KNOWN);
    return categories;
  }

  /** Few people cannot carry a cell for each cause and category: the noise would say it all. */
  private List<String> causeColumns() {
    return causesByCategory ? categories() : List.of(Release.EVERYONE);
  }

  private String causeColumn(String category) {
    return causesByCategory ? column(category) : Release.EVERYONE;
  }

  private GridCell leaf(Census.Member member, String category) {
    if (small) {
      return new GridCell(Release.EVERYONE, Release.EVERYONE);
    }
    String department =
        census.departments().contains(member.department())
            ? member.department()
            : Census.NO_DEPARTMENT;
    return new GridCell(department, column(category));
  }

  /** A category that left the allow-list is not known any more. */
  private String column(String category) {
    return census.categories().contains(category) ? category : Release.NOT_YET_KNOWN;
  }
}
