package com.orgscope.ingest;

import java.util.concurrent.locks.LockSupport;

/**
 * A place where a test may kill the process from outside, to see that nothing is lost or counted
 * twice. The property {@code orgscope.crash.ingest} names one and the pass at which it happens
 * ({@code BEFORE_COMMIT:2}): the process says that it is there and goes no further. Without the
 * property the places do nothing.
 */
enum CrashPoint {
  BEFORE_PSEUDONYMS,
  BEFORE_COMMIT,
  AFTER_COMMIT,
  BEFORE_DEAD_LETTERS,
  AFTER_DEAD_LETTERS,
  BEFORE_ROLL_UP,
  /** Rows of the event log are in memory and nothing of them is stored. */
  LOG_READ,
  /** The log has forgotten them. */
  LOG_RELEASED;

  /** What is said on the standard error, before the name of the place. */
  static final String REACHED = "crash point reached: ";

  private static final String CHOSEN = System.getProperty("orgscope.crash.ingest", "");

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
