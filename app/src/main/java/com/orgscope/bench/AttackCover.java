package com.orgscope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How often each kind of attack, each role and each login of the database was tried. */
final class AttackCover {
  private final Map<String, long[]> counts = new TreeMap<>();
  private long logged;

  /**
   * @param what such as {@code "role CEO"}
   * @param refused or answered by nothing that was asked for
   * @param shown rows, or pages
   */
  synchronized void add(String what, boolean refused, long shown) {
    long[] of = counts.computeIfAbsent(what, name -> new long[3]);
    of[0]++;
    of[1] += refused ? 1 : 0;
    of[2] += shown;
  }

  /** So many pages more were refused and then looked for in the audit log. */
  synchronized void addLogged(long pages) {
    logged += pages;
  }

  synchronized long logged() {
    return logged;
  }

  /** What begins with a word, added up: how many, how many refused, how much was shown. */
  synchronized long[] sum(String word) {
    long[] sum = new long[3];
    counts.forEach((what, of) -> {
      if (what.startsWith(word)) {
        for (int i = 0; i < sum.length; i++) {
          sum[i] += of[i];
        }
      }
    });
    return sum;
  }

  /** A line for each. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, "  %-60s %10s %10s %12s", "", "asked", "refused", "shown"));
    counts.forEach((what, of) ->
        lines.add(
            String.format(Locale.ROOT, "  %-60s %,10d %,10d %,12d", what, of[0], of[1], of[2])));
    return lines;
  }
}
