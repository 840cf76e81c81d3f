package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Sha256;
import com.orgscope.lake.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Collects the dead letters of a run and stores them some at a time.
 *
 * <p>A letter is known by its provider, its bytes and how many times the same bytes came before in
 * the same file. So a file that is read again adds none, two overlapping halves share theirs, and a
 * file with the same broken line twice still has two.
 */
final class DeadLetterBox implements EventPipe.DeadEvents {
  private static final int MOST_LETTERS = 500;
  private static final long MOST_BYTES = 8L << 20;

  /** Distinct broken pieces of a file that are told apart from their repetitions. */
  private static final int MOST_COUNTED = 1_000_000;

  private final Caller caller;
  private final Source source;
  private final DeadLetterStore store;
  private final TenantCipher seal;
  private final InstantSource clock;
  private final Supplier<Predicate<DeadLetter>> erased;
  private final List<DeadLetter> letters = new ArrayList<>();
  private final Map<UUID, Integer> times = new HashMap<>();
  private long bytes;
  private String file = "";

  /**
   * @param erased asked whenever letters are stored: which are about somebody who was erased
   */
  DeadLetterBox(
      Caller caller,
      Source source,
      DeadLetterStore store,
      TenantCipher seal,
      InstantSource clock,
      Supplier<Predicate<DeadLetter>> erased) {
    this.erased = erased;
    this.caller = caller;
    this.source = source;
    this.store = store;
    this.seal = seal;
    this.clock = clock;
  }

  void begin(String fileName) {
    file = Enrichment.name(fileName) == null ? "?" : fileName;
    times.clear();
  }

  @Override
  public void add(Reason reason, Fragment fragment) {
    if (times.size() == MOST_COUNTED) {
      times.clear();
    }
    UUID content = id(fragment.hash(), 0);
    int before = times.merge(content, 1, Integer::sum) - 1;
    UUID id = before == 0 ? content : id(fragment.hash(), before);
    byte[] raw = fragment.bytes();
    DeadLetter letter =
        new DeadLetter(
            id,
            source,
            reason,
            file,
            fragment.offset(),
            fragment.line(),
            fragment.size(),
            fragment.hash(),
            fragment.whole(),
            new byte[0]);
    letters.add(sealed(letter, raw));
    bytes += raw.length;
    if (letters.size() == MOST_LETTERS || bytes > MOST_BYTES) {
      flush();
    }
  }

  private DeadLetter sealed(DeadLetter letter, byte[] raw) {
    return new DeadLetter(
        letter.letter(),
        letter.source(),
        letter.reason(),
        letter.file(),
        letter.offset(),
        letter.line(),
        letter.size(),
        letter.digest(),
        letter.whole(),
        seal.seal(raw, letter.place()));
  }

  private UUID id(byte[] digest, int before) {
    MessageDigest hash = Sha256.digest();
    hash.update(source.name().getBytes(StandardCharsets.UTF_8));
    hash.update(ByteBuffer.allocate(4).putInt(before).array());
    byte[] id = hash.digest(digest);
    return new UUID(Fingerprint.half(id, 0), Fingerprint.half(id, 8));
  }

  void flush() {
    if (!letters.isEmpty()) {
      CrashPoint.BEFORE_DEAD_LETTERS.pass();
      store.add(caller, letters.stream().filter(erased.get().negate()).toList(), clock.instant());
      CrashPoint.AFTER_DEAD_LETTERS.pass();
      letters.clear();
      bytes = 0;
    }
  }
}
