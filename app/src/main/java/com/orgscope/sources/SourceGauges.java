package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.RunsIn;
import com.orgscope.kernel.RunsIn.Part;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Shows how far each source's reading is behind it and what of it is not certified. Whichever
 * process reads a source, each one shows all, from what is stored.
 */
@RunsIn(Part.INGEST)
@Component
final class SourceGauges implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceGauges.class);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

  private final StreamStore streams;
  private final Completeness completeness;
  private final SourcesSettings settings;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Set<Key> lagging = new HashSet<>();
  private final Set<Key> counted = new HashSet<>();
  private volatile Map<Key, Double> lags = Map.of();
  private volatile Map<Key, Completeness.Summary> summaries = Map.of();
  private Instant refreshed = Instant.MIN;
  private Instant countedAt = Instant.MIN;
  private @Nullable Thread looking;
  private boolean trouble;

  private record Key(TenantId tenant, Source source) {
    Tags tags() {
      return Tags.of("tenant", tenant.value(), "source", source.name().toLowerCase(Locale.ROOT));
    }
  }

  SourceGauges(
      StreamStore streams,
      Completeness completeness,
      SourcesSettings settings,
      InstantSource clock) {
    this.streams = streams;
    this.completeness = completeness;
    this.settings = settings;
    this.clock = clock;
  }

  @EventListener
  synchronized void start(ApplicationReadyEvent ready) {
    if (looking == null) {
      looking =
          Thread.ofVirtual().name("source figures").start(Database.under(Login.INGEST, this::look));
    }
  }

  private void look() {
    try {
      do {
        try {
          refresh();
          trouble = false;
        } catch (RuntimeException e) {
          if (!trouble) {
            LOG.warn("How sources stand cannot be told: {}", e.getMessage());
            trouble = true;
          }
        }
      } while (!ending.await(settings.dueCheckInterval().toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes new figures now and then. */
  void refresh() {
    Instant now = clock.instant();
    if (isOver(refreshed, settings.lagGaugeInterval(), now)) {
      refreshed = now;
      takeLags(now);
    }
    if (isOver(countedAt, settings.completenessGaugeInterval(), now)) {
      countedAt = now;
      count();
    }
  }

  private static boolean isOver(Instant last, Duration every, Instant now) {
    return !last.isAfter(now.minus(every));
  }

  private void takeLags(Instant now) {
    Map<Key, Double> taken = new HashMap<>();
    streams.lags(now).forEach(lag -> taken.put(new Key(lag.tenant(), lag.source()), lag.seconds()));
    lags = taken;
    for (Key key : taken.keySet()) {
      if (lagging.add(key)) {
        TimeGauge.builder(
                "orgscope.source.lag", () -> lags.getOrDefault(key, Double.NaN), TimeUnit.SECONDS)
            .description(
                "Since a source last had no more, or since the newest event it gave, or since it is"
                    + " connected if it never gave anything")
            .tags(key.tags())
            .register(Metrics.globalRegistry);
      }
    }
  }

  private void count() {
    Map<Key, Completeness.Summary> taken = new HashMap<>();
    completeness
        .everybodys()
        .forEach(told -> taken.put(new Key(told.tenant(), told.source()), told.summary()));
    summaries = taken;
    taken.forEach((key, summary) -> {
      if (summary.certifiable() && counted.add(key)) {
        show(key);
      }
    });
  }

  private void show(Key key) {
    gauge(
        key,
        "orgscope.source.hours.uncertified",
        "Hours that should be certified by now and are not",
        Completeness.Summary::open);
    gauge(
        key,
        "orgscope.source.events.missing",
        "Events that the source gave when it was last asked for their hour, and the lake had not",
        Completeness.Summary::missing);
    gauge(
        key,
        "orgscope.source.events.lost",
        "Events that were missing when the source deleted their hour",
        Completeness.Summary::lost);
    TimeGauge.builder(
            "orgscope.source.deletes.in",
            () -> value(key, SourceGauges::secondsLeft),
            TimeUnit.SECONDS)
        .description(
            "Until the source deletes the oldest hour that is not certified; NaN if all are")
        .tags(key.tags())
        .register(Metrics.globalRegistry);
  }

  private void gauge(
      Key key, String name, String description, ToDoubleFunction<Completeness.Summary> figure) {
    Gauge.builder(name, () -> value(key, figure))
        .description(description)
        .tags(key.tags())
        .register(Metrics.globalRegistry);
  }

  private double value(Key key, ToDoubleFunction<Completeness.Summary> figure) {
    Completeness.Summary summary = summaries.get(key);
    return summary == null ? Double.NaN : figure.applyAsDouble(summary);
  }

  private static double secondsLeft(Completeness.Summary summary) {
    Duration left = summary.lostIn();
    return left == null ? Double.NaN : left.toSeconds();
  }

  @Override
  public synchronized void close() {
    ending.countDown();
    try {
      if (looking != null) {
        looking.join(LONGEST_STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("interrupted while figures of sources were taken", e);
    }
  }
}
