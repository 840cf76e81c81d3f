package com.orgscope.web;

import com.orgscope.insight.Release;
import java.util.Map;

/**
 * The same colour for the same kind of work everywhere, always: eight that the colour-blind tell.
 */
final class CategoryColours {
  private static final Map<String, Integer> FIXED =
      Map.ofEntries(
          Map.entry("Engineering", 1),
          Map.entry("Data & Analytics", 6),
          Map.entry("IT & Security", 8),
          Map.entry("Product", 4),
          Map.entry("Design", 7),
          Map.entry("Marketing", 5),
          Map.entry("Sales", 2),
          Map.entry("Customer Support", 3),
          Map.entry("Finance", 6),
          Map.entry("People", 4),
          Map.entry("Legal", 8),
          Map.entry("Operations", 5),
          Map.entry("Management", 7),
          Map.entry("Clinical Care", 1),
          Map.entry("Investment & Risk", 3),
          Map.entry("Store Operations", 2),
          Map.entry("Production & Supply Chain", 1));

  private CategoryColours() {}

  /** The class of the style sheet; grey for groups that are no kind of work. */
  static String of(String category) {
    if (category.equals(Release.OTHER)
        || category.equals(Release.NOT_YET_KNOWN)
        || category.equals(Release.EVERYONE)) {
      return "c0";
    }
    Integer fixed = FIXED.get(category);
    return "c" + (fixed != null ? fixed : 1 + Math.floorMod(category.hashCode(), 8));
  }
}
