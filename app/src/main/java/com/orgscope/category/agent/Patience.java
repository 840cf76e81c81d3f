package com.orgscope.category.agent;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a run waits for providers that are all left alone. Everybody who waits shares the same
 * pause, and a run has only so many of them.
 */
final class Patience {
  private final Duration pause;
  private int left;
  private long until;

  Patience(int pauses, Duration pause) {
    this.left = pauses;
    this.pause = pause;
    this.until = System.nanoTime();
  }

  /** Returns after the pause, or at once and false if the run has waited often enough. */
  boolean waited() {
    long end;
    synchronized (this) {
      if (System.nanoTime() - until >= 0) {
        if (left == 0) {
          return false;
        }
        left--;
        until = System.nanoTime() + pause.toNanos();
      }
      end = until;
    }
    for (long rest = end - System.nanoTime(); rest > 0; rest = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(rest);
    }
    return true;
  }
}
