package com.orgscope.ingest;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A set of 128-bit keys in an open table of longs: 32 to 64 bytes a key and no objects. A set that
 * grows large may go on in a mapped file.
 */
final class KeySet implements AutoCloseable {
  /** 4 MiB. */
  private static final int LARGEST_TABLE = 1 << 19;

  private final @Nullable Path folder;
  private @Nullable MappedKeys mapped;
  private long[] table;
  private int size;
  private boolean zero;

  /**
   * @param folder for a large set's file; null to keep it in the heap
   */
  KeySet(int expected, @Nullable Path folder) {
    this.folder = folder;
    int longs = Math.max(64, Integer.highestOneBit(Math.max(1, expected)) * 8);
    if (folder != null && longs > LARGEST_TABLE) {
      mapped = new MappedKeys(folder, expected);
      longs = 0;
    }
    table = new long[longs];
  }

  /** False if the key was there already. */
  boolean add(long high, long low) {
    if (high == 0 && low == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    if (mapped != null) {
      return mapped.add(high, low);
    }
    int slot = slot(high, low);
    if ((table[slot] | table[slot + 1]) != 0) {
      return false;
    }
    table[slot] = high;
    table[slot + 1] = low;
    size++;
    if (size * 4 > table.length) {
      grow();
    }
    return true;
  }

  long size() {
    long others = mapped == null ? size : mapped.size();
    return zero ? others + 1 : others;
  }

  boolean isMapped() {
    return mapped != null;
  }

  @Override
  public void close() {
    if (mapped != null) {
      mapped.close();
    }
  }

  private int slot(long high, long low) {
    int mask = table.length - 1;
    int slot = ((int) (((high ^ (low >>> 7)) * 0x9E3779B97F4A7C15L) >>> 32) << 1) & mask;
    while ((table[slot] | table[slot + 1]) != 0
        && (table[slot] != high || table[slot + 1] != low)) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = table;
    if (folder != null && old.length >= LARGEST_TABLE) {
      MappedKeys file = new MappedKeys(folder, size);
      for (int i = 0; i < old.length; i += 2) {
        if ((old[i] | old[i + 1]) != 0) {
          file.add(old[i], old[i + 1]);
        }
      }
      mapped = file;
      table = new long[0];
      return;
    }
    table = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if ((old[i] | old[i + 1]) != 0) {
        int slot = slot(old[i], old[i + 1]);
        table[slot] = old[i];
        table[slot + 1] = old[i + 1];
      }
    }
  }
}
