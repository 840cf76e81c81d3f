package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * How many dead letters rest, as a metric for each tenant, provider and reason that this process
 * has met. It is asked of the database, so that letters of other processes and replays count.
 */
final class DeadLetterGauges {
  /** So long an answer of the database serves all gauges of a tenant. */
  private static final long FRESH_NANOS = 30_000_000_000L;

  private final Function<Caller, List<DeadLetterStore.Group>> groups;
  private final Set<Kind> shown = ConcurrentHashMap.newKeySet();
  private final Map<TenantId, Counts> counts = new ConcurrentHashMap<>();

  private record Kind(TenantId tenant, Source source, Reason reason) {}

  private record Counts(long atNanos, List<DeadLetterStore.Group> groups) {}

  DeadLetterGauges(Function<Caller, List<DeadLetterStore.Group>> groups) {
    this.groups = groups;
  }

  /** Shows a kind of letters from now on. */
  void show(TenantId tenant, Source source, Reason reason) {
    Kind kind = new Kind(tenant, source, reason);
    if (shown.add(kind)) {
      Gauge.builder("orgscope.ingest.dead.letters", () -> count(kind))
          .description("Events that could not be used and rest until somebody mends their cause")
          .tag("tenant", tenant.value())
          .tag("source", source.name().toLowerCase(Locale.ROOT))
          .tag("reason", reason.name().toLowerCase(Locale.ROOT))
          .register(Metrics.globalRegistry);
    }
  }

  private double count(Kind kind) {
    long now = System.nanoTime();
    Counts known =
        counts.compute(
            kind.tenant,
            (tenant, before) ->
                before != null && now - before.atNanos < FRESH_NANOS
                    ? before
                    : new Counts(now, groups.apply(Caller.system(tenant, "ingest"))));
    return known.groups.stream()
        .filter(group -> group.source() == kind.source && group.reason() == kind.reason)
        .mapToLong(DeadLetterStore.Group::letters)
        .sum();
  }
}
