package com.orgscope.directory;

import com.orgscope.kernel.DisplayText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Which column means what. */
final class HrHeader {
  private final List<String> names;
  private final Map<HrColumn, List<Integer>> places;

  private HrHeader(List<String> names, Map<HrColumn, List<Integer>> places) {
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
    List<String> names = record.stream().map(HrColumn::plain).toList();
    Map<HrColumn, List<Integer>> places = new EnumMap<>(HrColumn.class);
    for (HrColumn column : HrColumn.values()) {
      List<Integer> found = new ArrayList<>();
      for (String name : column.names()) {
        int place = names.indexOf(name);
        if (place >= 0) {
          found.add(place);
        }
      }
      if (!found.isEmpty()) {
        places.put(column, List.copyOf(found));
      }
    }
    return new HrHeader(names, places);
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
      String value = place < row.size() ? clean(row.get(place)) : "";
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  /** Whether a row only says the header again, as files that were put together do. */
  boolean repeatedBy(CSVRecord row) {
    return row.stream().map(HrColumn::plain).toList().equals(names);
  }

  /** In one line, without what cannot be seen. */
  static String clean(String value) {
    return DisplayText.of(value);
  }
}
