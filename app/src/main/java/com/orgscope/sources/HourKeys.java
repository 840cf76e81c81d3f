package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The keys of one hour's events as a source gives them, each once, beside those that are stored.
 * The digest of a set is the sum of its keys modulo 2^128, so that any order gives the same and a
 * key that is missing changes it.
 */
final class HourKeys {
  /** Events of one source in one hour, about 80 bytes each while they are compared. */
  private static final int MOST = 2_000_000;

  private final long[] stored;
  private final Map<UUID, Boolean> given = new HashMap<>();

  /**
   * @param stored upper and lower halves in turn, in unsigned order, as the lake gives them
   */
  HourKeys(long[] stored) {
    this.stored = stored;
  }

  /** Adds a key that the source gives; whether it is stored. */
  boolean add(long high, long low) {
    if (given.size() == MOST) {
      throw Failure.operator("an hour has more than " + MOST + " events: it cannot be compared");
    }
    return given.computeIfAbsent(new UUID(high, low), key -> isStored(high, low));
  }

  private boolean isStored(long high, long low) {
    int from = 0;
    int to = stored.length / 2 - 1;
    while (from <= to) {
      int middle = (from + to) >>> 1;
      int compared = Long.compareUnsigned(stored[2 * middle], high);
      if (compared == 0) {
        compared = Long.compareUnsigned(stored[2 * middle + 1], low);
      }
      if (compared == 0) {
        return true;
      }
      if (compared < 0) {
        from = middle + 1;
      } else {
        to = middle - 1;
      }
    }
    return false;
  }

  long given() {
    return given.size();
  }

  long storedOfGiven() {
    return given.values().stream().filter(is -> is).count();
  }

  UUID givenDigest() {
    return digest(false);
  }

  UUID storedDigest() {
    return digest(true);
  }

  private UUID digest(boolean onlyStored) {
    long high = 0;
    long low = 0;
    for (Map.Entry<UUID, Boolean> key : given.entrySet()) {
      if (!onlyStored || key.getValue()) {
        long sum = low + key.getKey().getLeastSignificantBits();
        high += key.getKey().getMostSignificantBits();
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        low = sum;
      }
    }
    return new UUID(high, low);
  }
}
