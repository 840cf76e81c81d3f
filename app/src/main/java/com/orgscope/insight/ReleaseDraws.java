package com.orgscope.insight;

import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** Draws the noise of a release that is paid for. */
@Component
final class ReleaseDraws {
  private final PrivacySettings privacy;
  private final InsightSettings settings;
  private final Noise noise;
  private final ReleaseSavings savings;
  private final ReleaseGate gate;
  private final InstantSource clock;

  ReleaseDraws(
      PrivacySettings privacy,
      InsightSettings settings,
      Noise noise,
      ReleaseSavings savings,
      ReleaseGate gate,
      InstantSource clock) {
    this.privacy = privacy;
    this.settings = settings;
    this.noise = noise;
    this.savings = savings;
    this.gate = gate;
    this.clock = clock;
  }

  /** A release that is not stored yet, and so has no name, and what it was made of. */
  record Drawn(Release release, Drawing.Drawn cells) {}

  Drawn draw(TenantId tenant, Census census, List<Assumption> assumed) {
    Drawing.Drawn cells = new Drawing(census, privacy, noise, assumed, settings).draw();
    Instant now = clock.instant();
    return new Drawn(
        new Release(
            "",
            census.run(),
            census.window(),
            now,
            now.atZone(ZoneOffset.UTC).plus(settings.releasePeriod()).toInstant(),
            privacy.release().decimal(),
            privacy.delta(),
            privacy.k(),
            cells.cells(),
            cells.merged(),
            cells.causes(),
            savings.of(cells, assumed),
            assumed,
            census.models(),
            census.publicHeadcount(),
            gate.completeUntil(tenant, census.window()).orElse(census.seenUntil()),
            cells.levels(),
            null),
        cells);
  }
}
