package com.orgscope.web;

import com.orgscope.kernel.Role;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What of a role's pages can be looked at by IT/Security, and nothing else: reading alone, and not
 * what a page says to be told to one person and to nobody beside them.
 */
final class PreviewedPages {
  /** What stands before the address of a page that is shown in the frame. */
  static final String PREFIX = "/view-as/page";

  private static final Map<String, String> PUBLISHED =
      ordered(
          "Where time and money go", "/company",
          "Recommendations", "/recommendations",
          "Start", "/start",
          "The same numbers as JSON", "/api/release",
          "The same numbers as a table", "/api/release.csv");

  private static final Map<String, String> GRANTED =
      ordered(
          "Where time and money go", "/company",
          "Start", "/start",
          "The same numbers as JSON", "/api/release",
          "The same numbers as a table", "/api/release.csv");

  private static final Map<String, String> PROMISES =
      ordered(
          "What people are promised", "/council",
          "What each role sees", "/council/previews",
          "Start", "/start",
          "The same as JSON", "/api/council");

  /**
   * Recommendations are left out: to these people it is said that only they see them. So is a team,
   * of which each is told that their manager looked.
   */
  private static final Map<String, String> OF_PEOPLE =
      ordered(
          "Start", "/start", "Who looked at you", "/looks", "Who looked, as JSON", "/api/looks");

  private PreviewedPages() {}

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> pages = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      pages.put(pairs[i], pairs[i + 1]);
    }
    return pages;
  }

  /** Labels and addresses, the first page first. */
  static Map<String, String> of(Role role) {
    return switch (role) {
      case CEO, AUDITOR -> PUBLISHED;
      case EXECUTIVE -> GRANTED;
      case MANAGER, EMPLOYEE -> OF_PEOPLE;
      case COUNCIL -> PROMISES;
      case IT_SECURITY, SYSTEM -> Map.of();
    };
  }

  /** Whether an address is one of these, or the way to the first. */
  static boolean hold(Role role, String address) {
    return address.equals("/") || of(role).containsValue(address);
  }
}
