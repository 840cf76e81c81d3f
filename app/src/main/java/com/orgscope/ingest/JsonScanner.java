package com.orgscope.ingest;

/**
 * Parses one JSON document strictly where it lies in a buffer: grammar, numbers, UTF-8 and depth
 * are checked, and what was found is written to a tape that is reused from document to document.
 *
 * <p>One liberty is taken: strings may stand in single quotes, since some producers write them.
 */
final class JsonScanner {
  private static final int VALUE = 0;
  private static final int VALUE_OR_END = 1;
  private static final int KEY = 2;
  private static final int KEY_OR_END = 3;
  private static final int COLON = 4;
  private static final int AFTER_VALUE = 5;
  private static final int DONE = 6;

  private final Tape tape = new Tape();
  private final int[] open = new int[Json.DEEPEST];
  private byte[] bytes = new byte[0];
  private int at;
  private int limit;
  private int depth;

  /** What the last document consists of, each place an offset in the buffer. */
  Tape tape() {
    return tape;
  }

  /**
   * Parses one value that begins at {@code from} or behind blanks there.
   *
   * @return where the value ends, or a negative number that says why there is none
   */
  int scan(byte[] buffer, int from, int to) {
    bytes = buffer;
    at = from;
    limit = to;
    tape.size = 0;
    depth = 0;
    int state = VALUE;
    while (state != DONE) {
      skipSpace();
      if (at == limit) {
        return JsonText.INCOMPLETE;
      }
      byte c = bytes[at];
      state =
          switch (state) {
            case VALUE, VALUE_OR_END -> value(c, state);
            case KEY, KEY_OR_END -> key(c, state);
            case COLON -> colon(c);
            default -> afterValue(c);
          };
      if (state < 0) {
        return state;
      }
    }
    return at;
  }

  private void skipSpace() {
    while (at < limit) {
      byte c = bytes[at];
      if (c > ' ' || c < 0 || !isSpace(c)) {
        return;
      }
      at++;
    }
  }

  private static boolean isSpace(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private int value(byte c, int state) {
    switch (c) {
      case '{':
        return push(Tape.OBJECT, KEY_OR_END);
      case '[':
        return push(Tape.ARRAY, VALUE_OR_END);
      case ']':
        return state == VALUE_OR_END ? close() : JsonText.MALFORMED;
      case '"', '\'':
        int end = string(c);
        return end < 0 ? end : valueDone();
      case 't':
        return literal("true", Tape.TRUE);
      case 'f':
        return literal("false", Tape.FALSE);
      case 'n':
        return literal("null", Tape.NULL);
      default:
        return number();
    }
  }

  private int push(byte kind, int state) {
    if (depth == Json.DEEPEST) {
      return JsonText.TOO_DEEP;
    }
    open[depth++] = tape.add(kind, at);
    at++;
    return state;
  }

  private int close() {
    int container = open[--depth];
    at++;
    tape.ends[container] = at;
    tape.nexts[container] = tape.size;
    return valueDone();
  }

  private int valueDone() {
    return depth == 0 ? DONE : AFTER_VALUE;
  }

  private int key(byte c, int state) {
    if (c == '}') {
      return state == KEY_OR_END ? close() : JsonText.MALFORMED;
    }
    if (c != '"' && c != '\'') {
      return JsonText.MALFORMED;
    }
    int end = string(c);
    if (end < 0) {
      return end;
    }
    if (at < limit && bytes[at] == ':') {
      at++;
      return VALUE;
    }
    return COLON;
  }

  private int colon(byte c) {
    if (c != ':') {
      return JsonText.MALFORMED;
    }
    at++;
    return VALUE;
  }

  private int afterValue(byte c) {
    boolean object = tape.kinds[open[depth - 1]] == Tape.OBJECT;
    if (c == ',') {
      at++;
      return object ? KEY : VALUE;
    }
    if (c == (object ? '}' : ']')) {
      return close();
    }
    return JsonText.MALFORMED;
  }

  private int literal(String word, byte kind) {
    int length = word.length();
    int available = Math.min(length, limit - at);
    for (int i = 0; i < available; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return JsonText.MALFORMED;
      }
    }
    if (available < length) {
      return JsonText.INCOMPLETE;
    }
    leaf(kind, at, at + length);
    at += length;
    return valueDone();
  }

  private int number() {
    int end = JsonText.endOfNumber(bytes, at, limit);
    if (end < 0) {
      return end;
    }
    if (end == limit && depth > 0) {
      return JsonText.INCOMPLETE;
    }
    leaf(Tape.NUMBER, at, end);
    at = end;
    return valueDone();
  }

  /** Reads a string up to its closing quote and leaves {@code at} behind it. */
  private int string(byte quote) {
    int from = at + 1;
    int end = JsonText.endOfString(bytes, from, limit, quote);
    if (end < 0) {
      return end;
    }
    leaf(JsonText.kindOfString(bytes, from, end), from, end);
    at = end + 1;
    return at;
  }

  private void leaf(byte kind, int from, int to) {
    int node = tape.add(kind, from);
    tape.ends[node] = to;
    tape.nexts[node] = tape.size;
  }
}
