package com.orgscope.sources;

import java.util.concurrent.locks.LockSupport;

/**
 * A place in a turn where a test may kill the process from outside, to see that nothing is lost.
 * The property {@code orgscope.crash.sources} names one and the pass at which it happens ({@code
 * DELIVERED:2}): the turn says that it is there and goes no further. Without the property the
 * places do nothing.
 */
enum CrashPoint {
  /** A stream is held and nothing was asked. */
  CLAIMED,
  /** Events are in memory and nothing of them is durable. */
  PAGE_READ,
  /** They are durable, and the cursor is still before them. */
  DELIVERED,
  /** The cursor is behind them. */
  CURSOR_MOVED,
  /** All is done, and the stream is still held. */
  TURN_OVER;

  /** What is said on the standard error, before the name of the place. */
  static final String REACHED = "crash point reached: ";

  private static final String CHOSEN = System.getProperty("orgscope.crash.sources", "");

  private int passes;

  synchronized void pass() {
    passes++;
    if (CHOSEN.equals(name() + ":" + passes)) {
      System.err.println(REACHED + CHOSEN);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
