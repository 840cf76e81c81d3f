package com.orgscope.state;

import com.orgscope.kernel.Failure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Does something again and again, as a worker, until it is closed; trouble is told once, and when
 * it is over.
 */
public final class BackgroundLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final String name;
  private final Duration pause;
  private final Runnable work;
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread running;
  private boolean trouble;

  /**
   * @param name what it does, as what is said of trouble begins
   * @param pause between two times
   */
  public BackgroundLoop(String name, Duration pause, Runnable work) {
    this.name = name;
    this.pause = pause;
    this.work = work;
  }

  /** As the constructor, with a second between two times. */
  public static BackgroundLoop everySecond(String name, Runnable work) {
    return new BackgroundLoop(name, Duration.ofSeconds(1), work);
  }

  /** Begins it, once. */
  public synchronized void start() {
    if (running == null) {
      running = Thread.ofVirtual().name(name).start(Database.under(Login.WORKER, this::run));
    }
  }

  private void run() {
    try {
      do {
        once();
      } while (!ending.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database that is away keeps what it has; it is gone on with when it is back. */
  private void once() {
    try {
      work.run();
      if (trouble) {
        LOG.info("{} goes on", name);
        trouble = false;
      }
    } catch (RuntimeException e) {
      if (!trouble) {
        boolean expected = e instanceof Failure || e instanceof DataAccessException;
        LOG.warn("{} waits: {}", name, e.getMessage(), expected ? null : e);
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
        LOG.warn("{} did not stop in {}", name, LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
