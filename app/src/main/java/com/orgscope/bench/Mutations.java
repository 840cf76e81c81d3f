package com.orgscope.bench;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * Events as they arrive when something on the way is broken: cut, flipped, nested, doubled, of
 * wrong types, in strange characters. All dice are one {@link Random}'s, so a seed tells them
 * again.
 */
final class Mutations {
  private static final int DEEP = 2_000;
  private static final List<String> STRANGE =
      List.of(
          "\u0000",
          "\n",
          "\r\n",
          "\ufeff",
          "'",
          "\"",
          "\\",
          "{",
          "}",
          "[[[[",
          "]]",
          ",",
          "\\ud800",
          "1e99999",
          "-",
          "9".repeat(400),
          "[".repeat(DEEP),
          "{\"a\":".repeat(DEEP),
          "[".repeat(DEEP) + "]".repeat(DEEP));
  private static final List<String> OTHER_VALUES =
      List.of(
          "null",
          "true",
          "-0.5e-3",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "[]",
          "{}",
          "[null]",
          "[[[1]]]",
          "{\"id\":{\"id\":[]}}",
          "12345678901234567890123456789012345678901234567890",
          "\"9999-99-99T99:99:99Z\"",
          "\"" + "x".repeat(5_000) + "\"");

  private final Random random;

  public Mutations(Random random) {
    this.random = random;
  }

  /** One to three things go wrong. */
  public byte[] of(byte[] event) {
    byte[] result = event;
    for (int i = random.nextInt(3); i >= 0 && result.length > 2; i--) {
      result = once(result);
    }
    return result;
  }

  private byte[] once(byte[] event) {
    int at = random.nextInt(event.length);
    int to = Math.min(event.length, at + 1 + random.nextInt(40));
    byte[] before = Arrays.copyOf(event, at);
    byte[] behind = Arrays.copyOfRange(event, to, event.length);
    return switch (random.nextInt(12)) {
      case 0 -> before;
      case 1 -> behind.length == 0 ? event : behind;
      case 2 -> join(before, behind);
      case 3 -> flipped(event, at, (byte) (1 << random.nextInt(8)));
      case 4 -> flipped(event, at, (byte) random.nextInt(256));
      case 5 -> join(before, bytes(any(STRANGE)), Arrays.copyOfRange(event, at, event.length));
      case 6 -> swapped(event, random.nextBoolean() ? event.length : to);
      case 7 -> doubled(event, at);
      case 8, 9 -> ofWrongType(event, at);
      case 10 -> join(event, random.nextBoolean() ? bytes("") : bytes(any(STRANGE)), event);
      default -> join(bytes("[["), event, bytes("],["), event, bytes("]]"));
    };
  }

  /** Packed as logs are shipped, by gzip or Zstandard, and damaged then. */
  public byte[] packed(byte[] payload) {
    byte[] bytes = random.nextBoolean() ? zipped(payload) : Zstd.compress(payload);
    int at = random.nextInt(bytes.length);
    return random.nextBoolean()
        ? Arrays.copyOf(bytes, at)
        : flipped(bytes, at, (byte) (1 + random.nextInt(255)));
  }

  private static byte[] zipped(byte[] payload) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] flipped(byte[] event, int at, byte bits) {
    byte[] result = event.clone();
    result[at] ^= bits;
    return result;
  }

  /** Single quotes for double ones, from the beginning to some place. */
  private static byte[] swapped(byte[] event, int to) {
    byte[] result = event.clone();
    for (int i = 0; i < to; i++) {
      result[i] = result[i] == '"' ? (byte) '\'' : result[i];
    }
    return result;
  }

  /** A member that comes twice, with two values. */
  private byte[] doubled(byte[] event, int near) {
    int key = next(event, near, ",\"");
    int end = next(event, key + 1, ":");
    return key < 0 || end < 0
        ? event
        : join(
            Arrays.copyOf(event, key),
            Arrays.copyOfRange(event, key, end + 1),
            bytes(any(OTHER_VALUES)),
            Arrays.copyOfRange(event, key, event.length));
  }

  /** Another kind of value under some key. */
  private byte[] ofWrongType(byte[] event, int near) {
    int colon = next(event, near, "\":");
    int end = next(event, colon + 2, ",\"");
    return colon < 0 || end < 0
        ? event
        : join(
            Arrays.copyOf(event, colon + 2),
            bytes(any(OTHER_VALUES)),
            Arrays.copyOfRange(event, end, event.length));
  }

  private static int next(byte[] event, int from, String text) {
    return from < 0 ? -1 : new String(event, StandardCharsets.ISO_8859_1).indexOf(text, from);
  }

  private String any(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
