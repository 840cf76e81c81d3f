package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.privacy.Epsilon;
import com.orgscope.privacy.Noise;
import com.orgscope.privacy.TestNoise;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a CEO is told of claims: a sum of what people add, each of them bounded. */
class SparedHoursTest {
  private static final Epsilon EPSILON = Epsilon.of("0.032");
  private static final int PEOPLE = 10_000;

  private final SplittableRandom random = new SplittableRandom(20261130);

  private static PersonKey person(int n) {
    return new PersonKey(new UUID(7, n));
  }

  private static QuarterParts.Spared spared(List<Long> seconds) {
    return new QuarterParts.Spared(2, new Interval(150, 300), seconds);
  }

  @Test
  void nobody_moves_the_sum_or_its_squares_by_more_than_the_bound() {
    Map<PersonKey, Double> seconds = new HashMap<>();
    Set<PersonKey> counted = new HashSet<>();
    for (int n = 0; n < 20_000; n++) {
      seconds.put(person(n), random.nextGaussian() * Math.exp(random.nextDouble(20)));
      counted.add(person(n));
    }
    seconds.put(person(20_000), Double.POSITIVE_INFINITY);
    ClaimedTime.Spared claimed = new ClaimedTime.Spared(3, null, seconds);
    QuarterParts.Spared all = QuarterParts.Spared.of(claimed, counted);
    assertThat(all.seconds()).as("and only who is counted").hasSize(20_000);
    long bound = QuarterParts.SPARED_SECONDS;
    long atBound = 0;
    for (int n = 0; n < 20_000; n++) {
      Map<PersonKey, Double> alone =
          Map.of(person(n), Objects.requireNonNull(seconds.get(person(n))));
      QuarterParts.Spared own =
          QuarterParts.Spared.of(new ClaimedTime.Spared(3, null, alone), counted);
      assertThat(Math.abs(own.sum())).isLessThanOrEqualTo(bound);
      assertThat(own.squares()).isLessThanOrEqualTo(bound * bound);
      atBound += Math.abs(own.sum()) == bound ? 1 : 0;
    }
    assertThat(atBound).isGreaterThan(5_000);
    assertThat(all.sum())
        .isEqualTo(
            seconds.entrySet().stream()
                .filter(one -> counted.contains(one.getKey()))
                .mapToLong(one -> QuarterParts.Spared.bounded(one.getValue()))
                .sum());
  }

  /** Both sums together: from one who is at the bound. */
  @Test
  void of_one_person_both_sums_tell_the_cells_epsilon_at_most() {
    SparedHours.Noised without = noised(TestNoise.none(), 1);
    SparedHours.Noised with = noised(TestNoise.none(), 2);
    SparedHours.Noised stretched = noised(TestNoise.stretched(), 1);
    double seconds = (stretched.seconds() - without.seconds()) / TestNoise.STRETCH;
    double squares = (stretched.squares() - without.squares()) / TestNoise.STRETCH;
    assertThat(
            (with.seconds() - without.seconds()) / seconds
                + (with.squares() - without.squares()) / squares)
        .isCloseTo(0.032, within(1e-4));
  }

  private static SparedHours.Noised noised(Noise noise, int people) {
    return new SparedHours(EPSILON, noise)
        .noised(spared(Collections.nCopies(people, (long) QuarterParts.SPARED_SECONDS)));
  }

  /** Half of 10,000 people spare two minutes a week; a person's weeks differ by four. */
  @Test
  void the_range_holds_the_truth_and_says_how_far_noise_and_people_go() {
    var noise = new Noise(new SplittableRandom(6));
    int held = 0;
    double width = 0;
    for (int i = 0; i < 400; i++) {
      List<Long> seconds = new ArrayList<>();
      for (int n = 0; n < PEOPLE; n++) {
        double own = 240 * random.nextGaussian() + (n % 2 == 0 ? 120 : 0);
        seconds.add(QuarterParts.Spared.bounded(own));
      }
      SparedHours hours = new SparedHours(EPSILON, noise);
      QuarterAnswers.Told told = hours.told(hours.noised(spared(seconds)));
      double truth = PEOPLE / 2 * 120 / 3_600.0;
      held += told.range().low() <= truth && truth <= told.range().high() ? 1 : 0;
      width += (told.range().high() - told.range().low()) / 400;
    }
    System.out.printf("spared: held %d of 400, %.1f h to each side%n", held, width / 2);
    assertThat(held).isGreaterThanOrEqualTo(380);
    assertThat(width / 2).isLessThan(40);
  }

