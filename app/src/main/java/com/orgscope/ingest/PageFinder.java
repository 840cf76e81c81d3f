package com.orgscope.ingest;

/**
 * Finds the list of events in a page's object that is too long, or too broken, to be parsed as one:
 * walks its members up to the list.
 */
final class PageFinder {
  private static final Json.Name[] LISTS = {
    Json.Name.of("items"), Json.Name.of("value"), Json.Name.of("records")
  };
  private static final Json.Name DATA = Json.Name.of("data");
  private static final Json.Name[] LISTS_OF_DATA = {Json.Name.of("events")};

  private PageFinder() {}

  /**
   * @param from where the object's bracket is
   * @return behind the bracket of its list; negative if there is none before it breaks or ends
   */
  static int findArray(byte[] bytes, int from, int to, Json probe) {
    return findArray(bytes, from, to, probe, LISTS);
  }

  private static int findArray(byte[] bytes, int from, int to, Json probe, Json.Name[] lists) {
    int at = blank(bytes, from + 1, to);
    while (at < to && bytes[at] == '"') {
      int array = arrayOf(bytes, at, to, probe, lists);
      if (array >= 0) {
        return array;
      }
      int end = memberEnd(bytes, at, to, probe);
      if (end < 0) {
        return end;
      }
      at = blank(bytes, end, to);
      if (at < to && bytes[at] != ',') {
        return Json.MALFORMED;
      }
      at = blank(bytes, at + 1, to);
    }
    return Json.MALFORMED;
  }

  /** Behind the bracket of the list that is the member's value; negative if it is no such list. */
  static int arrayOf(byte[] bytes, int key, int to, Json probe) {
    return arrayOf(bytes, key, to, probe, LISTS);
  }

  private static int arrayOf(byte[] bytes, int key, int to, Json probe, Json.Name[] lists) {
    int value = valueOf(bytes, key, to, probe);
    if (value < 0 || value >= to) {
      return Json.MALFORMED;
    }
    if (bytes[value] == '{' && probe.is(probe.root(), DATA)) {
      int inner = blank(bytes, value + 1, to);
      return inner < to && bytes[inner] == '"'
          ? findArray(bytes, value, to, probe, LISTS_OF_DATA)
          : Json.MALFORMED;
    }
    if (bytes[value] == '[') {
      for (Json.Name list : lists) {
        if (probe.is(probe.root(), list)) {
          return value + 1;
        }
      }
    }
    return Json.MALFORMED;
  }

  /** Behind the member's value; negative as the parser says. */
  static int memberEnd(byte[] bytes, int key, int to, Json probe) {
    int value = valueOf(bytes, key, to, probe);
    return value < 0 ? value : value >= to ? Json.INCOMPLETE : probe.parse(bytes, value, to);
  }

  private static int valueOf(byte[] bytes, int key, int to, Json probe) {
    int end = probe.parse(bytes, key, to);
    if (end < 0) {
      return end;
    }
    int colon = blank(bytes, end, to);
    if (colon >= to) {
      return Json.INCOMPLETE;
    }
    return bytes[colon] == ':' ? blank(bytes, colon + 1, to) : Json.MALFORMED;
  }

  private static int blank(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] <= ' ' && bytes[at] >= 0) {
      at++;
    }
    return at;
  }
}
