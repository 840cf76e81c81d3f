package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Which column means what. */
final class HrHeader {
  /** What a name means, and which of the column's names it is. */
  private record Meaning(HrColumn column, int rank) {}

  private static final Map<String, Meaning> MEANINGS = meanings();

  private final List<String> written;
  private final List<String> names;
  private final Map<HrColumn, List<Integer>> places;

  private HrHeader(List<String> written, List<String> names, Map<HrColumn, List<Integer>> places) {
    this.written = written;
    this.names = names;
    this.places = places;
  }

  /** The header this record is, or empty if it is none: it must say who somebody is, and more. */
  static Optional<HrHeader> of(CSVRecord record) {
    HrHeader header = ofNames(record);
    boolean people =
        header.places.keySet().stream().anyMatch(HrColumn::identifies)
            && header.places.keySet().stream().anyMatch(HrColumn::describes);
    return people ? Optional.of(header) : Optional.empty();
  }

  /** The header this record certainly is. */
  static HrHeader ofNames(CSVRecord record) {
    List<String> written = record.stream().map(HrCell::of).toList();
    List<String> names = written.stream().map(HrColumn::plain).toList();
    Map<HrColumn, TreeMap<Integer, Integer>> ranked = new EnumMap<>(HrColumn.class);
    for (int place = 0; place < names.size(); place++) {
      Meaning meaning = MEANINGS.get(names.get(place));
      if (meaning != null) {
        ranked
            .computeIfAbsent(meaning.column(), unused -> new TreeMap<>())
            .putIfAbsent(meaning.rank(), place);
      }
    }
    Map<HrColumn, List<Integer>> places = new EnumMap<>(HrColumn.class);
    ranked.forEach((column, byRank) -> places.put(column, List.copyOf(byRank.values())));
    return new HrHeader(written, names, places);
  }

  private static Map<String, Meaning> meanings() {
    Map<String, Meaning> meanings = new HashMap<>();
    for (HrColumn column : HrColumn.values()) {
      for (int rank = 0; rank < column.names().size(); rank++) {
        meanings.put(column.names().get(rank), new Meaning(column, rank));
      }
    }
    return Map.copyOf(meanings);
  }

  /**
   * The columns with values that nobody understood, as the file names them. Columns that are known
   * to be of no use are not among them.
   */
  List<String> unread(List<CSVRecord> rows) {
    List<String> unread = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      int place = i;
      boolean known =
          MEANINGS.containsKey(names.get(i)) || HrWords.of(HrWords.UNUSED).contains(names.get(i));
      boolean said = rows.stream().anyMatch(row -> place < row.size() && !row.get(place).isBlank());
      if (!known && said) {
        String name = written.get(i);
        unread.add(name.isEmpty() ? "column " + (i + 1) + " without a name" : "'" + name + "'");
      }
    }
    return unread;
  }

  /** Whether the column is there under one of these names. */
  boolean isNamed(HrColumn column, Set<String> any) {
    return places.getOrDefault(column, List.of()).stream()
        .anyMatch(place -> any.contains(names.get(place)));
  }

  /** How many columns we know. */
  int known() {
    return places.size();
  }

  int width() {
    return names.size();
  }

  boolean has(HrColumn column) {
    return places.containsKey(column);
  }

  /** The first value the row has for it, cleaned; null if it has none. */
  @Nullable String value(CSVRecord row, HrColumn column) {
    List<String> values = values(row, column);
    return values.isEmpty() ? null : values.getFirst();
  }

  List<String> values(CSVRecord row, HrColumn column) {
    List<String> values = new ArrayList<>();
    for (int place : places.getOrDefault(column, List.of())) {
      String value = place < row.size() ? HrCell.of(row.get(place)) : "";
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  /** Whether a row only says the header again, as files that were put together do. */
  boolean repeatedBy(CSVRecord row) {
    return HrColumn.plain(HrCell.of(row.get(0))).equals(names.getFirst())
        && row.stream().map(HrCell::of).map(HrColumn::plain).toList().equals(names);
  }

  /** In one line, without what cannot be seen. */
  static String clean(String value) {
    return DisplayText.of(value);
  }
}
