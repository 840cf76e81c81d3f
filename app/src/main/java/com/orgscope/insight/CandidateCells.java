package com.orgscope.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The exact figures behind the declared cells that a release of now would draw: what {@link
 * DeclaredDrawing} adds its noise to, small groups and hidden kinds of work too. Empty where that
 * release would not draw them.
 *
 * @param use in people by function; whoever used nothing is under {@link UseFunctions#NOTHING}
 * @param hours by cause of everybody, then by kind of work
 * @param roles in full-time equivalents
 * @param useByCategory of each kind of work of the company's list that somebody mostly does
 * @param idleLicencesUsdPerYear of seats that people have and do not use
 * @param answers to what a CEO asks next; null where the quarter's cells are not due
 */
public record CandidateCells(
    List<Equivalents> use,
    List<CauseHours> hours,
    List<Equivalents> roles,
    List<CategoryUse> useByCategory,
    @Nullable AtBound atBound,
    @Nullable Long idleLicencesUsdPerYear,
    @Nullable CandidateAnswers answers) {

  public CandidateCells {
    use = List.copyOf(use);
    hours = List.copyOf(hours);
    roles = List.copyOf(roles);
    useByCategory = List.copyOf(useByCategory);
  }

  /** So many whole people: who is a part of two cells counts in each by that part. */
  public record Equivalents(String name, double people) {}

  /**
   * @param category {@link Release#EVERYONE} for all
   */
  public record CauseHours(String category, Cause cause, double hoursPerWeek) {}

  /** What the people of one kind of work use. */
  public record CategoryUse(String category, List<Equivalents> use) {
    public CategoryUse {
      use = List.copyOf(use);
    }
  }

  /** How many people's hours are cut at each of the two bounds. */
  public record AtBound(int signIn, int switching) {}

  static CandidateCells of(Census census, ReleaseEpsilons epsilons, InsightSettings settings) {
    HourBounds bounds = settings.bounds();
    return new CandidateCells(
        epsilons.draws(DeclaredCells.USE) ? use(census, member -> true) : List.of(),
        epsilons.draws(DeclaredCells.CAUSES) ? hours(census, bounds) : List.of(),
        epsilons.draws(DeclaredCells.ROLES)
            ? equivalents(census, Census.Member::shares, census.columns(), member -> true)
            : List.of(),
        epsilons.draws(DeclaredCells.USE_BY_CATEGORY) ? useByCategory(census) : List.of(),
        epsilons.draws(DeclaredCells.AT_BOUND) ? atBound(census, bounds) : null,
        epsilons.draws(DeclaredCells.IDLE_LICENCES)
            ? DeclaredDrawing.idleDollars(census, settings.maxIdleLicencesUsd())
            : null,
        epsilons.draws(DeclaredCells.CAUSES) ? CandidateAnswers.of(census, epsilons) : null);
  }

  private static List<Equivalents> use(Census census, Predicate<Census.Member> who) {
    return equivalents(census, Census.Member::use, UseFunctions.instance().cells(), who);
  }

  private static List<Equivalents> equivalents(
      Census census,
      Function<Census.Member, Map<String, Double>> weights,
      List<String> cells,
      Predicate<Census.Member> who) {
    long[] hundredths = Hundredths.sum(census.members().stream().filter(who).map(weights), cells);
    List<Equivalents> people = new ArrayList<>();
    for (int i = 0; i < hundredths.length; i++) {
      people.add(new Equivalents(cells.get(i), hundredths[i] / (double) Hundredths.WHOLE));
    }
    return people;
  }

  private static List<CauseHours> hours(Census census, HourBounds bounds) {
    List<CauseHours> hours = new ArrayList<>();
    hours.addAll(hours(census, bounds, List.of(Release.EVERYONE), any -> Release.EVERYONE));
    hours.addAll(hours(census, bounds, census.columns(), census::column));
    return hours;
  }

  private static List<CauseHours> hours(
      Census census, HourBounds bounds, List<String> columns, UnaryOperator<String> column) {
    return Apportionment.sum(census.members(), bounds, columns, column).entrySet().stream()
        .map(part ->
            new CauseHours(
                part.getKey().category(),
                part.getKey().cause(),
                part.getValue() / HoursLevels.HOUR))
        .toList();
  }

  private static List<CategoryUse> useByCategory(Census census) {
    return census.categories().stream()
        .filter(name -> census.members().stream().anyMatch(m -> m.category().equals(name)))
        .map(name -> new CategoryUse(name, use(census, m -> m.category().equals(name))))
        .toList();
  }

  private static AtBound atBound(Census census, HourBounds bounds) {
    return new AtBound(cut(census, bounds, true), cut(census, bounds, false));
  }

  private static int cut(Census census, HourBounds bounds, boolean signIn) {
    return Math.toIntExact(
        census.members().stream().filter(m -> Apportionment.isCut(m, bounds, signIn)).count());
  }
}
