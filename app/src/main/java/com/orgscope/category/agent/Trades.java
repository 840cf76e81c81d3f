package com.orgscope.category.agent;

import com.orgscope.table.Table;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which lines of work a text speaks for, by words that only these use ({@code trades.tsv}). */
final class Trades {
  private static final Pattern NO_WORD = Pattern.compile("[^a-z-]+");
  private static final int MOST_WORDS = 3;
  private static final Map<String, Set<String>> CATEGORIES = read();

  private Trades() {}

  /** Whether nothing in a text speaks for other work than that of a category. */
  static boolean fit(String text, String category) {
    return spokenFor(text).stream().allMatch(categories -> categories.contains(category));
  }

  /**
   * Every word that telling words stand for, with the categories that it may speak for. What stands
   * within other such words does not count by itself: "sales tax" speaks for no sales.
   */
  static List<Set<String>> spokenFor(String text) {
    String[] words = NO_WORD.split(text.toLowerCase(Locale.ROOT).strip());
    Map<String, Set<String>> found = new TreeMap<>();
    int told = 0;
    for (int from = 0; from < words.length; from++) {
      for (int to = Math.min(words.length, from + MOST_WORDS); to > Math.max(from, told); to--) {
        String phrase = String.join(" ", Arrays.copyOfRange(words, from, to));
        // "Ware-house" speaks for the same work.
        String joined = phrase.replace("-", "");
        String known = CATEGORIES.containsKey(phrase) ? phrase : joined;
        Set<String> categories = CATEGORIES.get(known);
        if (categories != null) {
          found.put(known, categories);
          told = to;
          break;
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Every category that some word speaks for. */
  static Set<String> categories() {
    Set<String> all = new TreeSet<>();
    CATEGORIES.values().forEach(all::addAll);
    return all;
  }

  private static Map<String, Set<String>> read() {
    Map<String, Set<String>> categories = new HashMap<>();
    for (List<String> row : Table.read(Trades.class, "trades.tsv").rows()) {
      for (String words : row.get(0).split("\\|")) {
        categories.put(words, Set.of(row.get(1).split("\\|")));
      }
    }
    return Map.copyOf(categories);
  }
}
