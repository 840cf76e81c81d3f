package com.orgscope.insight;

import com.orgscope.category.Change;
import com.orgscope.category.Changes;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

  Advice(List<Assumption> assumptions) {
    this.assumptions = assumptions;
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

  private Recommendation priced(Release.CauseCell cell) {
    Change change = Changes.usual(cell.cause().event());
    Assumption removable = Money.named(assumptions, change.share().id());
    Assumption minutes = Money.named(assumptions, minutesId(cell.cause()));
    Assumption cost = Money.named(assumptions, Money.HOURLY_COST);
    Assumption weeks = Money.named(assumptions, Money.WEEKS);
    Factor hours = Factor.of(List.of(Factor.value(removable), Factor.error(minutes)));
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

  static String minutesId(Cause cause) {
    return Change.minutesId(cause.event());
  }
}
