package com.orgscope.kernel;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Time that only goes forward, and the one way to let some of it pass: for limits and pauses, which
 * a clock that is set back or forward must not change. A test has a time of its own.
 */
public interface MonotonicTime {
  /** The machine's. */
  MonotonicTime SYSTEM =
      new MonotonicTime() {
        @Override
        public long nanos() {
          return System.nanoTime();
        }

        @Override
        public boolean passUntil(long at) {
          for (long left = at - nanos(); left > 0; left = at - nanos()) {
            if (Thread.currentThread().isInterrupted()) {
              return false;
            }
            LockSupport.parkNanos(left);
          }
          return !Thread.currentThread().isInterrupted();
        }
      };

  /** Of no meaning but in comparison: {@code a - b}, never {@code a < b}. */
  long nanos();

  /**
   * Waits until then, whoever else wakes the thread.
   *
   * @return false if somebody interrupts, which ends the waiting and stays known
   */
  boolean passUntil(long at);

  /** As {@link #passUntil}, so long from now. */
  default boolean pass(Duration time) {
    return passUntil(nanos() + time.toNanos());
  }

  /**
   * As {@link #pass}, for a wait that goes on and on until something is so: it ends with whoever
   * interrupts.
   */
  default void sleep(Duration time) throws InterruptedException {
    if (!pass(time)) {
      var unused = Thread.interrupted();
      throw new InterruptedException("interrupted while waiting");
    }
  }
}
