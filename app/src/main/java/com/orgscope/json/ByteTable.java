package com.orgscope.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are stretches of a buffer, so that a name seen a million times becomes a {@code
 * String} once. It forgets everything when it has grown to its limit: it is a memory of what was
 * worked out, never the only place of it.
 */
public final class ByteTable<V> {
  private final int most;
  private byte[][] keys = new byte[64][];
  private int[] hashes = new int[64];
  private @Nullable Object[] values = new Object[64];
  private int size;

  /**
   * @param most entries kept at once
   */
  public ByteTable(int most) {
    this.most = most;
  }

  @SuppressWarnings("unchecked")
  public @Nullable V get(byte[] bytes, int from, int to) {
    return (V) values[slot(Octets.hash(bytes, from, to), bytes, from, to)];
  }

  public void put(byte[] bytes, int from, int to, V value) {
    if (size == most) {
      Arrays.fill(keys, null);
      Arrays.fill(values, null);
      size = 0;
    }
    int hash = Octets.hash(bytes, from, to);
    int slot = slot(hash, bytes, from, to);
    if (keys[slot] == null) {
      keys[slot] = Arrays.copyOfRange(bytes, from, to);
      hashes[slot] = hash;
      size++;
    }
    values[slot] = value;
    if (size * 2 > keys.length) {
      grow();
    }
  }

  /** A fixed entry, for tables that are filled once and asked by providers' words. */
  public ByteTable<V> with(Json.Name name, V value) {
    put(name.utf8(), 0, name.utf8().length, value);
    return this;
  }

  /** The value under a node's text; null if there is none or the node is no plain text. */
  public @Nullable V of(Json json, int node) {
    return json.isText(node) ? get(json.bytes(), json.start(node), json.stop(node)) : null;
  }

  private int slot(int hash, byte[] bytes, int from, int to) {
    int mask = keys.length - 1;
    int slot = hash & mask;
    while (keys[slot] != null && !(hashes[slot] == hash && equal(keys[slot], bytes, from, to))) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private static boolean equal(byte[] key, byte[] bytes, int from, int to) {
    return key.length == to - from && Octets.stands(key, bytes, from, to);
  }

  private void grow() {
    byte[][] oldKeys = keys;
    int[] oldHashes = hashes;
    @Nullable Object[] oldValues = values;
    keys = new byte[oldKeys.length * 4][];
    hashes = new int[keys.length];
    values = new Object[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        int slot = slot(oldHashes[i], key, 0, key.length);
        keys[slot] = key;
        hashes[slot] = oldHashes[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
