package com.orgscope.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be changed, as one role sees it.
 *
 * @param lead who sees what here
 * @param next how many are before those of the next page; null if these are the last
 */
public record RecommendationsPage(String lead, List<Item> items, @Nullable Integer next) {
  public RecommendationsPage {
    items = List.copyOf(items);
  }

  /**
   * One recommendation.
   *
   * @param about a person's name, a category, or the whole company
   * @param state what people made of it, with who and when
   * @param steps what this reader may make of it now; empty if nothing
   */
  public record Item(
      String id,
      String about,
      String what,
      String because,
      Worth worth,
      String setup,
      String state,
      List<Step> steps,
      List<CeoPage.Assumed> assumptions) {
    public Item {
      steps = List.copyOf(steps);
      assumptions = List.copyOf(assumptions);
    }
  }

  /** What it could save, in money a year and in time a week. */
  public record Worth(String usd, String usdRange, String hours, String hoursRange) {}

  /** A link to where it is decided: what it says, and the state it leads to. */
  public record Step(String label, String state) {}
}
