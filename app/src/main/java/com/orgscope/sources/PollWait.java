package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How time passes for somebody who waits, until it is over or the process ends. */
interface PollWait {
  void until(Instant at);

  /**
   * @param ending opens when the process ends
   */
  static PollWait by(InstantSource clock, CountDownLatch ending) {
    return at -> {
      Duration left = Duration.between(clock.instant(), at);
      try {
        if (left.isPositive() && ending.await(left.toNanos(), TimeUnit.NANOSECONDS)) {
          throw Failure.retry("this process ends", null);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Failure.retry("this process ends", e);
      }
    };
  }
}
