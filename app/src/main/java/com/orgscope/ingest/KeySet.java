package com.orgscope.ingest;

/** A set of 128-bit keys in an open table of longs: 32 to 64 bytes a key and no objects. */
final class KeySet {
  private long[] table;
  private int size;
  private boolean zero;

  KeySet(int expected) {
    table = new long[Math.max(64, Integer.highestOneBit(Math.max(1, expected)) * 8)];
  }

  /** False if the key was there already. */
  boolean add(long high, long low) {
    if (high == 0 && low == 0) {
      boolean added = !zero;
      zero = true;
      return added;
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

  int size() {
    return zero ? size + 1 : size;
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
