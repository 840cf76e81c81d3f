package com.orgscope.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One JSON document, parsed strictly where it lies in a buffer.
 *
 * <p>The first pass checks everything (grammar, numbers, UTF-8, depth) and writes a tape: for each
 * key and value its kind, where its text begins and ends, and where the tape goes on behind it.
 * Readers then walk the tape and skip what they do not want in one step. No text is copied before
 * somebody asks for it, and the arrays are reused from document to document. Strings are searched
 * eight bytes at a time. A node is a place on the tape; {@link #NONE} stands for "absent" and may
 * be passed on, so that a path through missing or null objects ends in {@code NONE}.
 *
 * <p>One liberty is taken: strings may stand in single quotes, since some producers write them.
 */
public final class Json {
  /** No such node. */
  public static final int NONE = -1;

  /** Objects and arrays inside each other beyond this are refused; real events reach about 15. */
  public static final int DEEPEST = 256;

  /** The bytes end before the document does. */
  static final int INCOMPLETE = -1;

  static final int MALFORMED = -2;
  static final int TOO_DEEP = -3;
  static final int INVALID_UTF8 = -4;

  private static final int VALUE = 0;
  private static final int VALUE_OR_END = 1;
  private static final int KEY = 2;
  private static final int KEY_OR_END = 3;
  private static final int COLON = 4;
  private static final int AFTER_VALUE = 5;
  private static final int DONE = 6;

  private static final byte OBJECT = '{';
  private static final byte ARRAY = '[';
  private static final byte STRING = '"';
  private static final byte ESCAPED_STRING = '\\';
  private static final byte NUMBER = '0';
  private static final byte TRUE = 't';
  private static final byte FALSE = 'f';
  private static final byte NULL = 'n';

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;

  private byte[] bytes = new byte[0];
  private int at;
  private int limit;

  private byte[] kinds = new byte[512];
  private int[] starts = new int[512];
  private int[] ends = new int[512];
  private int[] nexts = new int[512];
  private int nodes;

  private final int[] open = new int[DEEPEST];
  private int depth;

  /**
   * Parses one value that begins at {@code from} or behind blanks there.
   *
   * @return where the value ends, or a negative number that says why there is none
   */
  int parse(byte[] buffer, int from, int to) {
    bytes = buffer;
    at = from;
    limit = to;
    nodes = 0;
    depth = 0;
    int state = VALUE;
    while (state != DONE) {
      skipSpace();
      if (at == limit) {
        return INCOMPLETE;
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
        return push(OBJECT, KEY_OR_END);
      case '[':
        return push(ARRAY, VALUE_OR_END);
      case ']':
        return state == VALUE_OR_END ? close() : MALFORMED;
      case '"', '\'':
        int end = string(c);
        return end < 0 ? end : valueDone();
      case 't':
        return literal("true", TRUE);
      case 'f':
        return literal("false", FALSE);
      case 'n':
        return literal("null", NULL);
      default:
        return number();
    }
  }

  private int push(byte kind, int state) {
    if (depth == DEEPEST) {
      return TOO_DEEP;
    }
    open[depth++] = node(kind, at);
    at++;
    return state;
  }

  private int close() {
    int container = open[--depth];
    at++;
    ends[container] = at;
    nexts[container] = nodes;
    return valueDone();
  }

  private int valueDone() {
    return depth == 0 ? DONE : AFTER_VALUE;
  }

  private int key(byte c, int state) {
    if (c == '}') {
      return state == KEY_OR_END ? close() : MALFORMED;
    }
    if (c != '"' && c != '\'') {
      return MALFORMED;
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
      return MALFORMED;
    }
    at++;
    return VALUE;
  }

  private int afterValue(byte c) {
    boolean object = kinds[open[depth - 1]] == OBJECT;
    if (c == ',') {
      at++;
      return object ? KEY : VALUE;
    }
    if (c == (object ? '}' : ']')) {
      return close();
    }
    return MALFORMED;
  }

  private int literal(String word, byte kind) {
    int length = word.length();
    int available = Math.min(length, limit - at);
    for (int i = 0; i < available; i++) {
      if (bytes[at + i] != word.charAt(i)) {
        return MALFORMED;
      }
    }
    if (available < length) {
      return INCOMPLETE;
    }
    leaf(kind, at, at + length);
    at += length;
    return valueDone();
  }

  private int number() {
    int from = at;
    int i = at;
    if (bytes[i] == '-') {
      i++;
    }
    int whole = digits(i);
    if (whole == i) {
      return i == limit ? INCOMPLETE : MALFORMED;
    }
    if (bytes[i] == '0' && whole > i + 1) {
      return MALFORMED;
    }
    i = whole;
    if (i < limit && bytes[i] == '.') {
      int fraction = digits(i + 1);
      if (fraction == i + 1) {
        return fraction == limit ? INCOMPLETE : MALFORMED;
      }
      i = fraction;
    }
    if (i < limit && (bytes[i] | 0x20) == 'e') {
      int sign = i + 1;
      if (sign < limit && (bytes[sign] == '+' || bytes[sign] == '-')) {
        sign++;
      }
      int exponent = digits(sign);
      if (exponent == sign) {
        return exponent == limit ? INCOMPLETE : MALFORMED;
      }
      i = exponent;
    }
    if (i == limit && depth > 0) {
      return INCOMPLETE;
    }
    leaf(NUMBER, from, i);
    at = i;
    return valueDone();
  }

  private int digits(int from) {
    int i = from;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Reads a string up to its closing quote and leaves {@code at} behind it. */
  private int string(byte quote) {
    int from = at + 1;
    int i = from;
    boolean escaped = false;
    long quotes = ONES * quote;
    while (true) {
      i = plain(i, quotes);
      if (i == limit) {
        return INCOMPLETE;
      }
      byte c = bytes[i];
      if (c == quote) {
        leaf(escaped ? ESCAPED_STRING : STRING, from, i);
        at = i + 1;
        return at;
      }
      if (c == '\\') {
        escaped = true;
        i = escape(i);
      } else if (c < 0) {
        i = multibyte(i);
      } else if (c < ' ') {
        return MALFORMED;
      } else {
        i++;
      }
      if (i < 0) {
        return i;
      }
    }
  }

  /** The first byte from {@code i} on that may not be ordinary text. */
  private int plain(int i, long quotes) {
    while (i + Long.BYTES <= limit) {
      long word = (long) LONGS.get(bytes, i);
      long quote = word ^ quotes;
      long backslash = word ^ (ONES * '\\');
      long hit =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((word - ONES * ' ') & ~word)
                  | word)
              & TOPS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
      i += Long.BYTES;
    }
    return i;
  }

  private int escape(int i) {
    if (i + 1 >= limit) {
      return INCOMPLETE;
    }
    switch (bytes[i + 1]) {
      case '"', '\'', '\\', '/', 'b', 'f', 'n', 'r', 't':
        return i + 2;
      case 'u':
        for (int k = i + 2; k < i + 6; k++) {
          if (k >= limit) {
            return INCOMPLETE;
          }
          if (Character.digit(bytes[k], 16) < 0) {
            return MALFORMED;
          }
        }
        return i + 6;
      default:
        return MALFORMED;
    }
  }

  /** One character of two to four bytes, as the table of well-formed UTF-8 in Unicode 16, 3.9. */
  private int multibyte(int i) {
    int lead = bytes[i] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4) {
      return INVALID_UTF8;
    }
    int lowest = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int highest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    for (int k = 1; k < length; k++) {
      if (i + k >= limit) {
        return INCOMPLETE;
      }
      int next = bytes[i + k] & 0xff;
      if (next < lowest || next > highest) {
        return INVALID_UTF8;
      }
      lowest = 0x80;
      highest = 0xbf;
    }
    return i + length;
  }

  private void leaf(byte kind, int from, int to) {
    int node = node(kind, from);
    ends[node] = to;
    nexts[node] = node + 1;
  }

  private int node(byte kind, int from) {
    if (nodes == kinds.length) {
      int larger = nodes * 2;
      kinds = Arrays.copyOf(kinds, larger);
      starts = Arrays.copyOf(starts, larger);
      ends = Arrays.copyOf(ends, larger);
      nexts = Arrays.copyOf(nexts, larger);
    }
    kinds[nodes] = kind;
    starts[nodes] = from;
    return nodes++;
  }

  /** The document's own value. */
  public int root() {
    return nodes == 0 ? NONE : 0;
  }

  public boolean isObject(int node) {
    return node >= 0 && kinds[node] == OBJECT;
  }

  public boolean isArray(int node) {
    return node >= 0 && kinds[node] == ARRAY;
  }

  public boolean isTrue(int node) {
    return node >= 0 && kinds[node] == TRUE;
  }

  /** A string or a number: what may stand where a text belongs. */
  public boolean isText(int node) {
    return node >= 0
        && (kinds[node] == STRING || kinds[node] == ESCAPED_STRING || kinds[node] == NUMBER);
  }

  public boolean isString(int node) {
    return isText(node) && kinds[node] != NUMBER;
  }

  /** Neither absent nor null. */
  public boolean isPresent(int node) {
    return node >= 0 && kinds[node] != NULL;
  }

  /** The first key of an object or element of an array; compare with {@link #end}. */
  public int first(int container) {
    return container + 1;
  }

  /** Where the children of a container stop. */
  public int end(int container) {
    return nexts[container];
  }

  /** The element behind this one. Behind a key stands its value, behind that the next key. */
  public int next(int node) {
    return nexts[node];
  }

  /**
   * The value under a name; of several under one name the last, as most parsers have it. {@code
   * NONE} if there is none or {@code object} is not an object.
   */
  public int member(int object, Name name) {
    if (object < 0 || kinds[object] != OBJECT) {
      return NONE;
    }
    int found = NONE;
    int end = nexts[object];
    for (int key = object + 1; key < end; key = nexts[key + 1]) {
      if (is(key, name)) {
        found = key + 1;
      }
    }
    return found;
  }

  public int member(int object, Name outer, Name inner) {
    return member(member(object, outer), inner);
  }

  /** Whether a key or string has exactly this text. */
  public boolean is(int node, Name name) {
    if (node < 0) {
      return false;
    }
    if (kinds[node] == ESCAPED_STRING) {
      return name.text().equals(text(node));
    }
    byte[] wanted = name.utf8();
    int from = starts[node];
    int length = ends[node] - from;
    return length == wanted.length
        && kinds[node] == STRING
        && Arrays.equals(bytes, from, from + length, wanted, 0, length);
  }

  /** Whether a string ends with some ASCII text. */
  public boolean endsWith(int node, String ending) {
    int from = isText(node) ? ends[node] - ending.length() : 0;
    if (!isText(node) || from < starts[node]) {
      return false;
    }
    for (int i = 0; i < ending.length(); i++) {
      if (bytes[from + i] != ending.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The text of a string or a number, decoded; null for anything else and for a blank text. */
  public @Nullable String text(int node) {
    if (!hasText(node)) {
      return null;
    }
    if (kinds[node] == ESCAPED_STRING) {
      String text = unescaped(starts[node], ends[node]);
      return text.isBlank() ? null : text;
    }
    return new String(bytes, starts[node], ends[node] - starts[node], StandardCharsets.UTF_8);
  }

  /** Whether there is a text and not all of it blank; cheaper than {@link #text}. */
  public boolean hasText(int node) {
    if (!isText(node)) {
      return false;
    }
    if (kinds[node] == ESCAPED_STRING) {
      return !unescaped(starts[node], ends[node]).isBlank();
    }
    for (int i = starts[node]; i < ends[node]; i++) {
      if (bytes[i] != ' ') {
        return true;
      }
    }
    return false;
  }

  private String unescaped(int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int plain = from;
    for (int i = from; i < to; i++) {
      if (bytes[i] != '\\') {
        continue;
      }
      text.append(new String(bytes, plain, i - plain, StandardCharsets.UTF_8));
      i++;
      switch (bytes[i]) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          int unit = 0;
          for (int k = 1; k <= 4; k++) {
            unit = unit << 4 | Character.digit(bytes[i + k], 16);
          }
          text.append((char) unit);
          i += 4;
        }
        default -> text.append((char) bytes[i]);
      }
      plain = i + 1;
    }
    return text.append(new String(bytes, plain, to - plain, StandardCharsets.UTF_8)).toString();
  }

  /** A copy of a value as it is written, brackets included. */
  public byte[] copy(int node) {
    boolean quoted = kinds[node] == STRING || kinds[node] == ESCAPED_STRING;
    return Arrays.copyOfRange(
        bytes, starts[node] - (quoted ? 1 : 0), ends[node] + (quoted ? 1 : 0));
  }

  /** A copy of {@code outer} in which {@code inner}, a value inside it, is replaced. */
  public byte[] copy(int outer, int inner, byte[] replacement) {
    int before = starts[inner] - starts[outer];
    int after = ends[outer] - ends[inner];
    byte[] copy = new byte[before + replacement.length + after];
    System.arraycopy(bytes, starts[outer], copy, 0, before);
    System.arraycopy(replacement, 0, copy, before, replacement.length);
    System.arraycopy(bytes, ends[inner], copy, before + replacement.length, after);
    return copy;
  }

  /** The buffer under the document; valid until the next document. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a node's text begins: of a string behind its quote, of a container at its bracket. */
  int start(int node) {
    return starts[node];
  }

  /** Where a node's text ends: of a string before its quote, of a container behind its bracket. */
  int stop(int node) {
    return ends[node];
  }

  boolean isNumber(int node) {
    return node >= 0 && kinds[node] == NUMBER;
  }

  /** A name to look for: a key, or a word among values. */
  public record Name(String text, byte[] utf8) {
    public static Name of(String text) {
      return new Name(text, text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
