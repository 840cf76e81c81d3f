package com.orgscope.recommendation;

import com.orgscope.table.Table;
import com.orgscope.usage.FrictionAssumptions.Event;
import com.orgscope.usage.Range;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * All the changes there are, from {@code changes.tsv}: the one place that says what a change is,
 * how much it removes, and who says so.
 */
final class Changes {
  private static final List<Change> ALL = read();

  private Changes() {}

  /** In the order in which they are tried. */
  public static List<Change> all() {
    return ALL;
  }

  public static Optional<Change> find(String id) {
    return ALL.stream().filter(change -> change.id().equals(id)).findFirst();
  }

  /** The usual change for a cause, of which nothing but its hours is known. */
  public static Change usual(Event cause) {
    return ALL.stream()
        .filter(change -> change.friction().cause() == cause)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("changes.tsv has none for " + cause));
  }

  /** The shares, each once, by their ids. */
  public static Map<String, Change.Share> shares() {
    Map<String, Change.Share> shares = new TreeMap<>();
    ALL.forEach(change -> shares.put(change.share().id(), change.share()));
    return shares;
  }

  private static List<Change> read() {
    Map<String, Change.Share> shares = new TreeMap<>();
    for (List<String> row : Table.read(Changes.class, "removable.tsv").rows()) {
      shares.put(
          row.get(0),
          new Change.Share(
              row.get(0),
              row.get(1),
              new Range(
                  Double.parseDouble(row.get(2)),
                  Double.parseDouble(row.get(3)),
                  Double.parseDouble(row.get(4))),
              row.get(5)));
    }
    return Table.read(Changes.class, "changes.tsv").rows().stream()
        .map(row -> change(row, shares))
        .toList();
  }

  private static Change change(List<String> row, Map<String, Change.Share> shares) {
    Change.Share share = shares.get(row.get(3));
    if (share == null) {
      throw new IllegalStateException("removable.tsv has no " + row.get(3));
    }
    return new Change(
        row.get(0),
        Friction.valueOf(word(row.get(1))),
        Change.Condition.valueOf(word(row.get(2))),
        share,
        row.get(4),
        row.get(5),
        row.get(6));
  }

  private static String word(String text) {
    return text.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** The changes that suit a setup, for the frictions that are there. */
  static List<Change> suiting(Setup setup, Set<Friction> present) {
    return ALL.stream()
        .filter(change -> present.contains(change.friction()))
        .filter(change -> change.when().holds(setup))
        .toList();
  }
}
