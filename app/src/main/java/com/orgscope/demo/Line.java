package com.orgscope.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;

/**
 * A growing line of bytes. Events are put together from parts that were encoded once, since a JSON
 * mapper for each event would cost more than everything else.
 */
final class Line {
  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] LETTERS =
      ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
  private static final long DAY = 86_400_000L;

  private byte[] bytes = new byte[16_384];
  private int length;
  private long cachedDay = Long.MIN_VALUE;
  private byte[] cachedDate = new byte[0];

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A JSON string with its quotes. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  Line add(byte[] part) {
    room(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
    return this;
  }

  Line number(long value) {
    return add(ascii(Long.toString(value)));
  }

  /** The lowest hexadecimal digits of a value. */
  Line hex(long value, int digits) {
    room(digits);
    for (int i = digits - 1; i >= 0; i--) {
      bytes[length++] = HEX[(int) (value >>> (4 * i)) & 15];
    }
    return this;
  }

  /** Looks like a random (version 4) UUID. */
  Line uuid(long identity) {
    long high = Dice.mix(identity);
    long low = Dice.mix(identity + 1);
    hex(high >>> 32, 8).dash().hex(high >>> 16, 4).dash();
    hex(0x4000 | (high & 0xfff), 4).dash();
    return hex(0x8000 | (low >>> 50), 4).dash().hex(low, 12);
  }

  /** Letters and digits that depend on an identity. */
  Line token(long identity, int size) {
    room(size);
    long state = Dice.mix(identity);
    for (int i = 0; i < size; i++) {
      if (i % 10 == 9) {
        state = Dice.mix(state + i);
      }
      bytes[length++] = LETTERS[(int) Math.unsignedMultiplyHigh(state << (6 * (i % 10)), 62)];
    }
    return this;
  }

  /** A time as {@code 2026-08-13T15:58:20.353}, without a zone. */
  Line time(long epochMillis) {
    long day = Math.floorDiv(epochMillis, DAY);
    if (day != cachedDay) {
      cachedDay = day;
      cachedDate = ascii(LocalDate.ofEpochDay(day) + "T");
    }
    int ms = (int) Math.floorMod(epochMillis, DAY);
    add(cachedDate).two(ms / 3_600_000).one(':').two(ms / 60_000 % 60).one(':');
    two(ms / 1000 % 60).one('.').one('0' + ms / 100 % 10);
    return two(ms % 100);
  }

  Line one(int character) {
    room(1);
    bytes[length++] = (byte) character;
    return this;
  }

  private Line two(int value) {
    return one('0' + value / 10).one('0' + value % 10);
  }

  private Line dash() {
    return one('-');
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  boolean contains(int from, int character) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == character) {
        return true;
      }
    }
    return false;
  }

  String text() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void shorten(int to) {
    length = Math.min(length, to);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
  }

  /** Copies from a position; returns how many bytes fitted. */
  int copy(int from, byte[] target, int offset, int size) {
    int copied = Math.min(size, length - from);
    System.arraycopy(bytes, from, target, offset, copied);
    return copied;
  }
}
