package com.orgscope.work;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks for requests as long as the process runs, as often as for other work. */
@RunsIn(Part.WORKER)
@Component
final class RequestWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RequestWatch.class);

  private final RequestDesk desk;
  private final WorkSettings settings;
  private final CountDownLatch ending = new CountDownLatch(1);
  private @Nullable Thread looking;
  private boolean trouble;

  RequestWatch(RequestDesk desk, WorkSettings settings) {
    this.desk = desk;
    this.settings = settings;
  }

  @EventListener
  synchronized void start(ApplicationReadyEvent ready) {
    if (looking == null) {
      looking = Thread.ofVirtual().name("requests").start(Database.under(Login.WORKER, this::look));
    }
  }

  private void look() {
    try {
      do {
        try {
          var unused = desk.takeAll();
          trouble = false;
        } catch (RuntimeException e) {
          if (!trouble) {
            LOG.warn("Requests cannot be looked at: {}", e.getMessage());
            trouble = true;
          }
        }
      } while (!ending.await(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    ending.countDown();
    Thread thread;
    synchronized (this) {
      thread = looking;
    }
    try {
      if (thread != null) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("interrupted while requests were taken", e);
    }
  }
}
