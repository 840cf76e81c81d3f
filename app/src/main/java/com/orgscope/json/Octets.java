package com.orgscope.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Stretches of bytes, looked at eight at a time. */
public final class Octets {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long TOPS = 0x8080_8080_8080_8080L;
  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private Octets() {}

  /**
   * The first place from {@code from} on that need not be ordinary text in a string: its quote, a
   * backslash, a control character, a byte that is not ASCII; or one of the last seven bytes.
   *
   * <p>Taking n from each byte of a word sets the top bit of those below n, and may carry into
   * those above one that is below n: the lowest is right, and only it is used. Bytes with the top
   * bit set are wanted in any case.
   */
  static int plain(byte[] bytes, int from, int limit, byte quote) {
    return quote == '"' ? plain(bytes, from, limit) : plainBefore(bytes, from, limit, quote);
  }

  /** The double quote becomes a blank and the blank its quote, so one step finds controls too. */
  private static int plain(byte[] bytes, int from, int limit) {
    int i = from;
    while (i + Long.BYTES <= limit) {
      long word = (long) LONGS.get(bytes, i);
      long hit =
          (((word ^ (ONES * ('"' ^ ' '))) - ONES * ('"' - 1))
                  | ((word ^ (ONES * '\\')) - ONES)
                  | word)
              & TOPS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
      i += Long.BYTES;
    }
    return i;
  }

  private static int plainBefore(byte[] bytes, int from, int limit, byte quote) {
    long quotes = ONES * quote;
    int i = from;
    while (i + Long.BYTES <= limit) {
      long word = (long) LONGS.get(bytes, i);
      long hit =
          (((word ^ quotes) - ONES) | ((word ^ (ONES * '\\')) - ONES) | (word - ONES * ' ') | word)
              & TOPS;
      if (hit != 0) {
        return i + (Long.numberOfTrailingZeros(hit) >>> 3);
      }
      i += Long.BYTES;
    }
    return i;
  }

  static boolean isAscii(byte[] bytes, int from, int to) {
    long all = 0;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      all |= (long) LONGS.get(bytes, i);
    }
    for (; i < to; i++) {
      all |= bytes[i];
    }
    return (all & TOPS) == 0;
  }

  public static int lineEnds(byte[] bytes, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += bytes[i] == '\n' ? 1 : 0;
    }
    return count;
  }

  /** Whether {@code text} stands at {@code at}, which may be too near to the limit for it. */
  static boolean stands(byte[] text, byte[] bytes, int at, int limit) {
    int length = text.length;
    if (at + length > limit) {
      return false;
    }
    int last = length - Long.BYTES;
    if (last < 0) {
      for (int i = 0; i < length; i++) {
        if (text[i] != bytes[at + i]) {
          return false;
        }
      }
      return true;
    }
    for (int i = 0; i < last; i += Long.BYTES) {
      if ((long) LONGS.get(text, i) != (long) LONGS.get(bytes, at + i)) {
        return false;
      }
    }
    return (long) LONGS.get(text, last) == (long) LONGS.get(bytes, at + last);
  }

  /** A hash for tables in memory. Bytes from outside may collide on purpose: bound the table. */
  static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int i = from;
    for (; i + Long.BYTES <= to; i += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, i)) * MIX;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (; i < to; i++) {
      rest = rest << 8 | (bytes[i] & 0xff);
    }
    hash = (hash ^ rest) * MIX;
    return (int) (hash ^ (hash >>> 32));
  }
}
