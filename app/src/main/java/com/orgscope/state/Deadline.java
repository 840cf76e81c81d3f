package com.orgscope.state;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A limit to waiting for another process, which can be asked but cannot tell. */
record Deadline(long atNanos) {
  private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

  static Deadline in(Duration limit) {
    return new Deadline(System.nanoTime() + limit.toNanos());
  }

  boolean passed() {
    return System.nanoTime() - atNanos >= 0;
  }

  /** Lets some time go by; false when there is none left, or somebody interrupts. */
  boolean goesOn() {
    if (passed() || Thread.currentThread().isInterrupted()) {
      return false;
    }
    LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    return true;
  }
}
