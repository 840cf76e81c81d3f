package com.orgscope.nightly;

import com.orgscope.insight.Publication;
import com.orgscope.insight.ReleaseGate;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure.Remedy;
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
  public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
    return nights
        .published(Caller.system(tenant, "nightly"), asOf)
        .filter(night -> night.state() == State.PARTIAL)
        .map(night ->
            new Publication.Withheld(
                "The release waits: run %s is partial (%s), until a night of %s finds nothing missing"
                    .formatted(night.run(), night.because(), asOf),
                new Remedy.Night(tenant, asOf)));
  }

  @Override
  public Optional<Instant> completeUntil(TenantId tenant, TimeWindow window) {
    return completeness.completeUntil(
        tenant,
        window.from().atStartOfDay(ZoneOffset.UTC).toInstant(),
        window.until().atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
