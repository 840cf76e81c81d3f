package com.orgscope.state;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Looks into what PostgreSQL packed, page by page of one table and in the order of its pages:
 * values packed within a row, wherever their bytes lie, rows that are gone included; and values in
 * pieces beside the rows (TOAST). What is held does not grow with the table or with a value.
 */
final class PackedPages {
  static final int PAGE = 8192;

  private static final int PAGE_HEADER = 24;
  private static final int LENGTH_BYTES = 4;
  private static final int HEADER_BYTES = 8;
  private static final int SIZE_BITS = 30;
  private static final int SIZE = (1 << SIZE_BITS) - 1;
  private static final int ROW_IS_THERE = 1;

  /** Values that are begun and not over, and bytes of pieces that wait for those before them. */
  private static final int MOST_VALUES = 256;

  private static final int MOST_WAITING = 4 << 20;

  private final ByteSearch search;
  private final boolean pieces;
  private final Map<Integer, Value> values = new LinkedHashMap<>();
  private int waiting;
  private boolean lost;

  /**
   * @param pieces whether the table holds pieces of others' values
   */
  PackedPages(ByteSearch search, boolean pieces) {
    this.search = search;
    this.pieces = pieces;
  }

  /** A value of which pieces come one after the other. */
  private static final class Value {
    private final Pglz packed = new Pglz();
    private final TreeMap<Integer, byte[]> early = new TreeMap<>();
    private byte[] before = {};
    private byte[] beforeAsItLies = {};
    private int next;
  }

  /** Whether pieces lay so far from each other that some were not put together. */
  boolean isLost() {
    return lost;
  }

  /** How often something is in what a page holds packed. */
  long count(byte[] bytes) {
    ByteBuffer page = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return pieces ? countPieces(page) : countPacked(page);
  }

  /** Whatever has the length, the size and the insides of something packed is unpacked. */
  private long countPacked(ByteBuffer page) {
    long found = 0;
    for (int at = PAGE_HEADER; at + HEADER_BYTES < PAGE; at += LENGTH_BYTES) {
      int head = page.getInt(at);
      int length = head >>> 2;
      int info = page.getInt(at + LENGTH_BYTES);
      if ((head & 3) == 2
          && length > HEADER_BYTES
          && length <= PAGE - at
          && info >>> SIZE_BITS == 0
          && info > length - HEADER_BYTES) {
        Pglz packed = new Pglz();
        byte[] out = packed.next(page.array(), at + HEADER_BYTES, at + length);
        found += packed.written() == (info & SIZE) ? search.count(out) : 0;
      }
    }
    return found;
  }

  private long countPieces(ByteBuffer page) {
    long found = 0;
    int end = Math.min(Short.toUnsignedInt(page.getShort(12)), PAGE);
    for (int item = PAGE_HEADER; item + LENGTH_BYTES <= end; item += LENGTH_BYTES) {
      int line = page.getInt(item);
      int row = line & 0x7fff;
      int length = line >>> 17;
      if (((line >>> 15) & 3) == ROW_IS_THERE && length > PAGE_HEADER && row + length <= PAGE) {
        found += piece(page, row, row + length);
      }
    }
    return found;
  }

  /** A row of three columns: whose piece, which one, and its bytes. */
  private long piece(ByteBuffer page, int row, int end) {
    int at = row + Byte.toUnsignedInt(page.get(row + 22));
    if (at + 2 * LENGTH_BYTES >= end) {
      return 0;
    }
    int id = page.getInt(at);
    int number = page.getInt(at + LENGTH_BYTES);
    int data = at + 2 * LENGTH_BYTES;
    boolean isShort = (page.get(data) & 1) == 1;
    int length = isShort ? Byte.toUnsignedInt(page.get(data)) >>> 1 : page.getInt(data) >>> 2;
    int from = data + (isShort ? 1 : LENGTH_BYTES);
    int until = data + length;
    if (until > end || until <= from || number < 0) {
      return 0;
    }
    byte[] bytes = new byte[until - from];
    page.get(from, bytes);
    return put(id, number, bytes);
  }

  private long put(int id, int number, byte[] bytes) {
    Value value = values.computeIfAbsent(id, any -> new Value());
    if (number > value.next) {
      value.early.put(number, bytes);
      waiting += bytes.length;
    }
    long found = number == value.next ? goOn(value, bytes) : 0;
    byte[] early = value.early.remove(value.next);
    while (early != null) {
      waiting -= early.length;
      found += goOn(value, early);
      early = value.early.remove(value.next);
    }
    Iterator<Value> oldest = values.values().iterator();
    while (values.size() > MOST_VALUES || (waiting > MOST_WAITING && oldest.hasNext())) {
      Value gone = oldest.next();
      lost |= !gone.early.isEmpty();
      waiting -= gone.early.values().stream().mapToInt(piece -> piece.length).sum();
      oldest.remove();
    }
    return found;
  }

  /** What lies in one piece as it is, whoever reads the file finds. */
  private long goOn(Value value, byte[] bytes) {
    int from = value.next++ == 0 ? LENGTH_BYTES : 0;
    byte[] plain = joined(value.beforeAsItLies, bytes);
    long found = search.count(plain) - search.count(value.beforeAsItLies) - search.count(bytes);
    value.beforeAsItLies = end(plain);
    if (!value.packed.isBroken() && from < bytes.length) {
      byte[] out = joined(value.before, value.packed.next(bytes, from, bytes.length));
      found += search.count(out) - search.count(value.before);
      value.before = end(out);
    }
    return found;
  }

  private static byte[] joined(byte[] one, byte[] other) {
    return ByteBuffer.allocate(one.length + other.length).put(one).put(other).array();
  }

  /** As much as something that is looked for may have before the next byte. */
  private byte[] end(byte[] bytes) {
    int length = Math.min(bytes.length, search.longest() - 1);
    return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
  }
}
