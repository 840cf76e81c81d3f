package com.orgscope.ingest;

import com.orgscope.json.Grammar;
import com.orgscope.json.Json;
import java.util.List;

/**
 * Finds the list of events in a page's object that is too long, or too broken, to be parsed as one:
 * walks its members up to the list. {@code events} is a list of events in an envelope only: an item
 * of Google has a member of that name.
 */
final class PageFinder {
  private static final Json.Name[] LISTS =
      names(
          "items",
          "value",
          "records",
          "hits",
          "data",
          "logEvents",
          "Records",
          "Value",
          "Items",
          "responses",
          "docs",
          "streams",
          "values",
          "resourceLogs",
          "scopeLogs",
          "logRecords",
          "tables",
          "Tables",
          "rows",
          "Rows");
  private static final Json.Name[] LISTS_INSIDE =
      names("events", "items", "value", "records", "hits", "result", "responses");

  /** Objects in which a page may lie. */
  private static final Json.Name[] WRAPPERS =
      names("data", "body", "hits", "event", "response", "rawResponse");

  /** Wrappers inside each other. */
  private static final int DEEPEST = 4;

  private PageFinder() {}

  /**
   * @param from where the object's bracket is
   * @return behind the bracket of its list; negative if there is none before it breaks or ends
   */
  static int findArray(byte[] bytes, int from, int to, Json probe) {
    return findArray(bytes, from, to, probe, 0);
  }

  private static int findArray(byte[] bytes, int from, int to, Json probe, int depth) {
    int at = blank(bytes, from + 1, to);
    while (at < to && bytes[at] == '"') {
      int array = arrayOf(bytes, at, to, probe, depth);
      if (array >= 0) {
        return array;
      }
      int end = memberEnd(bytes, at, to, probe);
      if (end < 0) {
        return end;
      }
      at = blank(bytes, end, to);
      if (at < to && bytes[at] != ',') {
        return Grammar.MALFORMED;
      }
      at = blank(bytes, at + 1, to);
    }
    return Grammar.MALFORMED;
  }

  /** Behind the bracket of the list that is the member's value; negative if it is no such list. */
  static int arrayOf(byte[] bytes, int key, int to, Json probe) {
    return arrayOf(bytes, key, to, probe, 0);
  }

  private static int arrayOf(byte[] bytes, int key, int to, Json probe, int depth) {
    int value = valueOf(bytes, key, to, probe);
    if (value < 0 || value >= to) {
      return Grammar.MALFORMED;
    }
    if (bytes[value] == '{' && depth < DEEPEST && isAny(probe, WRAPPERS)) {
      int inner = blank(bytes, value + 1, to);
      return inner < to && bytes[inner] == '"'
          ? findArray(bytes, value, to, probe, depth + 1)
          : Grammar.MALFORMED;
    }
    boolean list = bytes[value] == '[' && isAny(probe, depth == 0 ? LISTS : LISTS_INSIDE);
    return list ? value + 1 : Grammar.MALFORMED;
  }

  private static boolean isAny(Json key, Json.Name[] names) {
    for (Json.Name name : names) {
      if (key.is(key.root(), name)) {
        return true;
      }
    }
    return false;
  }

  private static Json.Name[] names(String... names) {
    return List.of(names).stream().map(Json.Name::of).toArray(Json.Name[]::new);
  }

  /** Behind the member's value; negative as the parser says. */
  static int memberEnd(byte[] bytes, int key, int to, Json probe) {
    int value = valueOf(bytes, key, to, probe);
    if (value < 0) {
      return value;
    }
    return value >= to ? Grammar.INCOMPLETE : probe.parse(bytes, value, to);
  }

  /**
   * Whether the member's value begins a line: then it is the next line's document, and what seemed
   * a member is the end of something that was cut.
   */
  static boolean isCutOff(byte[] bytes, int key, int to, Json probe) {
    int value = valueOf(bytes, key, to, probe);
    return value > 0 && value < to && bytes[value] == '{' && bytes[value - 1] == '\n';
  }

  private static int valueOf(byte[] bytes, int key, int to, Json probe) {
    int end = probe.parse(bytes, key, to);
    if (end < 0) {
      return end;
    }
    int colon = blank(bytes, end, to);
    if (colon >= to) {
      return Grammar.INCOMPLETE;
    }
    return bytes[colon] == ':' ? blank(bytes, colon + 1, to) : Grammar.MALFORMED;
  }

  private static int blank(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }
}
