package com.orgscope.ingest;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Knows which events of a tenant are stored. A copy of an event carries the same time, so it is
 * enough to look at that hour: its keys are read from the lake when its first event comes, and
 * added to from then on. Hours that were not asked for longest are forgotten when the keys become
 * too many, after what is not stored yet has been; the lake tells them again.
 */
final class SeenKeys implements AutoCloseable {
  /** An hour costs this many keys beside its own, so that hours are bounded too. */
  private static final int KEYS_AN_HOUR = 64;

  private final Stored stored;
  private final Runnable beforeForgetting;
  private final Bounds bounds;
  private final Map<Long, KeySet> hours = new LinkedHashMap<>(256, 0.75f, true);
  private long lastHour = Long.MIN_VALUE;
  private KeySet last = new KeySet(1, null);

  /** In the heap. */
  private long keys;

  /** In files. */
  private long mapped;

  /** What the lake holds. */
  interface Stored {
    /** The keys of an hour, upper and lower half in turn. */
    long[] keys(Instant hour);
  }

  /**
   * What may be remembered.
   *
   * @param inMemory keys in the heap
   * @param onDisk keys of large hours, in mapped files
   * @param folder for these; null to keep all in the heap
   */
  record Bounds(long inMemory, long onDisk, @Nullable Path folder) {}

  /**
   * @param beforeForgetting stores what has been seen but not stored
   */
  SeenKeys(Stored stored, int most, Runnable beforeForgetting) {
    this(stored, new Bounds(most, 0, null), beforeForgetting);
  }

  SeenKeys(Stored stored, Bounds bounds, Runnable beforeForgetting) {
    this.stored = stored;
    this.bounds = bounds;
    this.beforeForgetting = beforeForgetting;
  }

  /** False if the event was seen before. */
  boolean add(long micros, long high, long low) {
    long hour = Math.floorDiv(micros, TimeUnit.HOURS.toMicros(1));
    if (hour != lastHour) {
      last = hour(hour);
      lastHour = hour;
    }
    boolean wasMapped = last.isMapped();
    if (!last.add(high, low)) {
      return false;
    }
    if (wasMapped) {
      mapped++;
    } else if (last.isMapped()) {
      keys -= last.size() - 1;
      mapped += last.size();
    } else {
      keys++;
    }
    if ((keys > bounds.inMemory() || mapped > bounds.onDisk()) && hours.size() > 1) {
      forget();
    }
    return true;
  }

  long inMemory() {
    return keys;
  }

  long onDisk() {
    return mapped;
  }

  @Override
  public void close() {
    hours.values().forEach(KeySet::close);
    hours.clear();
    keys = 0;
    mapped = 0;
    lastHour = Long.MIN_VALUE;
  }

  private KeySet hour(long hour) {
    KeySet known = hours.get(hour);
    if (known != null) {
      return known;
    }
    long[] pairs = stored.keys(Instant.ofEpochSecond(TimeUnit.HOURS.toSeconds(hour)));
    KeySet read = new KeySet(pairs.length / 2, bounds.folder());
    for (int i = 0; i < pairs.length; i += 2) {
      read.add(pairs[i], pairs[i + 1]);
    }
    keys += (read.isMapped() ? 0 : read.size()) + KEYS_AN_HOUR;
    mapped += read.isMapped() ? read.size() : 0;
    hours.put(hour, read);
    return read;
  }

  private void forget() {
    beforeForgetting.run();
    Iterator<KeySet> oldest = hours.values().iterator();
    while ((keys > bounds.inMemory() / 2 || mapped > bounds.onDisk() / 2) && hours.size() > 1) {
      KeySet hour = oldest.next();
      keys -= (hour.isMapped() ? 0 : hour.size()) + KEYS_AN_HOUR;
      mapped -= hour.isMapped() ? hour.size() : 0;
      hour.close();
      oldest.remove();
    }
    lastHour = Long.MIN_VALUE;
  }
}
