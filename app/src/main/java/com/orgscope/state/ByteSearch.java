package com.orgscope.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds ids and words among bytes, in every way that they are written: ids as 16 bytes and as text
 * with and without dashes, words as they are and in small letters. What is packed by gzip or as a
 * zip is unpacked.
 *
 * <p>Words of fewer than {@value #SHORTEST} bytes would be found everywhere and are not looked for.
 */
public final class ByteSearch {
  private static final int SHORTEST = 8;
  private static final int CHUNK = 1 << 16;
  private static final int UUID_BYTES = 16;
  private static final int GZIP = 0x1f8b;
  private static final int ZIP = 0x504b;

  private final Map<Long, List<byte[]>> byHead = new HashMap<>();
  private final Set<String> texts = new LinkedHashSet<>();
  private int longest = SHORTEST;

  public ByteSearch(Collection<UUID> ids, Collection<String> words) {
    for (UUID id : ids) {
      add(
          ByteBuffer.allocate(UUID_BYTES)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array());
      add(id.toString().getBytes(UTF_8));
      add(id.toString().replace("-", "").getBytes(UTF_8));
      texts.add(id.toString());
      texts.add(id.toString().replace("-", ""));
    }
    for (String word : words) {
      if (word.getBytes(UTF_8).length >= SHORTEST) {
        add(word.getBytes(UTF_8));
        add(word.toLowerCase(Locale.ROOT).getBytes(UTF_8));
        texts.add(word.toLowerCase(Locale.ROOT));
      }
    }
  }

  private void add(byte[] needle) {
    List<byte[]> same = byHead.computeIfAbsent(head(needle, 0), head -> new ArrayList<>());
    if (same.stream().noneMatch(one -> Arrays.equals(one, needle))) {
      same.add(needle);
    }
    longest = Math.max(longest, needle.length);
  }

  /** As what is looked for is written as text, in small letters. */
  public Set<String> texts() {
    return Set.copyOf(texts);
  }

  /** How many bytes the longest of it has. */
  int longest() {
    return longest;
  }

  /** How often something of it is among the bytes, and in what they pack. */
  public long count(byte[] bytes) {
    return matches(bytes, bytes.length, bytes.length);
  }

  /** Whether a file begins as one that {@link #count(InputStream)} unpacks. */
  public static boolean isPacked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      int magic = (in.read() << 8) | in.read();
      return magic == GZIP || magic == ZIP;
    }
  }

  /** As {@link #count(byte[])}, to the end of a stream, which it does not close. */
  public long count(InputStream in) throws IOException {
    BufferedInputStream bytes = new BufferedInputStream(in);
    bytes.mark(2);
    int magic = (bytes.read() << 8) | bytes.read();
    bytes.reset();
    if (magic == GZIP) {
      return count(new GZIPInputStream(bytes));
    }
    if (magic == ZIP) {
      long found = 0;
      ZipInputStream zip = new ZipInputStream(bytes);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        found += count(entry.getName().getBytes(UTF_8)) + count(zip);
      }
      return found;
    }
    return plain(bytes);
  }

  /**
   * As {@link #count(InputStream)}, of a file; what begins as packed and is not is found as its
   * bytes lie.
   *
   * @throws IOException also if it cannot be unpacked to its end
   */
  public long count(Path file) throws IOException {
    long packed = 0;
    if (isPacked(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        packed = count(in);
      }
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Math.max(packed, plain(in));
    }
  }

  /** As {@link #count(InputStream)}, and nothing is unpacked. */
  public long countAsItLies(InputStream in) throws IOException {
    return plain(in);
  }

  private long plain(InputStream in) throws IOException {
    byte[] buffer = new byte[CHUNK + longest];
    int held = 0;
    long found = 0;
    while (true) {
      int read = in.readNBytes(buffer, held, CHUNK);
      held += read;
      if (read < CHUNK) {
        return found + matches(buffer, held, held);
      }
      int sure = held - longest + 1;
      found += matches(buffer, sure, held);
      System.arraycopy(buffer, sure, buffer, 0, held - sure);
      held -= sure;
    }
  }

  /** Of needles that begin before {@code until}. */
  private long matches(byte[] bytes, int until, int length) {
    long found = 0;
    for (int at = 0; at < until && at + SHORTEST <= length; at++) {
      List<byte[]> same = byHead.get(head(bytes, at));
      if (same != null) {
        for (byte[] needle : same) {
          if (at + needle.length <= length
              && Arrays.equals(needle, 0, needle.length, bytes, at, at + needle.length)) {
            found++;
          }
        }
      }
    }
    return found;
  }

  private static long head(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes, at, SHORTEST).getLong();
  }
}
