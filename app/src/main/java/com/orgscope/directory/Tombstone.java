package com.orgscope.directory;

import com.orgscope.state.Hmac;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How a pseudonym of somebody who was erased rests: as another one of 121 bits, by a keyed
 * permutation (an unbalanced Feistel network of HMAC-SHA-256), told from pseudonyms by its version,
 * which is 15 in place of 8. Without the key nobody can tell whose it was or whether it was a given
 * one's.
 *
 * <p>It opens again: what was stored about somebody cannot be looked for otherwise.
 */
final class Tombstone {
  static final int KEY_BYTES = 32;

  private static final int ROUNDS = 10;
  private static final int HIDDEN_VERSION = 15;
  private static final int PSEUDONYM_VERSION = 8;

  private static final int VERSION_SHIFT = 12;
  private static final long LAST_TWELVE = 0xfffL;

  /** Bits of the upper half without the top one and the version, and of the lower without two. */
  private static final long UPPER = (1L << 59) - 1;

  private static final long LOWER = (1L << 62) - 1;
  private static final long VARIANT = 1L << 63;

  private final byte[] key;

  Tombstone(byte[] key) {
    this.key = key.clone();
  }

  static boolean isHidden(UUID id) {
    return id.version() == HIDDEN_VERSION;
  }

  /** What is no pseudonym, or is hidden, stays as it is. */
  UUID hide(UUID id) {
    return id.version() == PSEUDONYM_VERSION && id.variant() == 2 ? turned(id, true) : id;
  }

  UUID open(UUID id) {
    return isHidden(id) ? turned(id, false) : id;
  }

  /** In both ways, as it may lie. */
  List<UUID> bothWays(Collection<UUID> ids) {
    Set<UUID> both = new HashSet<>(ids);
    ids.stream().map(this::hide).forEach(both::add);
    return List.copyOf(both);
  }

  private UUID turned(UUID id, boolean hiding) {
    long upper =
        (id.getMostSignificantBits() >>> 16 << VERSION_SHIFT
                | (id.getMostSignificantBits() & LAST_TWELVE))
            & UPPER;
    long lower = id.getLeastSignificantBits() & LOWER;
    for (int i = 0; i < ROUNDS; i++) {
      int round = hiding ? i : ROUNDS - 1 - i;
      if (round % 2 == 0) {
        upper ^= mixed(round, lower) & UPPER;
      } else {
        lower ^= mixed(round, upper) & LOWER;
      }
    }
    long version = hiding ? HIDDEN_VERSION : PSEUDONYM_VERSION;
    long high = upper >>> VERSION_SHIFT << 16 | version << VERSION_SHIFT | (upper & LAST_TWELVE);
    return new UUID(high, lower | VARIANT);
  }

  private long mixed(int round, long half) {
    byte[] text = ByteBuffer.allocate(1 + Long.BYTES).put((byte) round).putLong(half).array();
    return ByteBuffer.wrap(Hmac.of(key, text)).getLong();
  }
}
