package com.orgscope.audit;

import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Does something each second until it is closed; trouble is told once, and when it is over. */
final class EverySecond implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EverySecond.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final String name;
  private final Runnable work;
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread running;
  private boolean trouble;

  /**
   * @param name what it does, behind "the audit log: " in what is said of trouble
   */
  EverySecond(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  synchronized void start() {
    if (running == null) {
      running =
          Thread.ofVirtual().name("audit: " + name).start(Database.under(Login.WORKER, this::run));
    }
  }

  private void run() {
    try {
      do {
        once();
      } while (!ending.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database that is away keeps what it has; it is gone on with when it is back. */
  private void once() {
    try {
      work.run();
      if (trouble) {
        LOG.info("The audit log: {} goes on", name);
        trouble = false;
      }
    } catch (Failure | DataAccessException e) {
      if (!trouble) {
        LOG.warn("The audit log: {} waits: {}", name, e.getMessage());
        trouble = true;
      }
    }
  }

  @Override
  public void close() {
    ending.countDown();
    Thread thread;
    synchronized (this) {
      thread = running;
    }
    try {
      if (thread != null && !thread.join(LONGEST_STOP)) {
        LOG.warn("The audit log: {} did not stop in {}", name, LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
