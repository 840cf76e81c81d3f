package com.orgscope.web;

import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Release;
import com.orgscope.insight.Releases;
import com.orgscope.kernel.Caller;
import com.orgscope.quality.Evaluated;
import com.orgscope.quality.Evaluation;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** What tells whether a release can be trusted, and in whose words it is told. */
@Component
@ConditionalOnWebApplication
final class ReleaseTrust {
  private final Releases releases;
  private final Tenants tenants;
  private final Taxonomies taxonomies;
  private final Evaluation evaluation;
  private final InstantSource clock;

  ReleaseTrust(
      Releases releases,
      Tenants tenants,
      Taxonomies taxonomies,
      Evaluation evaluation,
      InstantSource clock) {
    this.releases = releases;
    this.tenants = tenants;
    this.taxonomies = taxonomies;
    this.evaluation = evaluation;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /**
   * @param newest else it is told as it was when it was published, the same for ever
   */
  CeoPages pages(Caller caller, Release release, boolean newest) {
    return new CeoPages(
        release,
        new TrustStrip(
            newest ? clock.instant() : release.publishedAt(),
            tenants.get(caller.tenant()).zone(),
            evaluation.latest(caller).map(Evaluated::at).orElse(null),
            newest ? releases.withdrawnSince(caller).orElse(null) : null),
        taxonomies.of(caller),
        releases.units(caller).orElse(null));
  }
}
