package com.orgscope.mutation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition in SQL, changed in one place at a time: a part of it always or never true, a
 * comparison turned or moved by one, a word of a list left out or put in place of another.
 */
public final class PredicateMutants {
  private static final Pattern WORD = Pattern.compile("\\b(AND|OR|WHERE)\\b");

  private final String sql;
  private final Map<String, String> mutants = new LinkedHashMap<>();

  private PredicateMutants(String sql) {
    this.sql = sql;
  }

  /**
   * The changed conditions by what was changed.
   *
   * @param swaps what is put in place of what else, as patterns outside of which nothing is looked
   *     at; several in place of one
   */
  public static Map<String, String> of(String sql, Map<String, List<String>> swaps) {
    PredicateMutants all = new PredicateMutants(sql);
    all.conditions();
    all.swap("(?<![<>=!])=(?!=)", List.of("<>"));
    all.swap("<>", List.of("="));
    all.swap("<=", List.of("<", ">"));
    all.swap("(?<![<=-])>(?!=)", List.of(">=", "<"));
    all.swap("\\bIN(?= \\()", List.of("NOT IN"));
    all.swap("'\\w+'(?:::\\w+)?, (?=')", List.of(""));
    all.swap(", '\\w+'(?:::\\w+)?(?=[\\])])", List.of(""));
    swaps.forEach(all::swap);
    return all.mutants;
  }

  private void swap(String pattern, List<String> others) {
    Matcher found = Pattern.compile(pattern).matcher(sql);
    for (int nth = 1; found.find(); nth++) {
      for (String other : others) {
        String instead = found.group().replaceFirst(pattern, other);
        if (instead.equals(found.group())) {
          // The pattern looks at what stands around it.
          instead = other;
        }
        put(
            found.start(),
            found.end(),
            instead,
            found.group() + " -> " + (instead.isEmpty() ? "nothing" : instead) + " " + nth);
      }
    }
  }

  private void put(int from, int to, String instead, String what) {
    if (!sql.substring(from, to).equalsIgnoreCase(instead)) {
      mutants.put(
          what.replaceAll("\\s+", " "), sql.substring(0, from) + instead + sql.substring(to));
    }
  }

  /** Where a level of brackets begins, and whether it is one of conditions. */
  private static final class Level {
    private int start;
    private boolean ofConditions;

    Level(int start, boolean ofConditions) {
      this.start = start;
      this.ofConditions = ofConditions;
    }
  }

  private void conditions() {
    Deque<Level> levels = new ArrayDeque<>();
    levels.push(new Level(0, true));
    Matcher word = WORD.matcher(sql);
    boolean quoted = false;
    for (int at = 0; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\'') {
        quoted = !quoted;
      } else if (quoted) {
        continue;
      } else if (c == '(') {
        levels.push(new Level(at + 1, false));
      } else if (c == ')') {
        end(levels.pop(), at);
      } else if (word.find(at) && word.start() == at) {
        Level level = levels.getFirst();
        if (!word.group().equals("WHERE")) {
          end(new Level(level.start, true), at);
        }
        level.start = word.end();
        level.ofConditions = true;
        at = word.end() - 1;
      }
    }
    end(levels.pop(), sql.length());
  }

  private void end(Level level, int at) {
    String condition = sql.substring(level.start, at).strip();
    if (level.ofConditions && !condition.isEmpty()) {
      int from = sql.indexOf(condition, level.start);
      for (String instead : List.of("true", "false")) {
        put(
            from,
            from + condition.length(),
            instead,
            "("
                + (condition.length() > 70 ? condition.substring(0, 70) + "..." : condition)
                + ") "
                + instead);
      }
    }
  }
}
