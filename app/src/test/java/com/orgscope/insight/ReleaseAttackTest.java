package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.insight.Likelihood.Mechanism;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.PrivacyLedger;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever sees all that is drawn, before anything is made of it, and knows everybody's data but one
 * person's. What they learn of that one is the logarithm of the ratio of two probabilities of what
 * they saw: with the person and without. It is worked out from what the product counts and from the
 * scale of the noise that it draws.
 */
class ReleaseAttackTest {
  private static final TenantId TENANT = new TenantId("acorn");
  private static final Caller NIGHT = Caller.system(TENANT, "insight");
  private static final List<String> KINDS = List.of("x", "y");
  private static final List<String> CELLS = List.of("x", "y", Release.NOT_YET_KNOWN);
  private static final Grid GRID =
      new Grid(List.of("A", "B", Census.NO_DEPARTMENT), List.of("x", "y", Release.NOT_YET_KNOWN));
  private static final HourBounds BOUNDS = TestReleases.SHAPE.bounds();

  @TempDir private Path home = Path.of("replaced");
  private Instant now = Instant.parse("2026-01-02T03:00:00Z");

  /** What can be learnt at most of one person more, whatever comes out. */
  private static double learnt(
      Mechanism mechanism, List<Census.Member> company, Census.Member more) {
    List<Census.Member> with = new ArrayList<>(company);
    with.add(more);
    return Likelihood.learnt(mechanism, company, with);
  }

  /** Over all companies of up to two people and everybody whom they may have one more of. */
  private static double worst(Mechanism mechanism) {
    double worst = 0;
    for (Census.Member more : everybody()) {
      worst = Math.max(worst, learnt(mechanism, List.of(), more));
      for (Census.Member one : everybody()) {
        worst = Math.max(worst, learnt(mechanism, List.of(one), more));
        worst = Math.max(worst, learnt(mechanism, List.of(one, everybody().getFirst()), more));
      }
    }
    return worst;
  }

  private static List<Census.Member> everybody() {
    return List.of(
        person("A", Map.of("x", 1.0), Map.of(Cause.CHALLENGES, 6.0), Map.of("Communication", 1.0)),
        person("B", Map.of("x", 0.6, "y", 0.4), Map.of(), Map.of()),
        person(
            "A",
            Map.of("y", 40.0),
            Map.of(Cause.SWITCHES, 600.0, Cause.UNMEASURED_SIGN_INS, 600.0),
            Map.of("Documents", 900.0)),
        person(
            "B",
            Map.of("x", 0.2, "y", 0.8),
            Map.of(Cause.FAILED_SIGN_INS, 600.0),
            Map.of("Communication", 7.0, "AI assistants", 1.0, "of no list", 0.5)),
        person(
            "nowhere",
            Map.of("struck off", 3.0),
            Map.of(Cause.FAILED_SIGN_INS, 12.0, Cause.CHALLENGES, 48.0, Cause.SWITCHES, 6_000.0),
            Map.of("Communication", 1e9)));
  }

  private static Census.Member person(
      String department,
      Map<String, Double> shares,
      Map<Cause, Double> minutes,
      Map<String, Double> use) {
    String most =
        shares.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    return new Census.Member(department, most, shares, minutes, use, 0);
  }

  private static Mechanism people(ReleaseEpsilons epsilons) {
    return Likelihood.people(ReleaseAttackTest::census, GRID, epsilons);
  }

  private static Mechanism use(Epsilon epsilon) {
    return Likelihood.use(epsilon);
  }

  private static Mechanism roles(Epsilon epsilon) {
    return Likelihood.roles(CELLS, epsilon);
  }

  private static Mechanism causes(ReleaseEpsilons epsilons, Cause... drawn) {
    return Likelihood.causes(census(List.of()), BOUNDS, epsilons, Set.of(drawn));
  }

