package com.orgscope.insight;

import com.orgscope.usage.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a release recommends, from its own noised figures. */
@Component
final class ReleaseSavings {
  private static final Interval NOTHING = new Interval(0, 0);

  private final ReleaseAdviser adviser;

  ReleaseSavings(ReleaseAdviser adviser) {
    this.adviser = adviser;
  }

  /**
   * For a kind of work: nobody can act on "not yet known". Of signing in if anything of it stands
   * clear, since a switch's minutes are an assumption; else of switching. Where no group is shown,
   * none.
   *
   * @param policyChanged whether what is asked at a sign-in was changed since the quarter's days
   *     began; then nobody knows what a sign-in takes now, and nothing of it is recommended
   */
  @Nullable ReleaseSaving of(
      Levels levels, QuarterCells quarter, List<Assumption> assumed, boolean policyChanged) {
    return Stream.concat(
            policyChanged ? Stream.empty() : signIn(levels, quarter, assumed).stream(),
            switching(levels, quarter, assumed).stream())
        .findFirst()
        .orElse(null);
  }

  /**
   * What else could be changed by the figures of a release, what saves most first; the one it names
   * is left out. Where it names none of signing in, nobody knows what a sign-in takes, and nothing
   * of that is in it.
   */
  List<ReleaseSaving> further(Release release) {
    Levels levels = release.levels();
    QuarterCells quarter = release.quarter();
    ReleaseSaving named = release.recommendation();
    if (levels == null || quarter == null || named == null) {
      return List.of();
    }
    List<Assumption> assumed = release.assumptions();
    return Stream.concat(
            named.cause().isSignIn() ? signIn(levels, quarter, assumed).stream() : Stream.empty(),
            switching(levels, quarter, assumed).stream())
        .filter(one -> one.cause() != named.cause() || !one.category().equals(named.category()))
        .sorted(Comparator.comparingDouble(one -> -one.typicalSavedHours()))
        .toList();
  }

  private List<ReleaseSaving> signIn(
      Levels levels, QuarterCells quarter, List<Assumption> assumed) {
    Figure none = new Figure(0, NOTHING, 0, NOTHING, 0, NOTHING);
    return ranked(
        quarter,
        withEverybodys(levels, assumed),
        true,
        category ->
            category.equals(Release.EVERYONE) ? levels.total() : levels.of(category).orElse(none));
  }

  private List<ReleaseSaving> switching(
      Levels levels, QuarterCells quarter, List<Assumption> assumed) {
    List<Assumption> priced = withEverybodys(levels, assumed);
    return ranked(quarter, priced, false, category -> switching(quarter, category, priced));
  }

  /** What is told of everybody together costs what the hours that are shown cost on average. */
  private static List<Assumption> withEverybodys(Levels levels, List<Assumption> assumed) {
    if (Money.costs(assumed).size() == 1) {
      return assumed;
    }
    Map<String, Double> hours = new HashMap<>();
    levels.categories().forEach(kind -> hours.put(kind.name(), kind.figure().hoursPerWeek()));
    Range hour = Money.hour(assumed, hours);
    Assumption standard = Money.named(assumed, Money.HOURLY_COST);
    List<Assumption> all = new ArrayList<>(assumed);
    all.add(
        new Assumption(
            Money.OF_KIND + Release.EVERYONE,
            standard.name(),
            standard.unit(),
            hour.low(),
            hour.typical(),
            hour.high(),
            standard.source(),
            true));
    return all;
  }

  private List<ReleaseSaving> ranked(
      QuarterCells quarter,
      List<Assumption> assumed,
      boolean signIn,
      Function<String, Figure> friction) {
    List<Release.CauseCell> byWork =
        quarter.causesByCategory().stream()
            .filter(c -> signIn ? c.cause().isSignIn() : c.cause() == Cause.SWITCHES)
            .filter(c -> !c.category().equals(Release.NOT_YET_KNOWN))
            .filter(c -> !c.category().equals(Release.EVERYONE))
            .toList();
    List<Release.CauseCell> all =
        quarter.causes().stream()
            .filter(c -> signIn ? c.cause().isSignIn() : c.cause() == Cause.SWITCHES)
            .toList();
    return adviser.ranked(assumed, friction, byWork, all);
  }

  /** What is noised as one cell is all there is of it. */
  private static Figure switching(QuarterCells quarter, String category, List<Assumption> assumed) {
    Money money = Money.of(assumed, category);
    return Stream.concat(quarter.causesByCategory().stream(), quarter.causes().stream())
        .filter(c -> c.cause() == Cause.SWITCHES && c.category().equals(category))
        .findFirst()
        .map(c ->
            new Figure(
                0,
                NOTHING,
                c.hoursPerWeek(),
                c.hoursInterval(),
                money.aYear(c.hoursPerWeek()),
                money.aYear(c.hoursInterval())))
        .orElseThrow();
  }
}
