package com.orgscope.nightly;

import com.orgscope.insight.ReleaseGate;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.sources.Completeness;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds the release of a day whose newest night is partial, and knows how far the data reach. */
@Component
class PartialNights implements ReleaseGate {
  private final NightStore nights;
  private final Completeness completeness;

  PartialNights(NightStore nights, Completeness completeness) {
    this.nights = nights;
    this.completeness = completeness;
  }

  @Override
  public Optional<String> holds(TenantId tenant, String run, LocalDate asOf) {
    return nights
        .published(Caller.system(tenant, "nightly"), asOf)
        .filter(night -> night.state() == State.PARTIAL)
        .map(night ->
            "The release waits: run %s is partial (%s). When nothing is missing any more, run ./orgscope nightly --tenant %s --as-of %s again"
                .formatted(night.run(), night.because(), tenant, asOf));
  }

  @Override
  public Optional<Instant> completeUntil(TenantId tenant, TimeWindow window) {
    return completeness.completeUntil(
        tenant,
        window.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
        window.until().atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
