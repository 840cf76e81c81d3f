package com.orgscope.state;

import java.io.ByteArrayOutputStream;

/**
 * Unpacks what PostgreSQL packs (its {@code pglz}), piece by piece: no more than what may be
 * referred to is held.
 */
final class Pglz {
  /** How far back a reference goes. */
  private static final int WINDOW = 1 << 12;

  private static final int ITEMS = 8;
  private static final int LONG = 18;
  private static final int BYTE = 0xff;

  private final byte[] window = new byte[WINDOW];
  private long written;
  private int control;
  private int left;
  private final int[] tag = new int[3];
  private int held;
  private boolean broken;

  /** Whether something was not packed so. */
  boolean isBroken() {
    return broken;
  }

  /** How many bytes came out. */
  long written() {
    return written;
  }

  /**
   * Goes on with the next bytes.
   *
   * @return what comes out of them; less than there is once something is not packed so
   */
  byte[] next(byte[] packed, int from, int until) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = from; at < until && !broken; at++) {
      int value = packed[at] & BYTE;
      if (left == 0) {
        control = value;
        left = ITEMS;
      } else if ((control & 1) == 0) {
        put(out, (byte) value);
        used();
      } else {
        tag[held++] = value;
        refer(out);
      }
    }
    return out.toByteArray();
  }

  /** Two bytes say how far back and how long; where it is longest a third one does. */
  private void refer(ByteArrayOutputStream out) {
    if (held < 2) {
      return;
    }
    int length = (tag[0] & 0x0f) + 3;
    if (length == LONG && held < tag.length) {
      return;
    }
    int back = ((tag[0] & 0xf0) << 4) | tag[1];
    length += held == tag.length ? tag[2] : 0;
    held = 0;
    if (back == 0 || back > written) {
      broken = true;
      return;
    }
    for (int i = 0; i < length; i++) {
      put(out, window[(int) ((written - back) & (WINDOW - 1))]);
    }
    used();
  }

  private void used() {
    control >>= 1;
    left--;
  }

  private void put(ByteArrayOutputStream out, byte value) {
    window[(int) (written & (WINDOW - 1))] = value;
    out.write(value);
    written++;
  }
}
