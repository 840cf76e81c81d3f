package com.orgscope.insight;

import com.orgscope.access.Access;
import com.orgscope.access.TestAccess;
import com.orgscope.access.TestOperators;
import com.orgscope.audit.Audit;
import com.orgscope.audit.TestAudit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.privacy.TestLedger;
import com.orgscope.privacy.TestPrivacyPolicies;
import com.orgscope.recommendation.TestRecommendation;
import com.orgscope.state.Database;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Publishes on a database and a home with the settings as they ship, and a census of the test. */
final class TestReleases {
  static final InsightSettings SHAPE =
      new InsightSettings(
          Period.ofMonths(1), 28, 200, 500, Duration.ofMinutes(30), Duration.ofHours(1), 1_000);
  static final PrivacySettings PRIVACY =
      new PrivacySettings(
          10,
          1e-3,
          new BigDecimal("0.70"),
          new BigDecimal("0.30"),
          new BigDecimal("4.00"),
          new BigDecimal("16"));

  private TestReleases() {}

  static PrivacyLedger ledger(Database database, InstantSource clock) {
    return TestLedger.of(database, PRIVACY, clock);
  }

  /** Nothing is held, and each draw has noise of its own. */
  static Releases on(
      Database database, Path home, InstantSource clock, Supplier<Optional<Census>> census) {
    return on(database, home, clock, census, new SecureRandom());
  }

  static Releases on(
      Database database,
      Path home,
      InstantSource clock,
      Supplier<Optional<Census>> census,
      RandomGenerator random) {
    Audit audit = TestAudit.on(database);
    ReleaseBudget budget = budget(database, home, clock);
    return new Releases(
        published(database, home, clock),
        (caller, assumptions, quarter) -> census.get(),
        access(database, home, clock),
        audit,
        TestAssumptions.on(database, clock),
        new Open(),
        budget,
        draws(clock, random),
        clock);
  }

  /** What IT sees before {@link #on} publishes. */
  static Candidates candidates(
      Database database, Path home, InstantSource clock, Supplier<Optional<Census>> census) {
    return new Candidates(
        (caller, assumptions, quarter) -> census.get(),
        access(database, home, clock),
        TestAssumptions.on(database, clock),
        published(database, home, clock),
        draws(clock, new SecureRandom()));
  }

  /** As releases were before there were levels. */
  static Release withoutLevels(Release r) {
    return with(r, null, r.quarter());
  }

  static Release with(Release r, @Nullable QuarterCells quarter) {
    return with(r, r.levels(), quarter);
  }

  private static Release with(Release r, @Nullable Levels levels, @Nullable QuarterCells quarter) {
    return new Release(
        r.id(),
        r.run(),
        r.window(),
        r.publishedAt(),
        r.dueAt(),
        r.epsilon(),
        r.delta(),
        r.k(),
        r.cells(),
        r.withheld(),
        r.causes(),
        r.recommendation(),
        r.assumptions(),
        r.models(),
        r.headcount(),
        r.dataUntil(),
        levels,
        r.replaces(),
        r.use(),
        quarter,
        null);
  }

  static Figure people(int people) {
    Interval none = new Interval(0, 0);
    return new Figure(people, new Interval(people, people), 0, none, 0, none);
  }

  /** Without any switching. */
  static Levels levels(Figure total, List<Levels.Category> categories) {
    Interval none = new Interval(0, 0);
    return new Levels(
        total, categories, new Release.CauseCell(Release.EVERYONE, Cause.SWITCHES, 0, none));
  }

  /** Nothing but its days and the figures of everybody. */
  static Release withTotal(Figure total, String run, TimeWindow window) {
    return new Release(
        "earlier",
        run,
        window,
        Instant.EPOCH,
        Instant.EPOCH,
        BigDecimal.ONE,
        1e-3,
        10,
        List.of(),
        0,
        List.of(),
        null,
        TestAssumptions.shipped(),
        List.of(),
        null,
        null,
        levels(total, List.of()),
        null,
        null,
        null,
        null);
  }

  private static ReleaseDraws draws(InstantSource clock, RandomGenerator random) {
    return new ReleaseDraws(
        PRIVACY,
        SHAPE,
        new Noise(random),
        new ReleaseSavings(TestRecommendation.adviser()),
        new Open(),
        clock);
  }

  /** Beside releases on the same database and home. */
  static Redraws redraws(
      Database database, Path home, InstantSource clock, Supplier<Optional<Census>> census) {
    return new Redraws(
        on(database, home, clock, census),
        published(database, home, clock),
        TestOperators.on(database, home, clock),
        access(database, home, clock),
        clock);
  }

  private static ReleaseBudget budget(Database database, Path home, InstantSource clock) {
    return new ReleaseBudget(
        ledger(database, clock), PRIVACY, SHAPE, TestPrivacyPolicies.on(database, home, clock));
  }

  private static PublishedReleases published(Database database, Path home, InstantSource clock) {
    return published(
        database,
        access(database, home, clock),
        TestJournal.in(home),
        budget(database, home, clock));
  }

  static PublishedReleases published(
      Database database, Access access, ReleaseJournal journal, ReleaseBudget budget) {
    return new PublishedReleases(
        new ReleaseStore(database),
        new ReleasePartStore(database),
        TestAccess.grants(database, access),
        journal,
        budget);
  }

  private static Access access(Database database, Path home, InstantSource clock) {
    Audit audit = TestAudit.on(database);
    return TestAccess.on(
        database, audit, TestDirectory.on(database, home, TestAccess.gate(audit), clock), clock);
  }

  private static final class Open implements ReleaseGate {
    @Override
    public Optional<Publication.Withheld> holds(TenantId tenant, String run, LocalDate asOf) {
      return Optional.empty();
    }
  }
}
