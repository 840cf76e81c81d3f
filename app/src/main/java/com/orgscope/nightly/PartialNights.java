package com.orgscope.nightly;

import com.orgscope.insight.ReleaseGate;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport.State;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds the release of a day whose newest night is partial. */
@Component
class PartialNights implements ReleaseGate {
  private final NightStore nights;

  PartialNights(NightStore nights) {
    this.nights = nights;
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
}
