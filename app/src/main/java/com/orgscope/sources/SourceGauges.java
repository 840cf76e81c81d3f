package com.orgscope.sources;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.sources.StreamStore.SourceLag;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far each source's reading is behind it. Whichever process reads a source, each one
 * shows all, from what is stored.
 */
final class SourceLags {
  private final StreamStore store;
  private final InstantSource clock;
  private final Duration every;
  private final Map<Key, Double> seconds = new ConcurrentHashMap<>();
  private Instant refreshed = Instant.MIN;

  private record Key(TenantId tenant, Source source) {}

  SourceLags(StreamStore store, InstantSource clock, Duration every) {
    this.store = store;
    this.clock = clock;
    this.every = every;
  }

  /** Takes new figures now and then. */
  void refresh() {
    Instant now = clock.instant();
    if (refreshed.isAfter(now.minus(every))) {
      return;
    }
    refreshed = now;
    for (SourceLag lag : store.lags(now)) {
      Key key = new Key(lag.tenant(), lag.source());
      if (seconds.put(key, lag.seconds()) == null) {
        TimeGauge.builder(
                "orgscope.source.lag", () -> seconds.getOrDefault(key, 0.0), TimeUnit.SECONDS)
            .description("Since a source last had no more, or since the newest event it gave")
            .tags(
                Tags.of(
                    "tenant", lag.tenant().value(),
                    "source", lag.source().name().toLowerCase(Locale.ROOT)))
            .register(Metrics.globalRegistry);
      }
    }
  }
}
