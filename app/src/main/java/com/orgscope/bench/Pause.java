package com.orgscope.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass. */
final class Pause {
  private Pause() {}

  /** At least that long, whoever wakes the thread. */
  static void of(Duration time) {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
