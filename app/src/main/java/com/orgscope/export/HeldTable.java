package com.orgscope.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A line of {@code held.tsv}.
 *
 * @param file "-" where nothing of the table is exported
 * @param which a condition of SQL that is true of rows that are somebody's; "*" where a room reads
 *     them; why not, where nothing is exported
 * @param leftOut columns and why
 */
record HeldTable(
    String table,
    String file,
    String which,
    List<Column> columns,
    Map<String, String> leftOut,
    String what,
    String kept) {
  private static final int EXPORTED = 7;
  private static final int LEFT_OUT_AT = 4;
  private static final int WHAT_AT = 5;
  private static final int KEPT_AT = 6;

  /** How a column is read. */
  enum Kind {
    PLAIN,
    /** May name applications. */
    DOC,
    /** Sealed under the company's key. */
    SEALED
  }

  record Column(String name, Kind kind) {}

  boolean isExported() {
    return !file.equals("-");
  }

  boolean isReadHere() {
    return isExported() && !which.equals("*");
  }

  static List<HeldTable> all() {
    try (InputStream in = HeldTable.class.getResourceAsStream("held.tsv")) {
      if (in == null) {
        throw Failure.bug("no held.tsv", null);
      }
      return Stream.of(new String(in.readAllBytes(), UTF_8).split("\n", -1))
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(HeldTable::line)
          .toList();
    } catch (IOException e) {
      throw Failure.bug("held.tsv cannot be read", e);
    }
  }

  private static HeldTable line(String line) {
    String[] cells = line.split("\t", -1);
    if (cells.length != EXPORTED) {
      return new HeldTable(cells[0], cells[1], cells[2], List.of(), Map.of(), "", "");
    }
    return new HeldTable(
        cells[0],
        cells[1],
        cells[2],
        Arrays.stream(cells[3].split(", ", -1)).map(HeldTable::column).toList(),
        leftOut(cells[LEFT_OUT_AT]),
        cells[WHAT_AT],
        cells[KEPT_AT]);
  }

  private static Column column(String word) {
    int at = word.indexOf(':');
    if (at < 0) {
      return new Column(word, Kind.PLAIN);
    }
    return new Column(word.substring(0, at), word.endsWith(":doc") ? Kind.DOC : Kind.SEALED);
  }

  private static Map<String, String> leftOut(String words) {
    Map<String, String> left = new LinkedHashMap<>();
    for (String word : words.split("; ", -1)) {
      int at = word.indexOf('=');
      if (at > 0) {
        left.put(word.substring(0, at), word.substring(at + 1));
      }
    }
    return left;
  }
}
