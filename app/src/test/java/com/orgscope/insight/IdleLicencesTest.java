package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Noise;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a release says of the money in idle seats. */
class IdleLicencesTest {
  /** Another number has other people and other noise. */
  private static final long SEED = 10_000 * Long.getLong("orgscope.drill.seed", 0);

  private static final int PEOPLE = 1_000;
  private static final int DRAWS = 2_000;

  /** Two of three people have an idle seat or some, of $120 to $600 a year. */
  private final Census census = census(true);

  private static Census census(boolean seatsKnown) {
    var random = new SplittableRandom(SEED + 15);
    List<Census.Member> members = new ArrayList<>();
    for (int n = 0; n < PEOPLE; n++) {
      long idle = random.nextInt(3) == 0 ? 0 : 120 * random.nextInt(1, 6);
      members.add(
          new Census.Member("All", "Sales", Map.of("Sales", 1.0), Map.of(), Map.of(), idle));
    }
    return new Census(
        "run-1",
        TimeWindow.ending(LocalDate.of(2026, 11, 28), 28),
        List.of("All"),
        List.of("Sales"),
        members,
        PEOPLE,
        true,
        List.of(),
        seatsKnown,
        null,
        null);
  }

  @Test
  void of_a_thousand_people_the_total_is_within_a_quarter_and_its_range_holds() {
    double truth = census.members().stream().mapToLong(Census.Member::idleDollars).sum();
    assertThat(truth).isBetween(200_000.0, 300_000.0);
    int near = 0;
    int held = 0;
    Noise noise = new Noise(new SplittableRandom(SEED + 16));
    for (int draw = 0; draw < DRAWS; draw++) {
      QuarterCells.IdleLicences idle = drawn(noise);
      near += Math.abs(idle.usdPerYear() - truth) <= truth / 4 ? 1 : 0;
      held += idle.range().low() <= truth && truth <= idle.range().high() ? 1 : 0;
      assertThat(idle.usdPerYear() * 1.0).isBetween(idle.range().low(), idle.range().high());
    }
    System.out.printf("idle money: %d of %d within a quarter, %d held%n", near, DRAWS, held);
    assertThat(near / (double) DRAWS).isGreaterThanOrEqualTo(0.95);
    assertThat(held / (double) DRAWS).isBetween(0.94, 0.985);
  }

  private QuarterCells.IdleLicences drawn(Noise noise) {
    ReleaseEpsilons epsilons =
        ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), census, true);
    return Objects.requireNonNull(
        new DeclaredDrawing(census, epsilons, noise, TestReleases.SHAPE)
            .quarter(new Quarter("2026-Q4", true, null, null), null)
            .idleLicences());
  }

  @Test
  void where_it_said_nothing_of_seats_nothing_is_drawn_or_paid() {
    ReleaseDraws draws =
        new ReleaseDraws(
            TestReleases.PRIVACY,
            TestReleases.SHAPE,
            new Noise(new SplittableRandom(1)),
            new ReleaseSavings(com.orgscope.recommendation.TestRecommendation.adviser()),
            (tenant, run, asOf) -> java.util.Optional.empty(),
            java.time.Instant::now);
    Quarter due = Quarter.of("2026-Q4", List.of(), List.of(), release -> false);
    assertThat(draws.epsilons(census, due).draws(DeclaredCells.IDLE_LICENCES)).isTrue();
    ReleaseEpsilons without = draws.epsilons(census(false), due);
    assertThat(without.draws(DeclaredCells.IDLE_LICENCES)).isFalse();
    assertThat(
            without.total().plus(DeclaredCells.IDLE_LICENCES.of(TestReleases.PRIVACY.declared())))
        .isEqualTo(draws.epsilons(census, due).total());
  }
}
