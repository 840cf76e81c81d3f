package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.BackgroundLoop;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Sends what leaves the house, each second, with a thread for each receiver: a slow one keeps no
 * other waiting, and no page. How late each is it shows as {@code orgscope.audit.lag}, and it says
 * in the log when one becomes late, and when it is so no more.
 */
@RunsIn(Part.WORKER)
@Component
final class Departing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Departing.class);

  /** Of one batch: within it a receiver has answered, or is tried again later. */
  static final Duration LIMIT = Duration.ofSeconds(25);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);

  private final AuditSettings settings;
  private final DepartureStore store;
  private final Outboxes outboxes;
  private final Departures departures;
  private final InstantSource clock;
  private final List<Destination> destinations = new ArrayList<>();
  private final List<BackgroundLoop> threads = new ArrayList<>();
  private final Map<Key, Duration> lags = new ConcurrentHashMap<>();
  private final Set<Key> late = new HashSet<>();
  private Instant looked = Instant.MIN;

  private record Key(TenantId tenant, String destination) {}

  Departing(
      AuditSettings settings,
      DepartureStore store,
      Outboxes outboxes,
      Departures departures,
      InstantSource clock) {
    this.settings = settings;
    this.store = store;
    this.outboxes = outboxes;
    this.departures = departures;
    this.clock = clock;
  }

  /**
   * @throws com.orgscope.kernel.Failure for the operator, if certificates cannot be used
   */
  @EventListener
  synchronized void start(ApplicationReadyEvent ready) {
    if (settings.syslog().present()) {
      destinations.add(new SyslogDestination(settings.syslog(), LIMIT));
    }
    if (settings.webhook().present()) {
      destinations.add(new WebhookDestination(settings.webhook(), LIMIT, clock));
    }
    for (Destination destination : destinations) {
      Outbox outbox = outboxes.to(destination);
      threads.add(
          BackgroundLoop.everySecond(
              "The audit log: sending to " + destination.name(), outbox::step));
    }
    if (!destinations.isEmpty()) {
      threads.add(BackgroundLoop.everySecond("The audit log: looking at what waits", this::look));
    }
    threads.forEach(BackgroundLoop::start);
  }

  private void look() {
    Instant now = clock.instant();
    if (!looked.isAfter(now.minus(LOOK_EVERY))) {
      looked = now;
      store.ends().keySet().forEach(this::look);
    }
  }

  private void look(TenantId tenant) {
    for (Departures.Lag lag : departures.lags(Caller.system(tenant, "audit"))) {
      Key key = new Key(tenant, lag.destination());
      if (lags.put(key, lag.lag()) == null) {
        show(key);
      }
      if (lag.late() && late.add(key)) {
        LOG.error(
            "What {} should have of the audit log of tenant {} has been waiting for {} minutes: {}",
            lag.destination(),
            tenant,
            lag.lag().toMinutes(),
            Objects.requireNonNullElse(lag.trouble(), "it is slow"));
      } else if (!lag.late() && late.remove(key)) {
        LOG.info("{} has the audit log of tenant {} again", lag.destination(), tenant);
      }
    }
  }

  private void show(Key key) {
    TimeGauge.builder(
            "orgscope.audit.lag",
            () -> lags.getOrDefault(key, Duration.ZERO).toSeconds(),
            TimeUnit.SECONDS)
        .description("Since when the oldest waits that a receiver of audit logs should have")
        .tags("tenant", key.tenant().value(), "destination", key.destination())
        .register(Metrics.globalRegistry);
  }

  @Override
  public synchronized void close() {
    destinations.forEach(Destination::close);
    threads.forEach(BackgroundLoop::close);
  }
}
