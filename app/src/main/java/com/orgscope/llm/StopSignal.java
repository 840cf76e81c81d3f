package com.orgscope.llm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The way to end one question from outside, whether it waits or is on the wire. */
final class StopSignal {
  private final CountDownLatch latch = new CountDownLatch(1);
  private final List<Runnable> onStop = new ArrayList<>();
  private @Nullable String reason;

  synchronized void now(String why) {
    if (reason == null) {
      reason = why;
      latch.countDown();
      onStop.forEach(Runnable::run);
    }
  }

  /** Runs {@code action} when it is stopped, at once if it already is. */
  synchronized void then(Runnable action) {
    if (reason != null) {
      action.run();
    } else {
      onStop.add(action);
    }
  }

  synchronized @Nullable String reason() {
    return reason;
  }

  /** Waits so long at most, and says whether it was stopped. An interrupt stops it too. */
  boolean within(Duration time) {
    try {
      return latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      now("the thread that asked was interrupted");
      return true;
    }
  }
}
