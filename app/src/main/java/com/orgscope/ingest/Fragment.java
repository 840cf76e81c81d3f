package com.orgscope.ingest;

import com.orgscope.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;

/**
 * The bytes of something broken. Up to {@link ElementReader#LARGEST_EVENT} they are kept whole; of
 * more, only the beginning with the size and digest of all, so that one line of any length takes
 * little room and can still be found in the file it came from.
 */
final class Fragment {
  /** What is kept of a piece that is larger than any event, in bytes. */
  static final int KEPT_OF_TOO_LARGE = 64 << 10;

  /** Nobody counted the lines. */
  static final long NO_LINE = 0;

  private final long offset;
  private final long line;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
  private final MessageDigest digest = Sha256.digest();
  private long size;
  private byte[] hash = new byte[0];

  /**
   * @param offset where it begins in the unpacked input
   * @param line the line in which it begins, from 1 on
   */
  Fragment(long offset, long line) {
    this.offset = offset;
    this.line = line;
  }

  /** All that there is. */
  static Fragment of(byte[] raw) {
    return of(raw, 0, 1);
  }

  static Fragment of(byte[] raw, long offset, long line) {
    Fragment fragment = new Fragment(offset, line);
    fragment.add(raw, 0, raw.length);
    return fragment.done();
  }

  void add(byte[] bytes, int from, int to) {
    digest.update(bytes, from, to - from);
    size += to - from;
    int room = ElementReader.LARGEST_EVENT - kept.size();
    kept.write(bytes, from, Math.min(room, to - from));
  }

  Fragment done() {
    hash = digest.digest();
    return this;
  }

  /** Where it begins in the unpacked input. */
  long offset() {
    return offset;
  }

  /** In which line it begins, or {@link #NO_LINE}. */
  long line() {
    return line;
  }

  long size() {
    return size;
  }

  boolean whole() {
    return size <= ElementReader.LARGEST_EVENT;
  }

  /** SHA-256 of all its bytes. */
  byte[] hash() {
    return hash.clone();
  }

  byte[] bytes() {
    byte[] all = kept.toByteArray();
    return whole() ? all : java.util.Arrays.copyOf(all, KEPT_OF_TOO_LARGE);
  }
}
