package com.orgscope.ingest;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Knows which events of a tenant are stored. A copy of an event carries the same time, so it is
 * enough to look at that hour: its keys are read from the lake when its first event comes, and
 * added to from then on. Hours that were not asked for longest are forgotten when the keys become
 * too many, after what is not stored yet has been; the lake tells them again.
 */
final class SeenKeys {
  /** An hour costs this many keys beside its own, so that hours are bounded too. */
  private static final int KEYS_AN_HOUR = 64;

  private final Stored stored;
  private final Runnable beforeForgetting;
  private final int most;
  private final Map<Long, KeySet> hours = new LinkedHashMap<>(256, 0.75f, true);
  private long lastHour = Long.MIN_VALUE;
  private KeySet last = new KeySet(1);
  private long keys;

  /** What the lake holds. */
  interface Stored {
    /** The keys of an hour, upper and lower half in turn. */
    long[] keys(Instant hour);
  }

  /**
   * @param beforeForgetting stores what has been seen but not stored
   */
  SeenKeys(Stored stored, int most, Runnable beforeForgetting) {
    this.stored = stored;
    this.most = most;
    this.beforeForgetting = beforeForgetting;
  }

  /** False if the event was seen before. */
  boolean add(long micros, long high, long low) {
    long hour = Math.floorDiv(micros, TimeUnit.HOURS.toMicros(1));
    if (hour != lastHour) {
      last = hour(hour);
      lastHour = hour;
    }
    boolean added = last.add(high, low);
    if (added && ++keys > most) {
      forget();
    }
    return added;
  }

  private KeySet hour(long hour) {
    KeySet known = hours.get(hour);
    if (known != null) {
      return known;
    }
    long[] pairs = stored.keys(Instant.ofEpochSecond(TimeUnit.HOURS.toSeconds(hour)));
    KeySet read = new KeySet(pairs.length / 2);
    for (int i = 0; i < pairs.length; i += 2) {
      read.add(pairs[i], pairs[i + 1]);
    }
    keys += read.size() + KEYS_AN_HOUR;
    hours.put(hour, read);
    return read;
  }

  private void forget() {
    beforeForgetting.run();
    Iterator<KeySet> oldest = hours.values().iterator();
    while (keys > most / 2 && hours.size() > 1 && oldest.hasNext()) {
      keys -= oldest.next().size() + KEYS_AN_HOUR;
      oldest.remove();
    }
    lastHour = Long.MIN_VALUE;
  }
}
