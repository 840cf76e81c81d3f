package com.orgscope.ingest;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home.OwnersOnly;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A set of 128-bit keys in a file that is mapped into memory and gone when it is closed: 24 to 48
 * bytes a key, none of them in the heap. What is in it can be read from the lake again.
 */
final class MappedKeys implements AutoCloseable {
  private static final long BYTES = 16;

  private final Path folder;
  private Arena arena;
  private MemorySegment table;
  private long slots;
  private long size;

  /**
   * @param expected keys; more make it grow
   */
  MappedKeys(Path folder, long expected) {
    this.folder = folder;
    this.slots = Long.highestOneBit(Math.max(1024, expected)) * 4;
    this.arena = arena();
    this.table = map(arena, slots);
  }

  @SuppressWarnings("MustBeClosedChecker") // by close, or by grow when another takes its place
  private static Arena arena() {
    return Arena.ofShared();
  }

  /** New files are all zero, which stands for "no key": {@link KeySet} keeps that one itself. */
  private MemorySegment map(Arena arena, long slots) {
    try {
      OwnersOnly.folder(folder);
      Path file = Files.createTempFile(folder, "keys", null);
      try (FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE)) {
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, slots * BYTES, arena);
      }
    } catch (IOException e) {
      throw Failure.operator("no room for event keys in " + folder + ": " + e.getMessage(), e);
    }
  }

  /** False if the key was there already. */
  boolean add(long high, long low) {
    if (!put(table, slots, high, low)) {
      return false;
    }
    size++;
    if (size * 3 > slots * 2) {
      grow();
    }
    return true;
  }

  long size() {
    return size;
  }

  private static boolean put(MemorySegment table, long slots, long high, long low) {
    long mask = slots - 1;
    // Not the bits that order the smaller table: its keys come in that order when it is full.
    long slot = (((low ^ (high >>> 9)) * 0xD6E8FEB86659FD93L) >>> 20) & mask;
    while (true) {
      long h = table.getAtIndex(ValueLayout.JAVA_LONG, slot * 2);
      long l = table.getAtIndex(ValueLayout.JAVA_LONG, slot * 2 + 1);
      if ((h | l) == 0) {
        table.setAtIndex(ValueLayout.JAVA_LONG, slot * 2, high);
        table.setAtIndex(ValueLayout.JAVA_LONG, slot * 2 + 1, low);
        return true;
      }
      if (h == high && l == low) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void grow() {
    Arena larger = arena();
    MemorySegment to = map(larger, slots * 2);
    for (long slot = 0; slot < slots; slot++) {
      long h = table.getAtIndex(ValueLayout.JAVA_LONG, slot * 2);
      long l = table.getAtIndex(ValueLayout.JAVA_LONG, slot * 2 + 1);
      if ((h | l) != 0) {
        put(to, slots * 2, h, l);
      }
    }
    arena.close();
    arena = larger;
    table = to;
    slots *= 2;
  }

  @Override
  public void close() {
    arena.close();
  }
}
