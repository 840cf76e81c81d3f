package com.orgscope.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a document consists of: for each key and value, in their order, its kind, where its text
 * begins and ends, and where the tape goes on behind it, so that readers skip what they do not want
 * in one step.
 *
 * <p>A place is an offset from one of the document's anchors. Documents of one shape share a tape
 * and differ in their anchors alone; see {@link Shapes}.
 */
public final class Tape {
  public static final byte OBJECT = '{';
  public static final byte ARRAY = '[';
  public static final byte STRING = '"';
  public static final byte ESCAPED_STRING = '\\';
  public static final byte NUMBER = '0';
  public static final byte TRUE = 't';
  public static final byte FALSE = 'f';
  public static final byte NULL = 'n';

  int size;
  byte[] kinds;
  int[] nexts;
  int[] startAnchors;
  int[] starts;
  int[] endAnchors;
  int[] ends;

  /** Line ends between the values of a shape; they do not depend on the values. */
  int lineEnds;

  /** Members looked up before; null on a tape that is written anew for each document. */
  @Nullable Members members;

  Tape() {
    this(512);
  }

  Tape(int most) {
    kinds = new byte[most];
    nexts = new int[most];
    startAnchors = new int[most];
    starts = new int[most];
    endAnchors = new int[most];
    ends = new int[most];
  }

  /** Forgets what is on it. */
  public void clear() {
    size = 0;
  }

  /**
   * An object or array begins.
   *
   * @return its node, to be closed
   */
  public int open(byte kind, int start) {
    return add(kind, start);
  }

  /**
   * An object or array ends.
   *
   * @param end behind its bracket
   * @return where it ends
   */
  public int close(int node, int end) {
    ends[node] = end;
    nexts[node] = size;
    return end;
  }

  private int add(byte kind, int start) {
    if (size == kinds.length) {
      grow(size * 2);
    }
    kinds[size] = kind;
    starts[size] = start;
    return size++;
  }

  /**
   * A key, or a value without others in it.
   *
   * @return where it ends
   */
  public int leaf(byte kind, int from, int to) {
    return close(add(kind, from), to);
  }

  private void grow(int most) {
    kinds = Arrays.copyOf(kinds, most);
    nexts = Arrays.copyOf(nexts, most);
    startAnchors = Arrays.copyOf(startAnchors, most);
    starts = Arrays.copyOf(starts, most);
    endAnchors = Arrays.copyOf(endAnchors, most);
    ends = Arrays.copyOf(ends, most);
  }
}
