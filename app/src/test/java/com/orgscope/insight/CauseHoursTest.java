package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.NoiseSum;
import com.orgscope.privacy.TestNoise;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Signing in and switching are noised and bounded each by itself. */
class CauseHoursTest {
  private static final String SALES = "Sales";
  private static final HourBounds BOUNDS =
      HourBounds.of(Duration.ofMinutes(30), Duration.ofHours(2));

  /** So many seconds that no noise reaches zero, below which nothing is printed. */
  private static final long SECONDS = 3_600_000_000L;

  @Test
  void every_cause_has_the_noise_of_its_bound_and_epsilon() {
    var noise = new Noise(new SplittableRandom(29));
    int draws = 6_000;
    Map<Cause, Double> squares = new EnumMap<>(Cause.class);
    for (int i = 0; i < draws; i++) {
      for (Release.CauseCell cell : of("0.125", "0.125", BOUNDS, noise).of(Set.of(SALES))) {
        double off = cell.hoursPerWeek() - SECONDS / HoursLevels.HOUR;
        squares.merge(cell.cause(), off * off / draws, Double::sum);
      }
    }
    Epsilon half = Epsilon.of("0.125");
    for (Cause cause : Cause.values()) {
      double variance =
          NoiseSum.variance(half, cause == Cause.SWITCHES ? BOUNDS.switching() : BOUNDS.signIn());
      assertThat(squares.getOrDefault(cause, 0.0) * HoursLevels.HOUR * HoursLevels.HOUR)
          .as("%s", cause)
          .isCloseTo(variance, withinPercentage(15));
    }
  }

  @Test
  void a_range_is_as_wide_as_the_noise() {
    HourBounds same = HourBounds.of(Duration.ofMinutes(30), Duration.ofMinutes(30));
    for (Release.CauseCell cell : of("0.001", "0.002", same, TestNoise.none()).of(Set.of(SALES))) {
      // ln 20 × half an hour / epsilon
      double wide = Math.log(20) * 0.5 / (cell.cause() == Cause.SWITCHES ? 0.002 : 0.001);
      assertThat(cell.hoursInterval().high() - cell.hoursPerWeek())
          .as("%s", cell.cause())
          .isCloseTo(wide, within(0.1));
      assertThat(cell.hoursPerWeek() - cell.hoursInterval().low()).isCloseTo(wide, within(0.1));
    }
  }

  private static CauseHours of(String signIn, String switching, HourBounds bounds, Noise noise) {
    ReleaseEpsilons epsilons =
        new ReleaseEpsilons(
            Epsilon.ZERO,
            Epsilon.ZERO,
            Map.of(
                DeclaredCells.CAUSES, Epsilon.of(signIn),
                DeclaredCells.SWITCHING, Epsilon.of(switching),
                DeclaredCells.UNMEASURED, Epsilon.of(signIn)));
    Map<Apportionment.Part, Long> exact = new TreeMap<>();
    for (Cause cause : Cause.values()) {
      exact.put(new Apportionment.Part(SALES, cause), SECONDS);
    }
    return new CauseHours(exact, bounds, epsilons, noise);
  }
}
