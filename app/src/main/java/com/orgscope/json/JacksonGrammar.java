package com.orgscope.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Jackson says what is JSON.
 *
 * <p>What it leaves open is asked of others: it takes some bytes for UTF-8 that are none, so the
 * JDK's decoder looks at them as well, and it guesses other encodings from a zero byte, so there
 * must be none.
 */
public final class JacksonGrammar implements Grammar {
  private static final JsonFactory JACKSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          // names whose hashes collide on purpose are read slowly, and no reason to read nothing
          .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.DEEPEST)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * What it says between the entries of a container, where it has no exception of its own for it.
   */
  private static final String END = "Unexpected end-of-input";

  private static final String TRUE = "true";
  private static final String FALSE = "false";
  private static final String NULL = "null";

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final CharBuffer decoded = CharBuffer.allocate(1 << 10);
  private final int[] open = new int[Json.DEEPEST];

  @Override
  public int parse(byte[] buffer, int from, int to, Tape tape) {
    tape.clear();
    int start = from;
    while (start < to && Grammar.isBlank(buffer[start])) {
      start++;
    }
    if (start == to) {
      return INCOMPLETE;
    }
    if (buffer[start] < ' ' || (start + 1 < to && buffer[start + 1] == 0)) {
      return MALFORMED;
    }
    int end = isOfNumber(buffer[start]) ? endOfNumber(buffer, start, to) : to;
    try (JsonParser parser =
        JACKSON.createParser(ObjectReadContext.empty(), buffer, start, end - start)) {
      int stop = write(parser, buffer, start, tape);
      return isUtf8(buffer, start, stop) ? stop : INVALID_UTF8;
    } catch (StreamConstraintsException _) {
      return TOO_DEEP;
    } catch (UnexpectedEndOfInputException _) {
      return isUtf8(buffer, start, to) ? INCOMPLETE : INVALID_UTF8;
    } catch (JacksonException e) {
      int place = start + (int) e.getLocation().getByteOffset();
      if (!isUtf8(buffer, start, Math.min(to, place + 1))) {
        return INVALID_UTF8;
      }
      boolean ended = e.getOriginalMessage().startsWith(END);
      return ended || isCut(buffer, start, to, place) ? INCOMPLETE : MALFORMED;
    }
  }

  /**
   * Follows the parser, which says what comes next and not where: that is behind what came before.
   *
   * @return where the value ends
   */
  private int write(JsonParser parser, byte[] buffer, int start, Tape tape) {
    int depth = 0;
    int end = start;
    do {
      JsonToken token = parser.nextToken();
      int at = behindSeparators(buffer, end);
      end =
          switch (token) {
            case START_OBJECT -> {
              open[depth++] = tape.open(Tape.OBJECT, at);
              yield at + 1;
            }
            case START_ARRAY -> {
              open[depth++] = tape.open(Tape.ARRAY, at);
              yield at + 1;
            }
            case END_OBJECT, END_ARRAY -> {
              yield tape.close(open[--depth], at + 1);
            }
            case PROPERTY_NAME, VALUE_STRING -> string(buffer, at, tape) + 1;
            case VALUE_TRUE -> tape.leaf(Tape.TRUE, at, at + TRUE.length());
            case VALUE_FALSE -> tape.leaf(Tape.FALSE, at, at + FALSE.length());
            case VALUE_NULL -> tape.leaf(Tape.NULL, at, at + NULL.length());
            default -> tape.leaf(Tape.NUMBER, at, at + parser.getStringLength());
          };
    } while (depth > 0);
    parser.finishToken();
    return end;
  }

  private static int behindSeparators(byte[] buffer, int from) {
    int i = from;
    while (Grammar.isBlank(buffer[i]) || buffer[i] == ',' || buffer[i] == ':') {
      i++;
    }
    return i;
  }

  /**
   * Where the closing quote is of a string that the parser has begun with. If it finds none it says
   * so itself, next.
   */
  public static int string(byte[] buffer, int quote, Tape tape) {
    byte kind = Tape.STRING;
    int i = quote + 1;
    while (true) {
      i = Octets.plain(buffer, i, buffer.length, buffer[quote]);
      if (i >= buffer.length || buffer[i] == buffer[quote]) {
        return tape.leaf(kind, quote + 1, i);
      }
      if (buffer[i] == '\\') {
        kind = Tape.ESCAPED_STRING;
        i++;
      }
      i++;
    }
  }

  /** Whether it breaks in a word or number that the end of the bytes may have cut. */
  private static boolean isCut(byte[] buffer, int start, int to, int place) {
    int from = to;
    while (from > start && (isOfNumber(buffer[from - 1]) || isOfWord(buffer[from - 1]))) {
      from--;
    }
    if (from == to || place < from) {
      return false;
    }
    String last = new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
    boolean goesOn = !Character.isDigit(last.charAt(last.length() - 1));
    return TRUE.startsWith(last)
        || FALSE.startsWith(last)
        || NULL.startsWith(last)
        || (goesOn && endOfNumber(buffer, from, to) == to);
  }

  /** Whether the bytes are UTF-8, but for a character at the end that may go on behind it. */
  private boolean isUtf8(byte[] buffer, int from, int to) {
    if (Octets.isAscii(buffer, from, to)) {
      return true;
    }
    utf8.reset();
    ByteBuffer bytes = ByteBuffer.wrap(buffer, from, to - from);
    CoderResult result;
    do {
      decoded.clear();
      result = utf8.decode(bytes, decoded, false);
    } while (result.isOverflow());
    return !result.isError();
  }

  public static int endOfNumber(byte[] buffer, int from, int to) {
    int i = from;
    while (i < to && isOfNumber(buffer[i])) {
      i++;
    }
    return i;
  }

  private static boolean isOfNumber(byte c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || (c | 0x20) == 'e';
  }

  private static boolean isOfWord(byte c) {
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  }
}
