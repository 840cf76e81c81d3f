package com.orgscope.insight;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The noise of the {@link DeclaredCells}: drawn here, each with an epsilon of its own. Which of
 * them are shown follows from public numbers and from people that were noised before.
 */
final class DeclaredDrawing {
  private static final double HUNDRED = 100;

  private final Census census;
  private final ReleaseEpsilons epsilons;
  private final Noise noise;
  private final HourBounds bounds;
  private final long idleBound;
  private final boolean causesByCategory;
  private final List<String> useCells = UseFunctions.instance().cells();

  DeclaredDrawing(Census census, ReleaseEpsilons epsilons, Noise noise, InsightSettings settings) {
    this.census = census;
    this.epsilons = epsilons;
    this.noise = noise;
    this.bounds = settings.bounds();
    this.idleBound = settings.maxIdleLicencesUsd();
    this.causesByCategory =
        census.publicSize()
            >= Math.max(settings.minPeopleForCategories(), settings.minPeopleForCausesByCategory());
  }

  /** Everybody's use by function, empty where too few people are. */
  List<UseShare> use() {
    if (!epsilons.draws(DeclaredCells.USE)) {
      return List.of();
    }
    return UseShare.of(
        UseFunctions.instance().names(),
        new EquivalentCounts(
            Hundredths.sum(census.members().stream().map(Census.Member::use), useCells),
            epsilons.of(DeclaredCells.USE),
            noise,
            census.publicHeadcount()));
  }

  /**
   * @param levels of the release, noised; null where no group is shown
   */
  QuarterCells quarter(Quarter quarter, @Nullable Levels levels) {
    List<Levels.Category> shown = levels == null ? List.of() : levels.categories();
    CauseHours causes = causes();
    Set<String> names = Set.copyOf(shown.stream().map(Levels.Category::name).toList());
    return new QuarterCells(
        quarter.name(),
        census.window(),
        causes.ofAll(),
        causesByCategory ? causes.of(names) : List.of(),
        epsilons.draws(DeclaredCells.ROLES) ? roles(names) : List.of(),
        epsilons.draws(DeclaredCells.USE_BY_CATEGORY) ? useByCategory(shown) : List.of(),
        epsilons.draws(DeclaredCells.AT_BOUND) ? atBound() : null,
        epsilons.draws(DeclaredCells.IDLE_LICENCES) ? idleLicences() : null,
        new AnswerDrawing(census, epsilons, noise, bounds).draw(levels, quarter.earlier()));
  }

  private CauseHours causes() {
    List<String> columns = causesByCategory ? census.columns() : List.of(Release.EVERYONE);
    return new CauseHours(
        Apportionment.sum(
            census.members(),
            bounds,
            columns,
            category -> causesByCategory ? census.column(category) : Release.EVERYONE),
        bounds,
        epsilons,
        noise);
  }

  /** Of hidden kinds of work together, as {@link Release#OTHER}. */
  private List<QuarterCells.Equivalents> roles(Set<String> shown) {
    List<String> cells = census.columns();
    EquivalentCounts counts =
        new EquivalentCounts(
            Hundredths.sum(census.members().stream().map(Census.Member::shares), cells),
            epsilons.of(DeclaredCells.ROLES),
            noise,
            census.publicHeadcount());
    double[] estimates = counts.estimates();
    Map<String, Double> rows = new LinkedHashMap<>();
    int others = 0;
    for (int i = 0; i < estimates.length; i++) {
      if (shown.contains(cells.get(i))) {
        rows.put(cells.get(i), estimates[i]);
      } else {
        others++;
      }
    }
    double all = Arrays.stream(estimates).sum();
    if (others > 0) {
      double told = rows.values().stream().mapToDouble(Double::doubleValue).sum();
      rows.put(Release.OTHER, all - told);
    }
    double[] sums = rows.values().stream().mapToDouble(Double::doubleValue).toArray();
    long[] printed = WholeNumbers.of(sums, new long[sums.length], Math.max(0, Math.round(all)));
    List<QuarterCells.Equivalents> roles = new ArrayList<>();
    for (String row : rows.keySet()) {
      int i = roles.size();
      double half = counts.halfWidth(row.equals(Release.OTHER) ? others : 1);
      roles.add(
          new QuarterCells.Equivalents(
              row, printed[i], Interval.around(sums[i], half, printed[i], census.mostPeople())));
    }
    return roles;
  }

  private List<QuarterCells.CategoryUse> useByCategory(List<Levels.Category> shown) {
    Epsilon epsilon = epsilons.of(DeclaredCells.USE_BY_CATEGORY);
    List<QuarterCells.CategoryUse> use = new ArrayList<>();
    double half = EquivalentCounts.halfWidthOfOne(epsilon, useCells.size());
    for (UsePool pool : UsePool.of(shown, census.categories(), half)) {
      EquivalentCounts counts =
          new EquivalentCounts(
              Hundredths.sum(
                  census.members().stream().filter(pool::holds).map(Census.Member::use), useCells),
              epsilon,
              noise,
              Math.toIntExact(pool.people()));
      use.add(
          new QuarterCells.CategoryUse(
              pool.name(), pool.kinds(), UseShare.of(UseFunctions.instance().names(), counts)));
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

  /** Whole dollars of everybody, nobody counted for more than the bound. */
  static long idleDollars(Census census, long bound) {
    return census.members().stream().mapToLong(m -> Math.min(bound, m.idleDollars())).sum();
  }

  private QuarterCells.IdleLicences idleLicences() {
    Epsilon epsilon = epsilons.of(DeclaredCells.IDLE_LICENCES);
    CellNoise dollars = new CellNoise(noise, epsilon, idleBound, 1);
    long noised = Math.round(dollars.noised(idleDollars(census, idleBound)));
    long printed = Math.max(0, noised);
    double most = (double) idleBound * Math.max(1, census.mostPeople());
    return new QuarterCells.IdleLicences(
        printed, Interval.around(noised, dollars.half(), printed, Math.max(printed, most)));
  }

  private QuarterCells.Percent percent(Epsilon epsilon, ToLongFunction<Census.Member> counts) {
    CellNoise.Drawn tenths =
        new CellNoise(noise, epsilon, 1, census.headcount() / (10 * HUNDRED))
            .draw(census.members().stream().mapToLong(counts).sum(), 10 * HUNDRED);
    return new QuarterCells.Percent(tenths.printed() / 10.0, tenths.range().in(10));
  }
}
