package com.orgscope.ingest;

import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A place where a test may kill the process from outside, to see that nothing is lost or counted
 * twice. The property {@code orgscope.crash} names places and the pass at which it happens there
 * ({@code BEFORE_COMMIT:2,DELIVERED:1}): the process says that it is there and that thread goes no
 * further. Without the property the places do nothing.
 */
public enum CrashPoint {
  BEFORE_PSEUDONYMS,
  BEFORE_COMMIT,
  AFTER_COMMIT,
  BEFORE_DEAD_LETTERS,
  AFTER_DEAD_LETTERS,
  BEFORE_ROLL_UP,
  /** Rows of the event log are in memory and nothing of them is stored. */
  LOG_READ,
  /** The log has forgotten them. */
  LOG_RELEASED,

  /** A poller holds a stream, and nothing was asked. */
  CLAIMED,
  /** Its events are in memory and nothing of them is durable. */
  PAGE_READ,
  /** They are durable, and the cursor is still before them. */
  DELIVERED,
  /** The cursor is behind them. */
  CURSOR_MOVED,
  /** All is done, and the stream is still held. */
  TURN_OVER;

  /** The system property that names the places. */
  public static final String PROPERTY = "orgscope.crash";

  /** What is said on the standard error, before the name of the place and the pass. */
  public static final String REACHED = "crash point reached: ";

  private static final List<String> CHOSEN = List.of(System.getProperty(PROPERTY, "").split(","));

  private int passes;

  public synchronized void pass() {
    passes++;
    String here = name() + ":" + passes;
    if (CHOSEN.contains(here)) {
      System.err.println(REACHED + here);
      while (true) {
        LockSupport.park();
      }
    }
  }
}
