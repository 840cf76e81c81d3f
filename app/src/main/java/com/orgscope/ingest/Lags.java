package com.orgscope.ingest;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How far the lake is behind what happens, for each of a tenant's live sources. */
@Component
public final class Lags {
  private static final Logger LOG = LoggerFactory.getLogger(Lags.class);

  private final LagStore store;
  private final Access access;
  private final double lateAfter;
  private final Map<Stream, LagStore.Row> newest = new ConcurrentHashMap<>();

  private record Stream(TenantId tenant, Source source) {}

  Lags(LagStore store, Access access, IngestSettings settings) {
    this.store = store;
    this.access = access;
    this.lateAfter = settings.live().lagAlertAfter().toMillis() / 1e3;
  }

  /** One for each source that ever sent something, as far as the caller may see operations. */
  public List<Lag> of(Caller caller) {
    access.require(caller, Action.OPERATIONS, "lag");
    return store.of(caller).stream()
        .map(row ->
            new Lag(
                row.source(),
                row.at(),
                row.median(),
                row.nearlyAll(),
                row.events(),
                row.median() > lateAfter))
        .toList();
  }

  /** Takes what a commit showed. */
  void measured(TenantId tenant, List<LagStore.Row> rows) {
    store.put(tenant, rows);
    for (LagStore.Row row : rows) {
      LagStore.Row before = newest.put(new Stream(tenant, row.source()), row);
      if (before == null) {
        register(new Stream(tenant, row.source()));
      }
      boolean late = row.median() > lateAfter;
      if (late != (before != null && before.median() > lateAfter)) {
        if (late) {
          LOG.warn(
              "Events of tenant {} from {} take {} s until they can be asked for, more than {} s.",
              tenant,
              row.source(),
              Math.round(row.median()),
              Math.round(lateAfter));
        } else {
          LOG.info("Events of tenant {} from {} come in time again.", tenant, row.source());
        }
      }
    }
  }

  private void register(Stream stream) {
    Tags tags =
        Tags.of(
            "tenant", stream.tenant().value(),
            "source", stream.source().name().toLowerCase(Locale.ROOT));
    TimeGauge.builder("orgscope.ingest.lag", () -> seconds(stream, false), TimeUnit.SECONDS)
        .description("From when events happened until they could be asked for, the median")
        .tags(tags)
        .register(Metrics.globalRegistry);
    TimeGauge.builder("orgscope.ingest.lag.p95", () -> seconds(stream, true), TimeUnit.SECONDS)
        .description("As the lag, but what 95 % of the events did not exceed")
        .tags(tags)
        .register(Metrics.globalRegistry);
  }

  private double seconds(Stream stream, boolean nearlyAll) {
    LagStore.Row row = newest.get(stream);
    if (row == null) {
      return 0;
    }
    return nearlyAll ? row.nearlyAll() : row.median();
  }
}
