package com.orgscope.ingest;

import com.orgscope.state.KillPoint;

/** Where events on their way to the lake are killed by tests, see {@link KillPoint}. */
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

  private final KillPoint point = new KillPoint(name());

  public void pass() {
    point.pass();
  }
}