  /** What the noise takes off the squares is never taken off the range. */
  @Test
  void how_people_differ_is_in_the_range_with_the_noise_of_their_squares() {
    SparedHours hours = new SparedHours(EPSILON, TestNoise.none());
    assertThat(half(hours, 0)).as("31.2 h of noise, 9.5 h of people").isCloseTo(32.7, within(0.2));
    assertThat(half(hours, -1e12)).isCloseTo(31.2, within(0.2));
    assertThat(half(hours, 6e8)).isCloseTo(35.4, within(0.2));
  }

  private static double half(SparedHours hours, double squares) {
    Interval range = hours.told(new SparedHours.Noised(0, squares)).range();
    return (range.high() - range.low()) / 2;
  }

  private static Census census(int people, QuarterParts.@Nullable Spared spared) {
    return new Census(
        "run-1",
        TimeWindow.ending(LocalDate.of(2026, 11, 28), 28),
        List.of("All"),
        List.of("Sales"),
        List.of(),
        people,
        true,
        List.of(),
        false,
        null,
        new QuarterParts(List.of(), List.of(), null, spared));
  }

  private static ReleaseEpsilons epsilons(Census census) {
    return ReleaseEpsilons.of(TestReleases.PRIVACY, Period.ofMonths(1), census, true);
  }

  private static QuarterAnswers draw(Census census) {
    return new AnswerDrawing(
            census, epsilons(census), TestNoise.none(), TestReleases.SHAPE.bounds())
        .draw(null, null);
  }

  @Test
  void it_is_drawn_and_paid_where_there_is_a_claim_and_enough_people() {
    QuarterParts.Spared some = spared(List.of(900L));
    assertThat(epsilons(census(4_000, some)).of(DeclaredCells.CLAIMS)).isEqualTo(EPSILON);
    assertThat(epsilons(census(3_999, some)).draws(DeclaredCells.CLAIMS)).isFalse();
    assertThat(epsilons(census(4_000, null)).draws(DeclaredCells.CLAIMS)).isFalse();
    assertThat(draw(census(3_999, some)).spared())
        .as("how many claims there are and what they promise is no secret of anybody")
        .isEqualTo(new QuarterAnswers.Spared(2, new Interval(150, 300), null));
    assertThat(draw(census(4_000, null)).spared()).isNull();
  }

  @Test
  void it_is_told_where_its_range_is_under_half_of_it_whichever_way() {
    for (int sign : new int[] {1, -1}) {
      List<Long> clear = Collections.nCopies(4_000, 200L * sign);
      QuarterAnswers.Spared told =
          Objects.requireNonNull(draw(census(5_000, spared(clear))).spared());
      assertThat(told.claims()).isEqualTo(2);
      assertThat(told.promised()).isEqualTo(new Interval(150, 300));
      assertThat(Objects.requireNonNull(told.told()).hoursPerWeek())
          .isCloseTo(sign * 222.2, within(0.01));
      List<Long> hidden = Collections.nCopies(4_000, 90L * sign);
      assertThat(Objects.requireNonNull(draw(census(5_000, spared(hidden))).spared()).told())
          .isNull();
    }
    assertThat(
            CandidateAnswers.of(
                    census(5_000, spared(List.of(1_800L, -900L))),
                    epsilons(census(5_000, spared(List.of(1L)))))
                .spared())
        .isEqualTo(new CandidateAnswers.Spared(2, 0.25));
  }
}
