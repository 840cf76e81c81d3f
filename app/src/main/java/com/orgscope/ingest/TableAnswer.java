package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.JacksonGrammar;
import com.orgscope.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The columns of an answer that says its names once and then its rows as lists of values: Log
 * Analytics' {@code columns} and {@code rows} (with capitals in its older version), Elasticsearch's
 * {@code columns} and {@code values} or {@code rows}, Splunk's {@code fields} and {@code rows}. A
 * row is read as the object that the names and its values make.
 */
final class TableAnswer {
  private static final Json.Name[] COLUMNS = names("columns", "Columns", "fields");
  private static final Json.Name[] ROWS = names("rows", "Rows", "values");
  private static final Json.Name[] NAMES = names("name", "ColumnName", "Name", "columnName");

  /**
   * Columns that only the tables have which Kusto's first version puts beside the result: what is
   * in the answer, how it ran, how to draw it.
   */
  private static final List<Set<String>> ASIDE =
      List.of(
          Set.of("Ordinal", "Kind", "Name", "Id"),
          Set.of("Timestamp", "Severity", "StatusCode", "StatusDescription"),
          Set.of("Value"));

  /** Columns of {@link #ASIDE} that are all of their table. */
  private static final Set<String> WHOLE = Set.of("Key", "Value", "TableId");

  /** Each with its quotes, as it is written. */
  private final List<byte[]> columns;

  private TableAnswer(List<byte[]> columns) {
    this.columns = columns;
  }

  /** Null if the object is no such answer. */
  static @Nullable TableAnswer of(Json json, int object) {
    int rows = rows(json, object);
    TableAnswer table = rows == Json.NONE ? null : ofColumns(json, member(json, object, COLUMNS));
    if (table == null || json.first(rows) >= json.end(rows)) {
      return table;
    }
    return table.fits(json, json.first(rows)) ? table : null;
  }

  /** The columns that a frame says of the rows in others; null if it says none. */
  static @Nullable TableAnswer ofHeader(Json json, int frame) {
    return ofColumns(json, member(json, frame, COLUMNS));
  }

  /** Columns with these names. */
  static TableAnswer of(List<String> names) {
    return new TableAnswer(names.stream().map(TableAnswer::quoted).toList());
  }

  /** A text as JSON writes it. */
  static byte[] quoted(String text) {
    ByteArrayOutputStream quoted = new ByteArrayOutputStream();
    quoted.write('"');
    quoted.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(text));
    quoted.write('"');
    return quoted.toByteArray();
  }

  /** The list of rows; {@code NONE} if there is none. */
  static int rows(Json json, int object) {
    int rows = member(json, object, ROWS);
    return json.isArray(rows) ? rows : Json.NONE;
  }

  /**
   * Of an answer too long to be parsed as one, whose columns stand before its rows.
   *
   * @param from where the answer's object begins, or something around it
   * @param list behind the bracket of a list in it
   * @return null if the list has no rows of a table
   */
  static @Nullable TableAnswer before(byte[] bytes, int from, int list, Json probe) {
    int colon = lastBehindBlanks(bytes, from, list - 1);
    int key =
        colon > from && bytes[colon - 1] == ':' ? lastBehindBlanks(bytes, from, colon - 1) : 0;
    if (Stream.of(ROWS).noneMatch(name -> endsWith(bytes, from, key, name))) {
      return null;
    }
    for (int at = key - 1; at > from; at--) {
      if (bytes[at] == '['
          && isValueOfColumns(bytes, from, at)
          && probe.parse(bytes, at, list) > 0) {
        return ofColumns(probe, probe.root());
      }
    }
    return null;
  }

  private static boolean isValueOfColumns(byte[] bytes, int from, int bracket) {
    int colon = lastBehindBlanks(bytes, from, bracket);
    if (colon <= from || bytes[colon - 1] != ':') {
      return false;
    }
    int key = lastBehindBlanks(bytes, from, colon - 1);
    return Stream.of(COLUMNS).anyMatch(name -> endsWith(bytes, from, key, name));
  }

  /** Behind the last byte before a place that is no blank. */
  private static int lastBehindBlanks(byte[] bytes, int from, int to) {
    int at = to;
    while (at > from && Grammar.isBlank(bytes[at - 1])) {
      at--;
    }
    return at;
  }

  private static boolean endsWith(byte[] bytes, int from, int to, Json.Name name) {
    byte[] quoted = ("\"" + name.text() + "\"").getBytes(StandardCharsets.UTF_8);
    return to - quoted.length >= from
        && java.util.Arrays.equals(bytes, to - quoted.length, to, quoted, 0, quoted.length);
  }

  private static @Nullable TableAnswer ofColumns(Json json, int list) {
    if (!json.isArray(list) || json.first(list) >= json.end(list)) {
      return null;
    }
    List<byte[]> columns = new ArrayList<>();
    for (int item = json.first(list); item < json.end(list); item = json.next(item)) {
      int name = json.isObject(item) ? member(json, item, NAMES) : item;
      if (!json.isString(name)) {
        return null;
      }
      columns.add(json.copy(name));
    }
    return new TableAnswer(columns);
  }

  /** Whether it tells about an answer and is not its result. */
  boolean isAside() {
    Set<String> names =
        columns.stream()
            .map(name -> new String(name, 1, name.length - 2, StandardCharsets.UTF_8))
            .collect(Collectors.toSet());
    return ASIDE.stream()
        .anyMatch(
            known -> names.containsAll(known) && (known.size() > 1 || WHOLE.containsAll(names)));
  }

  /** A row in which each column holds a word, to ask whether it would be an event. */
  Json example() {
    String row = "[\"x\"" + ",\"x\"".repeat(columns.size() - 1) + "]";
    byte[] bytes = row.getBytes(StandardCharsets.UTF_8);
    Json parsed = new Json();
    parsed.parse(bytes, 0, bytes.length);
    return Objects.requireNonNull(object(parsed, parsed.root()));
  }

  /** Whether it is a list of as many values as there are columns. */
  private boolean fits(Json json, int row) {
    int values = 0;
    for (int item = json.firstOf(row); item < json.endOf(row); item = json.next(item)) {
      values++;
    }
    return json.isArray(row) && values == columns.size();
  }

  /** A row as an object; null if it has another number of values than there are columns. */
  @Nullable Json object(Json json, int row) {
    if (!fits(json, row)) {
      return null;
    }
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    int column = 0;
    for (int item = json.first(row); item < json.end(row); item = json.next(item)) {
      object.write(column == 0 ? '{' : ',');
      object.writeBytes(columns.get(column++));
      object.write(':');
      object.writeBytes(value(json, item));
    }
    object.write('}');
    byte[] bytes = object.toByteArray();
    Json parsed = new Json();
    return parsed.parse(bytes, 0, bytes.length) == bytes.length ? parsed : null;
  }

  /** An object that a table keeps as a text, as Log Analytics does, is that object again. */
  private static byte[] value(Json json, int item) {
    String text = json.isString(item) ? json.text(item) : null;
    if (text != null && text.startsWith("{")) {
      byte[] inner = text.getBytes(StandardCharsets.UTF_8);
      if (new Json(new JacksonGrammar()).parse(inner, 0, inner.length) == inner.length) {
        return inner;
      }
    }
    return json.copy(item);
  }

  private static int member(Json json, int object, Json.Name[] names) {
    for (Json.Name name : names) {
      int member = json.member(object, name);
      if (member != Json.NONE) {
        return member;
      }
    }
    return Json.NONE;
  }

  private static Json.Name[] names(String... names) {
    return Stream.of(names).map(Json.Name::of).toArray(Json.Name[]::new);
  }
}
