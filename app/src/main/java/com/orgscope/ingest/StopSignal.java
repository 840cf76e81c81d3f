package com.orgscope.ingest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wish that something that runs on and on should end. */
final class StopSignal {
  private final CountDownLatch wished = new CountDownLatch(1);

  void wish() {
    wished.countDown();
  }

  boolean isWished() {
    return wished.getCount() == 0;
  }

  /** Waits some time, or shorter if an end is wished. */
  void await(Duration longest) {
    try {
      if (wished.await(longest.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      wish();
    }
  }
}
