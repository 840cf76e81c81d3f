package com.orgscope.ingest;

import com.orgscope.directory.Tenants;
import com.orgscope.eventlog.EventLog;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** What carries live events from the event log to the lake while the process runs. */
@Component
public final class LogWriter implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);

  private final EventLog log;
  private final TenantStream.Parts parts;
  private final LeaseStore leases;
  private final Lags lags;
  private final Tenants tenants;
  private final Set<TenantId> touched = ConcurrentHashMap.newKeySet();
  private final StopSignal stopSignal = new StopSignal();
  private final List<Thread> threads = new ArrayList<>();

  LogWriter(EventLog log, TenantStream.Parts parts, LeaseStore leases, Lags lags, Tenants tenants) {
    this.log = log;
    this.parts = parts;
    this.leases = leases;
    this.lags = lags;
    this.tenants = tenants;
  }

  /**
   * Begins, unless it has begun. It ends with the process: what was read by then is stored, and the
   * rest is for others or the next start.
   */
  public synchronized void start() {
    if (threads.isEmpty() && !stopSignal.isWished()) {
      threads.add(
          Thread.ofPlatform()
              .name("event-log-writer")
              .start(Database.under(Login.INGEST, () -> write(stopSignal))));
      threads.add(
          Thread.ofPlatform()
              .name("event-log-usage")
              .start(Database.under(Login.INGEST, () -> rollUp(stopSignal))));
    }
  }

  /** Returns when what was read is stored and the leases are free. */
  @Override
  public synchronized void destroy() throws InterruptedException {
    stopSignal.wish();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Works until an end is wished; what was read by then is stored. */
  void write(StopSignal stopSignal) {
    while (!stopSignal.isWished()) {
      try (LogConsumer consumer =
          new LogConsumer(log, parts, leases, lags, tenants, touched::add)) {
        while (!stopSignal.isWished()) {
          consumer.step();
        }
        consumer.endRound();
      } catch (RuntimeException | OutOfMemoryError e) {
        if (e instanceof Failure failure && failure.kind() == Failure.Kind.RETRY) {
          LOG.warn("Storing live events begins anew: {}", e.getMessage());
        } else {
          LOG.error("Storing live events failed and begins anew.", e);
        }
        stopSignal.await(parts.settings().live().pauseAfterFailure());
      }
    }
  }

  /** Rolls up the usage of tenants with new events, again and again, until an end is wished. */
  void rollUp(StopSignal stopSignal) {
    // What is due may be left from a process that died.
    tenants.all().forEach(tenant -> touched.add(tenant.id()));
    while (!stopSignal.isWished()) {
      for (TenantId tenant : List.copyOf(touched)) {
        if (!stopSignal.isWished()) {
          rollUp(tenant);
        }
      }
      stopSignal.await(parts.settings().live().rollUpInterval());
    }
  }

  private void rollUp(TenantId tenant) {
    touched.remove(tenant);
    try {
      if (!parts.lake().dueDays(tenant).isEmpty()
          || !parts.resolution().regrouping(tenant).days().isEmpty()) {
        CrashPoint.BEFORE_ROLL_UP.pass();
        parts.lookups().rollUp(tenant);
      }
    } catch (RuntimeException e) {
      touched.add(tenant);
      LOG.warn("The usage of tenant {} could not follow its events this time.", tenant, e);
    }
  }
}
