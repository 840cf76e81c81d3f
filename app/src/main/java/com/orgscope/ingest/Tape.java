package com.orgscope.ingest;

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
final class Tape {
  static final byte OBJECT = '{';
  static final byte ARRAY = '[';
  static final byte STRING = '"';
  static final byte ESCAPED_STRING = '\\';
  static final byte NUMBER = '0';
  static final byte TRUE = 't';
  static final byte FALSE = 'f';
  static final byte NULL = 'n';

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

  int add(byte kind, int start) {
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
  int leaf(byte kind, int from, int to) {
    int node = add(kind, from);
    ends[node] = to;
    nexts[node] = size;
    return to;
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
