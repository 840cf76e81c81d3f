package com.orgscope.ingest;

/** The rules of JSON for strings and numbers, and the ways a document can be none. */
final class JsonText {
  /** The bytes end before the document does. */
  static final int INCOMPLETE = -1;

  static final int MALFORMED = -2;
  static final int TOO_DEEP = -3;
  static final int INVALID_UTF8 = -4;

  private JsonText() {}

  /** Where a number ends, as far as the limit tells; or a negative number. */
  static int endOfNumber(byte[] bytes, int from, int limit) {
    int whole = bytes[from] == '-' ? from + 1 : from;
    int i = digits(bytes, whole, limit);
    if (i == whole) {
      return i == limit ? INCOMPLETE : MALFORMED;
    }
    if (bytes[whole] == '0' && i > whole + 1) {
      return MALFORMED;
    }
    if (i < limit && bytes[i] == '.') {
      int fraction = digits(bytes, i + 1, limit);
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
      int exponent = digits(bytes, sign, limit);
      if (exponent == sign) {
        return exponent == limit ? INCOMPLETE : MALFORMED;
      }
      i = exponent;
    }
    return i;
  }

  private static int digits(byte[] bytes, int from, int limit) {
    int i = from;
    while (i < limit && bytes[i] >= '0' && bytes[i] <= '9') {
      i++;
    }
    return i;
  }

  /** Where the closing quote is, or a negative number. */
  static int endOfString(byte[] bytes, int from, int limit, byte quote) {
    int i = from;
    while (true) {
      i = Octets.plain(bytes, i, limit, quote);
      if (i == limit) {
        return INCOMPLETE;
      }
      byte c = bytes[i];
      if (c == quote) {
        return i;
      }
      if (c == '\\') {
        i = escape(bytes, i, limit);
      } else if (c < 0) {
        i = multibyte(bytes, i, limit);
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

  static byte kindOfString(byte[] bytes, int from, int end) {
    for (int i = Octets.plain(bytes, from, end, (byte) '\\'); i < end; i++) {
      if (bytes[i] == '\\') {
        return Tape.ESCAPED_STRING;
      }
    }
    return Tape.STRING;
  }

  private static int escape(byte[] bytes, int i, int limit) {
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
  private static int multibyte(byte[] bytes, int i, int limit) {
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
}
