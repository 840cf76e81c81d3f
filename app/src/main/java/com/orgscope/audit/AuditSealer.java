package com.orgscope.audit;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Puts what was added to the logs into blocks, each second. Several processes may do it at once:
 * the database lets one at a tenant's chain. Killed at any point it leaves a block whole or not
 * begun.
 */
@RunsIn(Part.WORKER)
@Component
final class AuditSealer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AuditSealer.class);
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final AuditStore store;
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread sealing;
  private boolean trouble;

  AuditSealer(AuditStore store) {
    this.store = store;
  }

  @EventListener
  synchronized void start(ApplicationReadyEvent ready) {
    if (sealing == null) {
      sealing = Thread.ofVirtual().name("audit sealer").start(this::run);
    }
  }

  private void run() {
    try {
      do {
        sealOnce();
      } while (!ending.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A database that is away keeps the entries; they are sealed when it is back. */
  private void sealOnce() {
    try {
      store.sealBlocks();
      if (trouble) {
        LOG.info("The audit logs are put into blocks again");
        trouble = false;
      }
    } catch (Failure | DataAccessException e) {
      if (!trouble) {
        LOG.warn("The audit logs are not put into blocks at the moment: {}", e.getMessage());
        trouble = true;
      }
    }
  }

  @Override
  public void close() {
    ending.countDown();
    Thread running;
    synchronized (this) {
      running = sealing;
    }
    try {
      if (running != null && !running.join(LONGEST_STOP)) {
        LOG.warn("The sealer of the audit logs did not stop in {}", LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