  private static ReleaseEpsilons epsilons(boolean quarterDue) {
    return ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), 1_000, quarterDue);
  }

  /** All but the grid's hours, of one release of a company of 1,000. */
  private static double learntOfAll(boolean quarterDue) {
    ReleaseEpsilons epsilons = epsilons(quarterDue);
    double all = worst(people(epsilons)) + worst(use(epsilons.of(DeclaredCells.USE)));
    if (quarterDue) {
      all += worst(roles(epsilons.of(DeclaredCells.ROLES)));
      // Of one kind of work each: nobody is in two of them.
      all += worst(use(epsilons.of(DeclaredCells.USE_BY_CATEGORY)));
      all += worst(causes(epsilons, Cause.FAILED_SIGN_INS, Cause.CHALLENGES));
      all += worst(causes(epsilons, Cause.SWITCHES));
      all += worst(causes(epsilons, Cause.UNMEASURED_SIGN_INS));
      all += worst(Likelihood.assistants(census(List.of()), epsilons));
    }
    return all;
  }

  @Test
  void whoever_sees_one_release_learns_of_nobody_more_than_each_cells_epsilon() {
    ReleaseEpsilons epsilons = epsilons(true);
    assertThat(worst(people(epsilons))).isCloseTo(0.70, within(2e-3));
    assertThat(worst(use(epsilons.of(DeclaredCells.USE)))).isCloseTo(0.108, within(1e-4));
    assertThat(worst(roles(epsilons.of(DeclaredCells.ROLES)))).isCloseTo(0.084, within(1e-4));
    assertThat(worst(causes(epsilons, Cause.FAILED_SIGN_INS, Cause.CHALLENGES)))
        .isCloseTo(0.08, within(1e-4));
    assertThat(worst(causes(epsilons, Cause.SWITCHES))).isCloseTo(0.072, within(1e-4));
    assertThat(worst(Likelihood.assistants(census(List.of()), epsilons)))
        .isCloseTo(0.044, within(1e-4));
    assertThat(worst(causes(epsilons, Cause.UNMEASURED_SIGN_INS))).isCloseTo(0.036, within(1e-4));
  }

  /** Of two kinds of work at once nobody is: what their use shows together is one epsilon too. */
  @Test
  void nobody_is_in_the_use_of_two_kinds_of_work_or_more_than_once_at_a_bound() {
    var large = ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), 10_000, true);
    int people = everybody().size();
    CandidateCells cells = CandidateCells.of(census(everybody()), large, TestReleases.SHAPE);
    assertThat(cells.useByCategory()).hasSize(2);
    assertThat(
            cells.useByCategory().stream()
                .flatMap(kind -> kind.use().stream())
                .mapToDouble(CandidateCells.Equivalents::people)
                .sum())
        .isLessThanOrEqualTo(people);
    CandidateCells.AtBound atBound = Objects.requireNonNull(cells.atBound());
    assertThat(atBound.signIn()).isEqualTo(2);
    assertThat(atBound.switching()).isEqualTo(2);
  }

  /** Whatever is made of two months, their difference too, reads both and nothing else. */
  @Test
  void the_difference_of_two_months_tells_of_a_leaver_what_one_of_them_tells() {
    Census.Member stays = everybody().get(1);
    for (Census.Member leaver : everybody()) {
      List<Census.Member> both = List.of(stays, leaver);
      assertThat(ofTwoMonths(both, List.of(stays)))
          .as("who opted out between them, or never was there")
          .isLessThanOrEqualTo(0.70 + 2e-3);
      assertThat(ofTwoMonths(both, both)).as("who is in both").isBetween(1.39, 1.40 + 4e-3);
    }
  }

  /** Against a company that has only the one who stays in both months. */
  private static double ofTwoMonths(List<Census.Member> first, List<Census.Member> second) {
    Mechanism month = people(epsilons(false));
    List<Census.Member> stays = List.of(first.getFirst());
    return Likelihood.learnt(month, stays, first) + Likelihood.learnt(month, stays, second);
  }

  /**
   * Twelve averages of a year: the attacker asks every third day, with a night's new run each time.
   * What all that was drawn tells is what the ledger charged, and no more than a year's 16.
   */
  @Test
  void averaging_over_all_releases_of_a_year_tells_what_the_ledger_charged() {
    Database database = TestDatabase.fresh();
    double learnt = 0;
    int drawn = 0;
    Set<String> quarters = new HashSet<>();
    for (int day = 0; day < 360; day += 3) {
      now = Instant.parse("2026-01-02T03:00:00Z").plusSeconds(86_400L * day);
      Publication came = releases(database, home, "run-" + day).publish(NIGHT);
      if (came instanceof Publication.Published published) {
        boolean due = quarters.add(Objects.requireNonNull(published.release().quarter()).quarter());
        learnt += learntOfAll(due) + 0.30;
        drawn++;
      }
    }
    PrivacyLedger.Answer year = TestReleases.ledger(database, () -> now).year(NIGHT);
    assertThat(drawn).isEqualTo(12);
    assertThat(learnt)
        .isLessThanOrEqualTo(year.spent().decimal().doubleValue() + 0.03)
        .isGreaterThan(year.spent().decimal().doubleValue() - 0.03);
    assertThat(year.spent()).isLessThanOrEqualTo(Epsilon.of("16"));
  }

  /** As it was: each run a release of its own, twelve in seven minutes. */
  @Test
  void twelve_quick_releases_told_twelve_times_as_much_and_tell_once_now() {
    Mechanism flat =
        (company, noise) ->
            FlatRelease.draw(census(company), noise).stream()
                .filter(g -> g.leaves().contains(new GridCell("A", "x")))
                .mapToDouble(FlatRelease.Group::people)
                .toArray();
    Census.Member more = everybody().getFirst();
    List<Census.Member> company = new ArrayList<>(Collections.nCopies(200, more));
    company.addAll(Collections.nCopies(50, everybody().get(2)));
    double before = 12 * learnt(flat, company, more);
    assertThat(before).isCloseTo(6, within(0.01)).isGreaterThan(epsilon(false));
    Database database = TestDatabase.fresh();
    int draws = 0;
    for (int run = 0; run < 12; run++) {
      now = now.plusSeconds(35);
      draws +=
          releases(database, home, "run-" + run).publish(NIGHT) instanceof Publication.Published
              ? 1
              : 0;
    }
    assertThat(draws * learntOfAll(true)).isLessThanOrEqualTo(epsilon(true));
  }

  /** As it is charged. */
  private static double epsilon(boolean quarterDue) {
    return ReleaseEpsilons.of(
            TestReleases.PRIVACY,
            Period.ofMonths(1),
            MadeUpCensus.company(1_000, 5).census(),
            quarterDue)
        .total()
        .decimal()
        .doubleValue();
  }

  /**
   * The same noise for the same tenant and period gives the difference away: a home of before one
   * person left draws again what another home drew with them.
   */
  @Test
  void a_period_that_is_drawn_again_elsewhere_has_other_noise() {
    for (int seed = 0; seed < 20; seed++) {
      // The naive one: whoever draws again subtracts, and reads the one person.
      long with = company(seed, 501);
      assertThat(with - company(seed, 500)).isEqualTo(1);
    }
    Set<List<Long>> seen = new HashSet<>();
    for (int copy = 0; copy < 3; copy++) {
      Release release =
          releases(TestDatabase.fresh(), home.resolve("copy" + copy), "run")
              .publish(NIGHT)
              .orElseThrow();
      seen.add(release.cells().stream().map(ReleaseCell::people).toList());
    }
    assertThat(seen).as("three draws of the same people, tenant and period").hasSize(3);
  }

  private static long company(int tenantAndPeriod, int people) {
    List<Census.Member> all = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      all.add(everybody().getFirst());
    }
    return PeopleLevels.draw(
            census(all),
            GRID,
            TestReleases.PRIVACY,
            TestReleases.PRIVACY.people(),
            new Noise(new SplittableRandom(tenantAndPeriod)))
        .drawn()
        .leaves()[0][0];
  }

  private Releases releases(Database database, Path at, String run) {
    LocalDate asOf = now.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1);
    return TestReleases.on(
        database,
        at,
        () -> now,
        () -> Optional.of(MadeUpCensus.company(1_000, 5).run(run, asOf).census()));
  }

  private static Census census(List<Census.Member> members) {
    return new Census(
        "run",
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 28),
        List.of("A", "B"),
        KINDS,
        members,
        members.size(),
        true,
        List.of("local"),
        false,
        null,
        null);
  }
}
