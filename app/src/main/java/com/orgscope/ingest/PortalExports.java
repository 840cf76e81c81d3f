package com.orgscope.ingest;

import com.orgscope.table.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The tables (CSV) that a provider's portals and the tools of its administrators give out: which
 * column holds which member of the event as the provider's API writes it. Two tables beside the
 * provider's {@link Format} say it, with their sources: {@code exports.tsv} and {@code
 * export-words.tsv}.
 */
public final class PortalExports {
  /** So many of what is needed must be there before a table is said to lack the rest. */
  private static final int TELLING = 2;

  /** A time, a person and what happened. */
  private static final int FEWEST_COLUMNS = 3;

  private final String instead;
  private final List<Export> exports = new ArrayList<>();

  private PortalExports(String instead) {
    this.instead = instead;
  }

  /**
   * Reads the tables beside a class.
   *
   * @param instead what to download in place of a file that cannot be used, for people
   */
  public static PortalExports beside(Class<?> format, String instead) {
    Map<String, Map<String, String>> words = new HashMap<>();
    for (List<String> row : Table.read(format, "export-words.tsv").rows()) {
      words
          .computeIfAbsent(row.get(0), _ -> new HashMap<>())
          .put(row.get(1).toLowerCase(Locale.ROOT), row.get(2));
    }
    Map<String, Export> named = new LinkedHashMap<>();
    for (List<String> row : Table.read(format, "exports.tsv").rows()) {
      named
          .computeIfAbsent(row.get(0), name -> new Export(name, words))
          .add(row.get(1), row.get(2), row.get(3));
    }
    PortalExports all = new PortalExports(instead);
    all.exports.addAll(named.values());
    return all;
  }

  /** How the rows of a table are read; null unless all columns are there that are needed. */
  @Nullable PortalRows rows(List<String> names) {
    if (names.size() < FEWEST_COLUMNS) {
      return null;
    }
    List<String> loose = names.stream().map(Export::loosely).toList();
    return exports.stream()
        .filter(export -> export.missing(loose).isEmpty())
        .findFirst()
        .map(export -> export.rows(names))
        .orElse(null);
  }

  /** What is wrong with a table whose rows are not read. */
  Unreadable unreadable(List<String> names) {
    List<String> loose = names.stream().map(Export::loosely).toList();
    Optional<Export> closest =
        exports.stream()
            .filter(export -> !export.missing(loose).contains(Need.MARK))
            .filter(export -> export.found(loose) >= TELLING)
            .min(Comparator.comparingInt(export -> export.missing(loose).size()));
    if (closest.isEmpty()) {
      return new Unreadable(
          Reason.UNKNOWN_COLUMNS, Reason.UNKNOWN_COLUMNS.meaning() + ". " + instead);
    }
    Need missing = closest.get().missing(loose).getFirst();
    String columns = String.join(" or ", closest.get().columnsOf(missing));
    return new Unreadable(
        missing.reason,
        "it is the CSV of \"%s\", but %s (%s). %s"
            .formatted(closest.get().name, missing.reason.meaning(), columns, instead));
  }

  /**
   * Why the rows of a table are not read.
   *
   * @param remark what it is, what it lacks and what to download instead, for people
   */
  record Unreadable(Reason reason, String remark) {}

  /** What nobody can be counted without. */
  private enum Need {
    TIME(Reason.NO_TIME_COLUMN),
    PERSON(Reason.NO_PERSON_COLUMN),
    EVENT(Reason.NO_EVENT_COLUMN),
    OUTCOME(Reason.NO_OUTCOME_COLUMN),
    APPLICATION(Reason.NO_APPLICATION_COLUMN),
    ID(Reason.NO_ID_COLUMN),
    /** What tells the table from others. */
    MARK(Reason.UNKNOWN_COLUMNS);

    private final Reason reason;

    Need(Reason reason) {
      this.reason = reason;
    }

    static Need of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }
  }

  private record Column(String name, String member, @Nullable Need need) {}

  private static final class Export {
    private static final String ALWAYS = "=";
    private static final String ANY_OTHER = "*";
    private static final String NUMBER = "#";
    private static final String UNUSED = "-";
    private static final Pattern FIRST_NUMBER = Pattern.compile("\\d+(?=\\.)");

    private final String name;
    private final Map<String, Map<String, String>> words;
    private final Map<String, String> always = new LinkedHashMap<>();
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Set<Need> needs = EnumSet.noneOf(Need.class);

    Export(String name, Map<String, Map<String, String>> words) {
      this.name = name;
      this.words = words;
    }

    void add(String column, String member, String need) {
      if (column.startsWith(ALWAYS)) {
        always.put(member, column.substring(1));
      } else {
        String key = column.equals(ANY_OTHER) ? ANY_OTHER : loosely(column.replace(NUMBER, "0"));
        columns.put(
            column.contains(NUMBER) ? FIRST_NUMBER.matcher(key).replaceFirst(NUMBER) : key,
            new Column(column, member, need.isEmpty() ? null : Need.of(need)));
        needs.addAll(need.isEmpty() ? Set.of() : Set.of(Need.of(need)));
      }
    }

    /** What is needed and not there, of columns whose names are written loosely. */
    List<Need> missing(List<String> loose) {
      Set<Need> missing = EnumSet.copyOf(needs);
      for (String name : loose) {
        if (column(name) instanceof Column column && column.need() != null) {
          missing.remove(column.need());
        }
      }
      return List.copyOf(missing);
    }

    int found(List<String> loose) {
      return needs.size() - missing(loose).size();
    }

    List<String> columnsOf(Need need) {
      return columns.values().stream()
          .filter(column -> column.need() == need)
          .map(column -> column.name().replace(NUMBER, "0"))
          .toList();
    }

    private @Nullable Column column(String loose) {
      Column exact = columns.get(loose);
      return exact == null ? columns.get(FIRST_NUMBER.matcher(loose).replaceFirst(NUMBER)) : exact;
    }

    PortalRows rows(List<String> names) {
      Column other = columns.get(ANY_OTHER);
      List<PortalRows.Target> targets = new ArrayList<>();
      for (String written : names) {
        String loose = loosely(written);
        Column column = column(loose);
        String member = column == null ? null : column.member();
        if (member == null && other != null && !written.isEmpty()) {
          targets.add(PortalRows.Target.of(other.member(), written));
        } else if (member == null || member.equals(UNUSED)) {
          targets.add(PortalRows.Target.NOWHERE);
        } else {
          Matcher number = FIRST_NUMBER.matcher(loose);
          String path = member.replace(NUMBER, number.find() ? number.group() : "0");
          targets.add(PortalRows.Target.of(path, words.getOrDefault(member, Map.of())));
        }
      }
      boolean known = needs.contains(Need.ID);
      return new PortalRows(targets, always, known);
    }

    /** Without regard to case and signs; a number in brackets or behind a dot is one behind it. */
    static String loosely(String written) {
      StringBuilder loose = new StringBuilder(written.length());
      for (int i = 0; i < written.length(); i++) {
        char c = written.charAt(i);
        boolean number = Character.isDigit(c) && !loose.isEmpty();
        if (number && loose.charAt(loose.length() - 1) == '.') {
          loose.setLength(loose.length() - 1);
        }
        if (c == '.' || Character.isLetterOrDigit(c)) {
          loose.append(Character.toLowerCase(c));
        }
      }
      return loose.toString();
    }
  }
}
