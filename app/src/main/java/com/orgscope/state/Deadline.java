package com.orgscope.state;

import com.orgscope.kernel.MonotonicTime;
import java.time.Duration;

/** A limit to waiting for another process, which can be asked but cannot tell. */
record Deadline(long atNanos) {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
  private static final MonotonicTime TIME = MonotonicTime.SYSTEM;

  static Deadline in(Duration limit) {
    return new Deadline(TIME.nanos() + limit.toNanos());
  }

  boolean passed() {
    return TIME.nanos() - atNanos >= 0;
  }

  /** Lets some time go by; false when there is none left, or somebody interrupts. */
  boolean goesOn() {
    return !passed() && TIME.pass(BETWEEN_LOOKS);
  }
}
