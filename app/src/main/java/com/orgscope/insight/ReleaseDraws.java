package com.orgscope.insight;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.directory.PolicyBook;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacySettings;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
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
  private @Nullable CouncilPolicies policies;
  private @Nullable PolicyBook asked;

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

  /** Without it, the settings hold as they are. */
  @Autowired
  void agreed(CouncilPolicies policies) {
    this.policies = policies;
  }

  /** What IT asks at a sign-in; without it, nothing is known to have changed. */
  @Autowired
  void asked(PolicyBook book) {
    this.asked = book;
  }

  /** What else could be changed by the figures of a release. */
  List<ReleaseSaving> further(Release release) {
    return savings.further(release);
  }

  /** It is IT's word, and nobody's figure. */
  private boolean isPolicyChanged(TenantId tenant, TimeWindow counted, LocalDate today) {
    return asked != null
        && asked.history(Caller.system(tenant, "insight")).stream()
            .map(PolicyBook.Line::validFrom)
            .anyMatch(day -> day.isAfter(counted.from()) && !day.isAfter(today));
  }

  /**
   * Before anything is paid for.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if what the company promised is not as it
   *     was signed
   */
  void requireAsSigned(TenantId tenant) {
    if (policies != null) {
      policies.requireAsSigned(Caller.system(tenant, "insight"));
    }
  }

  /** The settings with the group size that the company promised. */
  private PrivacySettings agreed(TenantId tenant) {
    return policies == null ? privacy : privacy.withK(policies.k(tenant, privacy.k()));
  }

  /** A release that is not stored yet, and so has no name, and what it was made of. */
  record Drawn(Release release, Drawing.Drawn cells) {}

  /** What a release of that census costs. */
  ReleaseEpsilons epsilons(Census census, Quarter quarter) {
    return ReleaseEpsilons.of(privacy, settings.releasePeriod(), census, quarter.due());
  }

  /** The exact figures that {@link #draw} would add its noise to. */
  Candidate candidate(TenantId tenant, Census census, Quarter quarter) {
    return Candidate.of(census, agreed(tenant).k(), settings, epsilons(census, quarter), quarter);
  }

  Drawn draw(TenantId tenant, Census census, List<Assumption> assumed, Quarter quarter) {
    ReleaseEpsilons epsilons = epsilons(census, quarter);
    PrivacySettings agreed = agreed(tenant);
    Drawing.Drawn cells = new Drawing(census, agreed, epsilons, noise, assumed, settings).draw();
    DeclaredDrawing declared = new DeclaredDrawing(census, epsilons, noise, settings);
    List<UseShare> use = declared.use();
    Levels levels = cells.levels();
    QuarterCells ofQuarter =
        quarter.standing() == null ? null : quarter.standing().of(census.columns());
    if (quarter.due()) {
      ofQuarter = declared.quarter(quarter, levels);
    }
    Levels withSwitching =
        levels == null || ofQuarter == null
            ? levels
            : levels.with(ofQuarter.switching().orElse(null));
    Instant now = clock.instant();
    return new Drawn(
        new Release(
            "",
            census.run(),
            census.window(),
            now,
            now.atZone(ZoneOffset.UTC).plus(settings.releasePeriod()).toInstant(),
            epsilons.total().decimal(),
            privacy.delta(),
            agreed.k(),
            cells.cells(),
            cells.merged(),
            ofQuarter == null ? List.of() : causes(cells, ofQuarter),
            withSwitching == null || ofQuarter == null
                ? null
                : savings.of(
                    withSwitching,
                    ofQuarter,
                    assumed,
                    isPolicyChanged(
                        tenant, ofQuarter.window(), LocalDate.ofInstant(now, ZoneOffset.UTC))),
            assumed,
            census.models(),
            census.publicHeadcount(),
            gate.completeUntil(tenant, census.window()).orElse(null),
            withSwitching,
            null,
            use,
            ofQuarter,
            census.staffChanges()),
        cells);
  }

  /** Of categories that this release shows as well. */
  private static List<Release.CauseCell> causes(Drawing.Drawn drawn, QuarterCells quarter) {
    Set<String> shown =
        drawn.cells().stream().map(ReleaseCell::category).collect(Collectors.toSet());
    return quarter.causesByCategory().isEmpty()
        ? ofEverybody(quarter, shown)
        : quarter.causesByCategory().stream().filter(c -> shown.contains(c.category())).toList();
  }

  /** A company that is told its total only has its causes there. */
  private static List<Release.CauseCell> ofEverybody(QuarterCells quarter, Set<String> shown) {
    return shown.contains(Release.EVERYONE) ? quarter.causes() : List.of();
  }
}
