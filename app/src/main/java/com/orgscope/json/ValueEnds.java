package com.orgscope.json;

/**
 * Where values end that stand between a shape's steps. Whatever is odd about one is left to the
 * {@link Grammar}.
 */
final class ValueEnds {
  /** The value breaks, is cut, or is written in a way that is not known here. */
  static final int ODD = -1;

  private ValueEnds() {}

  /** Behind the last digit, as far as the limit tells. Exponents are odd. */
  static int ofNumber(byte[] bytes, int from, int limit) {
    int whole = from < limit && bytes[from] == '-' ? from + 1 : from;
    int end = digits(bytes, whole, limit);
    if (end == whole || (bytes[whole] == '0' && end > whole + 1)) {
      return ODD;
    }
    if (end < limit && bytes[end] == '.') {
      int fraction = digits(bytes, end + 1, limit);
      return fraction == end + 1 ? ODD : fraction;
    }
    return end;
  }

  private static int digits(byte[] bytes, int from, int limit) {
    int i = from;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /**
   * At the closing quote, of a string with more than ordinary letters behind {@code from}.
   *
   * @param kind what the string must be: {@link Tape#STRING} or {@link Tape#ESCAPED_STRING}
   */
  static int ofSpecialString(byte[] bytes, int from, int limit, byte quote, byte kind) {
    boolean escaped = false;
    int i = from;
    while (true) {
      i = Octets.plain(bytes, i, limit, quote);
      if (i == limit) {
        return ODD;
      }
      byte c = bytes[i];
      if (c == quote) {
        return escaped == (kind == Tape.ESCAPED_STRING) ? i : ODD;
      }
      if (c == '\\') {
        escaped = true;
        i = escape(bytes, i, limit);
      } else if (c < 0) {
        i = multibyte(bytes, i, limit);
      } else if (c < ' ') {
        return ODD;
      } else {
        i++;
      }
      if (i < 0) {
        return ODD;
      }
    }
  }

  private static int escape(byte[] bytes, int i, int limit) {
    return switch (i + 1 < limit ? bytes[i + 1] : 0) {
      case '"', '\'', '\\', '/', 'b', 'f', 'n', 'r', 't' -> i + 2;
      case 'u' -> isHex(bytes, i + 2, limit) ? i + 6 : ODD;
      default -> ODD;
    };
  }

  private static boolean isHex(byte[] bytes, int from, int limit) {
    boolean hex = from + 4 <= limit;
    for (int i = from; hex && i < from + 4; i++) {
      hex = Character.digit(bytes[i], 16) >= 0;
    }
    return hex;
  }

  private static int sequenceLength(int lead) {
    if (lead < 0xe0) {
      return 2;
    }
    return lead < 0xf0 ? 3 : 4;
  }

  private static int lowestSecond(int lead) {
    return switch (lead) {
      case 0xe0 -> 0xa0;
      case 0xf0 -> 0x90;
      default -> 0x80;
    };
  }

  private static int highestSecond(int lead) {
    return switch (lead) {
      case 0xed -> 0x9f;
      case 0xf4 -> 0x8f;
      default -> 0xbf;
    };
  }

  /** One character of two to four bytes, as the table of well-formed UTF-8 in Unicode 16, 3.9. */
  private static int multibyte(byte[] bytes, int i, int limit) {
    int lead = bytes[i] & 0xff;
    int length = sequenceLength(lead);
    if (lead < 0xc2 || lead > 0xf4 || i + length > limit) {
      return ODD;
    }
    int lowest = lowestSecond(lead);
    int highest = highestSecond(lead);
    for (int k = i + 1; k < i + length; k++) {
      int next = bytes[k] & 0xff;
      if (next < lowest || next > highest) {
        return ODD;
      }
      lowest = 0x80;
      highest = 0xbf;
    }
    return i + length;
  }
}
