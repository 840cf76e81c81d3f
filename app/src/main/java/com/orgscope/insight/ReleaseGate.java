package com.orgscope.insight;

import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Asked before a release is drawn. The room that knows how nights ended answers; so no number of a
 * day that lacks events is published.
 */
public interface ReleaseGate {
  /**
   * @param run whose categories the release would show
   * @param asOf the last day it would count
   * @return why the release must wait and for what; empty if nothing stands against it
   */
  Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf);

  /**
   * Up to when everything the tenant's live sources have is known to be stored.
   *
   * @param window the days that count
   * @return the end of the newest hour before which none is missing, within the window; empty if no
   *     source can be asked
   */
  default Optional<Instant> completeUntil(TenantId tenant, TimeWindow window) {
    return Optional.empty();
  }
}
