package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends every call to a model, of one tenant or of all, in every process: no new one is made, and
 * those in flight are cut off within a second. It stays pulled until it is released.
 *
 * <p>A process that has questions under way looks at the table four times a second; one that has
 * none does not look.
 */
@Component
public final class KillSwitch implements AutoCloseable {
  static final Duration LOOK = Duration.ofMillis(250);
  private static final Logger LOG = LoggerFactory.getLogger(KillSwitch.class);

  private final KillStore store;
  private final InstantSource clock;
  private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
  private @Nullable ScheduledExecutorService watcher;
  private boolean watching;

  KillSwitch(KillStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Stops the models for the caller's tenant; for IT/Security and the product itself. */
  public void pull(Caller caller, String reason) {
    store.pull(caller, reason, clock.instant());
  }

  public void release(Caller caller) {
    store.release(caller);
  }

  /** Stops the models for every tenant: the operator's switch. */
  public void pullForEverybody(String by, String reason) {
    store.pullForEverybody(by, reason, clock.instant());
  }

  public void releaseEverybody() {
    store.releaseEverybody();
  }

  /** Why a tenant's models are stopped, by its own switch or everybody's; empty if they are not. */
  public Optional<String> pulled(TenantId tenant) {
    Map<String, String> pulled = store.pulled();
    return Optional.ofNullable(
        pulled.getOrDefault(CallStore.EVERYBODY, pulled.get(tenant.value())));
  }

  /** Stops {@code stop} when the switch is pulled, until what is returned is closed. */
  Watched watch(TenantId tenant, StopSignal stop) {
    Watched entry = new Watched(this, tenant, stop);
    watched.add(entry);
    startLooking();
    return entry;
  }

  @Override
  public synchronized void close() {
    if (watcher != null) {
      watcher.shutdownNow();
    }
  }

  private synchronized void startLooking() {
    if (!watching) {
      watching = true;
      if (watcher == null) {
        watcher =
            Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("llm-kill-switch").factory());
      }
      lookAgain(watcher);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // look() fails with no exception
  private void lookAgain(ScheduledExecutorService on) {
    on.schedule(Database.goingOn(this::look), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      Map<String, String> pulled = store.pulled();
      for (Watched entry : watched) {
        String reason = pulled.getOrDefault(CallStore.EVERYBODY, pulled.get(entry.tenant.value()));
        if (reason != null) {
          entry.stop.now(reason);
        }
      }
    } catch (Failure | org.springframework.dao.DataAccessException e) {
      // A database that is away stops no call in flight; the next one needs it to be paid.
      LOG.warn("the kill switch could not be read: {}", e.getMessage());
    }
    synchronized (this) {
      if (watched.isEmpty() || watcher == null || watcher.isShutdown()) {
        watching = false;
      } else {
        lookAgain(watcher);
      }
    }
  }

  /** A question under way. */
  static final class Watched implements AutoCloseable {
    private final KillSwitch owner;
    private final TenantId tenant;
    private final StopSignal stop;

    private Watched(KillSwitch owner, TenantId tenant, StopSignal stop) {
      this.owner = owner;
      this.tenant = tenant;
      this.stop = stop;
    }

    @Override
    public void close() {
      owner.watched.remove(this);
    }
  }
}
