package com.orgscope.insight;

import com.orgscope.category.Change;
import com.orgscope.category.Changes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The one change worth most, chosen from noised numbers only.
 *
 * <p>Of the categories and causes whose hours stand clear of the noise, the one whose typical
 * saving is largest; if none does, the cause that does for everybody together; if none does,
 * nothing: a guess from noise would be worse. The largest of dozens of cells is often large by
 * luck, so one of them counts as clear only at twice its interval's half width (about 1 in 800 of
 * empty cells).
 */
final class Advice {
  private final List<Assumption> assumptions;
  private final Function<String, Figure> friction;

  /**
   * @param friction what a category, or everybody, loses by the published groups: the hours of a
   *     cause were noised on their own, and are never said to be more than all hours
   */
  Advice(List<Assumption> assumptions, Function<String, Figure> friction) {
    this.assumptions = assumptions;
    this.friction = friction;
  }

  Optional<Recommendation> best(List<Release.CauseCell> byCategory, List<Release.CauseCell> all) {
    return bestOf(byCategory, 2).or(() -> bestOf(all, 1));
  }

  private Optional<Recommendation> bestOf(List<Release.CauseCell> cells, int halfWidths) {
    return cells.stream()
        .filter(cell ->
            cell.hoursPerWeek() > halfWidths * (cell.hoursInterval().high() - cell.hoursPerWeek()))
        .map(this::priced)
        .max(Comparator.comparingDouble(Recommendation::typicalSavedHours));
  }

  private Recommendation priced(Release.CauseCell noised) {
    Release.CauseCell cell = withinFriction(noised);
    Change change = Changes.usual(cell.cause().event());
    Assumption removable = Money.named(assumptions, change.share().id());
    Assumption minutes = Money.named(assumptions, minutesId(cell.cause()));
    Assumption cost = Money.named(assumptions, Money.HOURLY_COST);
    Assumption weeks = Money.named(assumptions, Money.WEEKS);
    // Hours are those of typical minutes, as all hours of a release are; so a saving is a share of
    // what is shown and never more. What the minutes may be off is in the dollars, as there.
    Factor hours = Factor.value(removable);
    Factor dollars =
        Factor.of(
            List.of(
                Factor.value(removable),
                Factor.error(minutes),
                Factor.value(cost),
                Factor.value(weeks)));
    return new Recommendation(
        cell.category(),
        cell.cause(),
        change.summary(),
        cell.hoursPerWeek(),
        cell.hoursInterval(),
        hours.of(cell.hoursInterval()),
        cell.hoursPerWeek() * hours.typical(),
        Money.dollars(dollars.of(cell.hoursInterval())),
        Math.round(cell.hoursPerWeek() * dollars.typical()),
        List.of(removable.id(), minutes.id(), cost.id(), weeks.id()));
  }

  private Release.CauseCell withinFriction(Release.CauseCell cell) {
    Figure all = friction.apply(cell.category());
    double hours = Math.min(cell.hoursPerWeek(), all.hoursPerWeek());
    double high =
        Math.max(hours, Math.min(cell.hoursInterval().high(), all.hoursInterval().high()));
    return new Release.CauseCell(
        cell.category(),
        cell.cause(),
        hours,
        new Interval(Math.min(hours, cell.hoursInterval().low()), high));
  }

  static String minutesId(Cause cause) {
    return Change.minutesId(cause.event());
  }
}
