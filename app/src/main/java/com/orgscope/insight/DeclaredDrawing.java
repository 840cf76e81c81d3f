package com.orgscope.insight;

import com.orgscope.privacy.DiscreteLaplace;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The noise of the {@link DeclaredCells}: drawn here, each with an epsilon of its own. Which of
 * them are shown follows from public numbers and from people that were noised before.
 */
final class DeclaredDrawing {
  /** A kind of work's use is told where the noise is no more than this part of its people. */
  private static final double READABLE = 0.1;

  private static final double HUNDRED = 100;

  private final Census census;
  private final ReleaseEpsilons epsilons;
  private final Noise noise;
  private final HourBounds bounds;
  private final boolean causesByCategory;
  private final List<String> useCells;

  DeclaredDrawing(Census census, ReleaseEpsilons epsilons, Noise noise, InsightSettings settings) {
    this.census = census;
    this.epsilons = epsilons;
    this.noise = noise;
    this.bounds = settings.bounds();
    this.causesByCategory =
        census.publicSize()
            >= Math.max(settings.minPeopleForCategories(), settings.minPeopleForCausesByCategory());
    this.useCells = UseFunctions.instance().cells();
  }

  /** Everybody's use by function, empty where too few people are. */
  List<UseShare> use() {
    if (!epsilons.draws(DeclaredCells.USE)) {
      return List.of();
    }
    List<int[]> people =
        census.members().stream().map(m -> Hundredths.of(m.use(), useCells)).toList();
    return UseShare.of(
        UseFunctions.instance().names(),
        new EquivalentCounts(
            people,
            useCells.size(),
            epsilons.of(DeclaredCells.USE),
            noise,
            census.publicHeadcount()));
  }

  /**
   * @param shown the categories of the release, noised
   */
  QuarterCells quarter(String name, List<Levels.Category> shown) {
    CauseHours causes = causes();
    Set<String> names = Set.copyOf(shown.stream().map(Levels.Category::name).toList());
    return new QuarterCells(
        name,
        census.window(),
        causes.ofAll(),
        causesByCategory ? causes.of(names) : List.of(),
        epsilons.draws(DeclaredCells.ROLES) ? roles(names) : List.of(),
        epsilons.draws(DeclaredCells.USE_BY_CATEGORY) ? useByCategory(shown) : List.of(),
        epsilons.draws(DeclaredCells.AT_BOUND) ? atBound() : null);
  }

  private CauseHours causes() {
    List<String> columns = causesByCategory ? categories() : List.of(Release.EVERYONE);
    List<CauseHours.Contribution> contributions = new ArrayList<>();
    for (Census.Member member : census.members()) {
      Apportionment.of(member, bounds)
          .seconds()
          .forEach((part, seconds) -> {
            String column = causesByCategory ? category(part.category()) : Release.EVERYONE;
            contributions.add(
                new CauseHours.Contribution(new Apportionment.Part(column, part.cause()), seconds));
          });
    }
    return new CauseHours(contributions, columns, bounds, epsilons, noise);
  }

  private List<String> categories() {
    List<String> categories = new ArrayList<>(census.categories());
    categories.add(Release.NOT_YET_KNOWN);
    return categories;
  }

  /** One that left the tenant's list is not known any more. */
  private String category(String name) {
    return census.categories().contains(name) ? name : Release.NOT_YET_KNOWN;
  }

  /** Of hidden kinds of work together, as {@link Release#OTHER}. */
  private List<QuarterCells.Equivalents> roles(Set<String> shown) {
    List<String> cells = categories();
    List<int[]> people =
        census.members().stream().map(m -> Hundredths.of(m.shares(), cells)).toList();
    EquivalentCounts counts =
        new EquivalentCounts(
            people,
            cells.size(),
            epsilons.of(DeclaredCells.ROLES),
            noise,
            census.publicHeadcount());
    double[] estimates = counts.estimates();
    List<String> rows = new ArrayList<>(cells.stream().filter(shown::contains).toList());
    double[] sums = new double[rows.size() + 1];
    int others = 0;
    double all = 0;
    for (int i = 0; i < cells.size(); i++) {
      int row = rows.indexOf(cells.get(i));
      sums[row >= 0 ? row : rows.size()] += estimates[i];
      others += row >= 0 ? 0 : 1;
      all += estimates[i];
    }
    if (others > 0) {
      rows.add(Release.OTHER);
    }
    double[] printable = Arrays.copyOf(sums, rows.size());
    long[] printed =
        WholeNumbers.of(printable, new long[rows.size()], Math.max(0, Math.round(all)));
    List<QuarterCells.Equivalents> roles = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean merged = i == rows.size() - 1 && others > 0;
      double half = counts.halfWidth(merged ? others : 1);
      double high = Math.ceil(Math.max(0, printable[i]) + half);
      roles.add(
          new QuarterCells.Equivalents(
              rows.get(i),
              printed[i],
              new Interval(
                  Math.min(printed[i], Math.max(0, Math.floor(printable[i] - half))),
                  Math.max(printed[i], Math.min(census.headcount(), high)))));
    }
    return roles;
  }

  private List<QuarterCells.CategoryUse> useByCategory(List<Levels.Category> shown) {
    Epsilon epsilon = epsilons.of(DeclaredCells.USE_BY_CATEGORY);
    Function<String, List<int[]>> people =
        name ->
            census.members().stream()
                .filter(m -> category(m.category()).equals(name))
                .map(m -> Hundredths.of(m.use(), useCells))
                .toList();
    List<QuarterCells.CategoryUse> use = new ArrayList<>();
    for (Levels.Category category : shown) {
      EquivalentCounts counts =
          new EquivalentCounts(
              people.apply(category.name()),
              useCells.size(),
              epsilon,
              noise,
              Math.toIntExact(category.figure().people()));
      if (census.categories().contains(category.name())
          && counts.halfWidth(1) <= READABLE * category.figure().people()) {
        List<UseShare> shares = UseShare.of(UseFunctions.instance().names(), counts);
        use.add(new QuarterCells.CategoryUse(category.name(), shares));
      }
    }
    return use;
  }

  /** A person is in both counts at most, so that each has half. */
  private QuarterCells.AtBound atBound() {
    Epsilon half = new Epsilon(epsilons.of(DeclaredCells.AT_BOUND).thousandths() / 2);
    return new QuarterCells.AtBound(
        percent(half, m -> Apportionment.isCut(m, bounds, true) ? 1 : 0),
        percent(half, m -> Apportionment.isCut(m, bounds, false) ? 1 : 0));
  }

  private QuarterCells.Percent percent(Epsilon epsilon, ToLongFunction<Census.Member> counts) {
    DiscreteLaplace laplace = noise.laplace(epsilon, 1);
    double people = census.headcount();
    double noised = census.members().stream().mapToLong(counts).sum() + laplace.draw();
    double half = PeopleLevels.HALF_WIDTH * Math.sqrt(NoiseSum.variance(epsilon, 1));
    double printed = Math.round(Math.clamp(noised, 0, people) * 10 * HUNDRED / people) / 10.0;
    double low = Math.floor(Math.max(0, noised - half) * 10 * HUNDRED / people) / 10;
    double high =
        Math.ceil(Math.min(people, Math.max(0, noised) + half) * 10 * HUNDRED / people) / 10;
    return new QuarterCells.Percent(
        printed, new Interval(Math.min(printed, low), Math.max(printed, high)));
  }
}
