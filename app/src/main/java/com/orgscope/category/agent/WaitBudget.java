package com.orgscope.category.agent;

import com.orgscope.kernel.MonotonicTime;
import java.time.Duration;

/**
 * How long a run waits for providers that are all left alone. Everybody who waits shares the same
 * pause, and a run has only so many of them.
 */
public final class WaitBudget {
  private final Duration pause;
  private final MonotonicTime time;
  private int left;
  private long until;

  public WaitBudget(int pauses, Duration pause, MonotonicTime time) {
    this.left = pauses;
    this.pause = pause;
    this.time = time;
    this.until = time.nanos();
  }

  /** Returns after the pause, or at once and false if the run has waited often enough. */
  boolean waited() {
    long end;
    synchronized (this) {
      if (time.nanos() - until >= 0) {
        if (left == 0) {
          return false;
        }
        left--;
        until = time.nanos() + pause.toNanos();
      }
      end = until;
    }
    return time.passUntil(end);
  }
}
