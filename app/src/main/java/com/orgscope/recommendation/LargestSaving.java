package com.orgscope.recommendation;

import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Figure;
import com.orgscope.insight.Interval;
import com.orgscope.insight.Money;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseAdviser;
import com.orgscope.insight.ReleaseSaving;
import com.orgscope.usage.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * The one change worth most, chosen from noised numbers only.
 *
 * <p>Of the categories and causes whose hours stand clear of the noise, the one whose typical
 * saving is largest; if none does, the cause that does for everybody together; if none does,
 * nothing: a guess from noise would be worse. The largest of dozens of cells is often large by
 * luck, so one of them counts as clear only at twice its interval's half width (about 1 in 800 of
 * empty cells).
 */
@Component
final class LargestSaving implements ReleaseAdviser {

  @Override
  public List<ReleaseSaving> ranked(
      List<Assumption> assumed,
      Function<String, Figure> friction,
      List<Release.CauseCell> byCategory,
      List<Release.CauseCell> all) {
    var pricing = new CellPricing(assumed, friction);
    List<ReleaseSaving> ofCategories = pricing.clear(byCategory, 2);
    return ofCategories.isEmpty() ? pricing.clear(all, 1) : ofCategories;
  }

  /**
   * Puts a saving to cells.
   *
   * @param friction the hours of a cause were noised on their own, and are never said to be more
   *     than all hours
   */
  private record CellPricing(List<Assumption> assumptions, Function<String, Figure> friction) {

    private List<ReleaseSaving> clear(List<Release.CauseCell> cells, int halfWidths) {
      return cells.stream()
          .filter(cell ->
              cell.hoursPerWeek()
                  > halfWidths * (cell.hoursInterval().high() - cell.hoursPerWeek()))
          .map(this::priced)
          .sorted(Comparator.comparingDouble(saving -> -saving.typicalSavedHours()))
          .toList();
    }

    private ReleaseSaving priced(Release.CauseCell noised) {
      Release.CauseCell cell = withinFriction(noised);
      Change change = Changes.usual(cell.cause().event());
      Assumption removable = Money.named(assumptions, change.share().id());
      Assumption cost = Money.hour(assumptions, cell.category());
      Assumption weeks = Money.named(assumptions, Money.WEEKS);
      Range hours = removable.range();
      List<Range> factors =
          new ArrayList<>(List.of(removable.range(), cost.range(), weeks.range()));
      List<String> behind = new ArrayList<>(List.of(removable.id()));
      behind.addAll(costs(cell.category(), cost));
      behind.add(weeks.id());
      if (!cell.cause().isSignIn()) {
        // Hours are those of typical minutes; what the minutes may be off is in the dollars.
        Assumption minutes = Money.named(assumptions, Assumptions.minutesId(cell.cause().event()));
        factors.add(minutes.relativeRange());
        behind.add(1, minutes.id());
      }
      Range dollars = Range.product(factors);
      return new ReleaseSaving(
          cell.category(),
          cell.cause(),
          change.summary(),
          cell.hoursPerWeek(),
          cell.hoursInterval(),
          cell.hoursInterval().times(hours),
          cell.hoursPerWeek() * hours.typical(),
          Money.dollars(cell.hoursInterval().times(dollars)),
          Math.round(cell.hoursPerWeek() * dollars.typical()),
          behind);
    }

    /** Behind what an hour of everybody costs are those of all kinds of work. */
    private List<String> costs(String category, Assumption cost) {
      return category.equals(Release.EVERYONE)
          ? Money.costs(assumptions).stream()
              .map(Assumption::id)
              .filter(id -> id.equals(Money.HOURLY_COST) || !id.equals(cost.id()))
              .toList()
          : List.of(cost.id());
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
  }
}
