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

  private final long offset;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(256);
  private final MessageDigest digest = Sha256.digest();
  private long size;
  private byte[] hash = new byte[0];

  Fragment(long offset) {
    this.offset = offset;
  }

  static Fragment of(byte[] raw, long offset) {
    Fragment fragment = new Fragment(offset);
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
