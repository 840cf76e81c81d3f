package com.orgscope.ingest;

import com.orgscope.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a file whose first line has their names and whose others are rows: what a portal
 * gives out as CSV. A row is read as the object that the names and its fields make. Fields stand
 * between commas, semicolons or tabs, and in quotes where they hold such a sign or a line end.
 *
 * <p>Log Analytics writes the zone behind the name of a time ({@code TimeGenerated [UTC]}); it is
 * no part of the name.
 */
final class SeparatedTable {
  /** There is no whole row yet. */
  static final int INCOMPLETE = -1;

  private static final byte[] SEPARATORS = {',', ';', '\t'};
  private static final String ZONE = " [UTC]";
  private static final int LONGEST_NAME = 200;
  private static final int MOST_COLUMNS = 1000;

  /** Of a line of names in bytes: what is longer is not even looked through. */
  private static final int LONGEST_LINE = LONGEST_NAME * MOST_COLUMNS;

  private final byte separator;
  private final List<String> names;
  private final TableAnswer columns;

  /** How the rows are read if a portal of the provider gives out these columns. */
  private final @Nullable PortalRows rows;

  private SeparatedTable(byte separator, List<String> names, @Nullable PortalRows rows) {
    this.separator = separator;
    this.names = names;
    this.columns = TableAnswer.of(names);
    this.rows = rows;
  }

  /** Null if the line cannot be names of columns. */
  static @Nullable SeparatedTable of(byte[] bytes, int from, int to, PortalExports exports) {
    SeparatedTable most = null;
    if (to - from > LONGEST_LINE) {
      return null;
    }
    for (byte separator : SEPARATORS) {
      List<String> names = names(bytes, from, to, separator);
      PortalRows rows = exports.rows(names);
      // The columns of a portal are known, be one of them there twice.
      boolean named = rows != null || areNames(names);
      if (named && (most == null || names.size() > most.names.size())) {
        most = new SeparatedTable(separator, names, rows);
      }
    }
    return most;
  }

  private static List<String> names(byte[] bytes, int from, int to, byte separator) {
    return fields(bytes, from, to, separator).stream()
        .map(name -> name.endsWith(ZONE) ? name.substring(0, name.length() - ZONE.length()) : name)
        .map(String::strip)
        .toList();
  }

  private static boolean areNames(List<String> names) {
    return names.size() > 1
        && names.size() <= MOST_COLUMNS
        && new HashSet<>(names).size() == names.size()
        && names.stream().allMatch(name -> name.length() <= LONGEST_NAME && name.indexOf('{') < 0)
        && names.stream().anyMatch(name -> !name.isEmpty());
  }

  /** A row in which each column holds a word, to ask whether it would be an event. */
  Json example() {
    return columns.example();
  }

  List<String> names() {
    return names;
  }

  /** Whether a portal of the provider gives out these columns, with all that are needed. */
  boolean isExport() {
    return rows != null;
  }

  /** Whether the events of its rows are not known again when they come on another way. */
  boolean isRetold() {
    return rows != null && !rows.known();
  }

  /** Whether a line has the same names again, as files joined together have them. */
  boolean isAgain(byte[] bytes, int from, int to) {
    return names(bytes, from, to, separator).equals(names);
  }

  /**
   * Where a row ends, at its line end or at the end of the input; {@link #INCOMPLETE} if that is
   * not at hand.
   */
  int rowEnd(byte[] bytes, int from, int to, boolean ended) {
    boolean quoted = false;
    boolean fieldBegins = true;
    for (int at = from; at < to; at++) {
      byte c = bytes[at];
      if (c == '"' && (quoted || fieldBegins)) {
        quoted = !quoted;
        // The second of two quotes in a field begins what the first ended.
        fieldBegins = !quoted;
      } else if (c == '\n' && !quoted) {
        return at;
      } else {
        fieldBegins = c == separator;
      }
    }
    return ended && !quoted ? to : INCOMPLETE;
  }

  static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** A row as an object; null if it has another number of fields than there are columns. */
  @Nullable Json object(byte[] bytes, int from, int to) {
    List<String> fields = fields(bytes, from, to, separator);
    if (fields.size() != names.size()) {
      return null;
    }
    return rows == null ? object(fields) : rows.object(fields);
  }

  private Json object(List<String> fields) {
    ByteArrayOutputStream row = new ByteArrayOutputStream();
    for (String field : fields) {
      row.write(row.size() == 0 ? '[' : ',');
      row.writeBytes(TableAnswer.quoted(field));
    }
    row.write(']');
    Json parsed = new Json();
    parsed.parse(row.toByteArray(), 0, row.size());
    return Objects.requireNonNull(columns.object(parsed, parsed.root()));
  }

  private static List<String> fields(byte[] bytes, int from, int to, byte separator) {
    List<String> fields = new ArrayList<>();
    int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
    ByteArrayOutputStream field = new ByteArrayOutputStream();
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      byte c = bytes[at];
      if (quoted && c == '"') {
        quoted = at + 1 < end && bytes[at + 1] == '"';
        if (quoted) {
          field.write(bytes[++at]);
        }
      } else if (!quoted && c == '"' && field.size() == 0) {
        quoted = true;
      } else if (!quoted && c == separator) {
        fields.add(field.toString(StandardCharsets.UTF_8));
        field.reset();
      } else {
        field.write(c);
      }
    }
    fields.add(field.toString(StandardCharsets.UTF_8));
    return fields;
  }

  /** What spreadsheets and PowerShell write before the names. */
  static boolean isPreamble(byte[] bytes, int from, int to) {
    String line = new String(bytes, from, Math.min(to - from, 8), StandardCharsets.ISO_8859_1);
    return Stream.of("sep=", "#TYPE ").anyMatch(line::startsWith);
  }
}
