package com.orgscope.web;

import com.orgscope.category.Taxonomy;
import com.orgscope.insight.Release;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The same colour for the same kind of work everywhere, always, whatever the company calls it; no
 * two on a page share one. A colour repeats what the label beside it says.
 */
final class CategoryColours {
  /** How many colours the style sheet has for kinds of work, from {@code c1} on. */
  static final int COLOURS = 24;

  static final Map<String, Integer> FIXED =
      Map.ofEntries(
          Map.entry("Engineering", 1),
          Map.entry("Data & Analytics", 2),
          Map.entry("IT & Security", 3),
          Map.entry("Product", 4),
          Map.entry("Design", 5),
          Map.entry("Marketing", 6),
          Map.entry("Sales", 7),
          Map.entry("Customer Support", 8),
          Map.entry("Finance", 9),
          Map.entry("People", 10),
          Map.entry("Legal", 11),
          Map.entry("Operations", 12),
          Map.entry("Management", 13),
          Map.entry("Clinical Care", 14),
          Map.entry("Investment & Risk", 15),
          Map.entry("Store Operations", 16),
          Map.entry("Production & Supply Chain", 17));

  private static final int FIRST_OWN = 18;
  static final String GREY = "c0";

  private final Map<String, String> colours = new HashMap<>();

  /**
   * @param shown names on the page, in the company's own words
   */
  CategoryColours(Taxonomy taxonomy, Collection<String> shown) {
    TreeSet<String> own = new TreeSet<>();
    for (String name : shown) {
      Integer fixed = FIXED.get(taxonomy.canonical(name).orElse(name));
      if (isNoWork(name)) {
        colours.put(name, GREY);
      } else if (fixed != null) {
        colours.put(name, "c" + fixed);
      } else {
        own.add(name);
      }
    }
    boolean[] taken = new boolean[COLOURS - FIRST_OWN + 1];
    for (String name : own) {
      int place = Math.floorMod(name.hashCode(), taken.length);
      for (int tried = 0; taken[place] && tried < taken.length; tried++) {
        place = (place + 1) % taken.length;
      }
      taken[place] = true;
      colours.put(name, "c" + (FIRST_OWN + place));
    }
  }

  /** Whether a group is no kind of work: what is merged, unknown, or everybody. */
  static boolean isNoWork(String category) {
    return category.equals(Release.OTHER)
        || category.equals(Release.NOT_YET_KNOWN)
        || category.equals(Release.EVERYONE);
  }

  /** The class of the style sheet; grey for groups that are no kind of work. */
  String of(String category) {
    return colours.getOrDefault(category, GREY);
  }
}
