package com.orgscope.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A hundred companies, of each of which it is known what the change did. */
class PlantedSavingsTest {
  /** {@code -Dorgscope.drill.times=2} has a hundred. */
  private static final int RUNS = Integer.getInteger("orgscope.drill.times", 1) > 1 ? 100 : 20;

  /** Another number has other companies. */
  private static final long SEED = 10_000 * Long.getLong("orgscope.drill.seed", 0);

  private static final int HELD = RUNS * 85 / 100;
  private static final int NOTHING = RUNS * 90 / 100;

  @ParameterizedTest
  @CsvSource({"150, 150, 85", "300, 100, 85", "40, 40, 0"})
  void a_saving_of_a_fifth_lies_in_its_range_and_is_found(int changed, int notYet, int atLeast) {
    int held = 0;
    int found = 0;
    for (int run = 0; run < RUNS; run++) {
      MadeUpSignIns company =
          new MadeUpSignIns(SEED + run)
              .hire(changed, MadeUpSignIns.CHANGE, 0.2)
              .hire(notYet, null, 0);
      Look look = company.looks().after(90);
      Estimate spared = Objects.requireNonNull(look.compared()).spared();
      boolean holds = spared.low() <= company.removed() && company.removed() <= spared.high();
      held += holds ? 1 : 0;
      found += holds && look.finding() == Finding.SAVED ? 1 : 0;
    }
    System.out.printf("of %d and %d: held %d, found %d%n", changed, notYet, held, found);
    assertThat(held).isGreaterThanOrEqualTo(HELD);
    assertThat(found).isGreaterThanOrEqualTo(RUNS * atLeast / 100);
  }

  @Test
  void of_groups_that_follow_each_other_it_lies_in_its_range_too() {
    int held = 0;
    for (int run = 0; run < RUNS; run++) {
      MadeUpSignIns company =
          new MadeUpSignIns(3000 + run)
              .hire(50, MadeUpSignIns.CHANGE, 0.2)
              .hire(100, MadeUpSignIns.CHANGE.plusDays(17), 0.2)
              .hire(50, MadeUpSignIns.CHANGE.plusDays(40), 0.3)
              .hire(100, null, 0);
      Estimate spared = Objects.requireNonNull(company.looks().after(90).compared()).spared();
      held += spared.low() <= company.removed() && company.removed() <= spared.high() ? 1 : 0;
    }
    System.out.println("one after the other: held " + held);
    assertThat(held).isGreaterThanOrEqualTo(HELD);
  }

  @ParameterizedTest
  @CsvSource({"150, 150", "300, 100", "12, 12"})
  void nothing_is_called_nothing_on_every_due_day(int changed, int notYet) {
    int nothing = 0;
    for (int run = 0; run < RUNS; run++) {
      Looks looks =
          new MadeUpSignIns(SEED + 1000 + run)
              .hire(changed, MadeUpSignIns.CHANGE, 0)
              .hire(notYet, null, 0)
              .looks();
      boolean always =
          Claim.DUE_DAYS.stream().allMatch(day -> looks.after(day).finding() == Finding.NOTHING);
      nothing += always ? 1 : 0;
    }
    System.out.printf("of %d and %d: nothing %d%n", changed, notYet, nothing);
    assertThat(nothing).isGreaterThanOrEqualTo(NOTHING);
  }

  @Test
  void people_who_are_asked_more_and_more_are_no_proof() {
    int said = 0;
    for (int run = 0; run < 20; run++) {
      Look look =
          new MadeUpSignIns(2000 + run)
              .drifting(0.06)
              .hire(150, MadeUpSignIns.CHANGE, 0.2)
              .hire(150, null, 0)
              .looks()
              .after(90);
      said += look.finding() == Finding.NOT_PARALLEL ? 1 : 0;
    }
    System.out.println("not parallel: " + said);
    assertThat(said).isGreaterThanOrEqualTo(18);
  }

  /**
   * Those who have it are asked three times as often, so that what the log lacks is three times as
   * much of theirs: five days of which nothing came in look like a saving if they count as nothing.
   */
  @Test
  void five_days_without_a_log_are_nobodys_days_on_either_side() {
    int runs = RUNS * 2 / 5;
    int held = 0;
    int found = 0;
    int nothing = 0;
    LocalDate outage = MadeUpSignIns.CHANGE.plusDays(7);
    for (int run = 0; run < runs; run++) {
      MadeUpSignIns company = holed(5000 + run, outage, 5, 0.2);
      Look look = company.looks().after(90);
      Estimate spared = Objects.requireNonNull(look.compared()).spared();
      held += spared.low() <= company.removed() && company.removed() <= spared.high() ? 1 : 0;
      found += look.finding() == Finding.SAVED ? 1 : 0;
      Looks looks = holed(5000 + run, outage, 5, 0).looks();
      nothing +=
          Claim.DUE_DAYS.stream().allMatch(day -> looks.after(day).finding() == Finding.NOTHING)
              ? 1
              : 0;
    }
    System.out.printf("five days lost: held %d, found %d, nothing %d%n", held, found, nothing);
    assertThat(held).isGreaterThanOrEqualTo(runs * 85 / 100);
    assertThat(found).isGreaterThanOrEqualTo(runs * 85 / 100);
    assertThat(nothing).isGreaterThanOrEqualTo(runs * 90 / 100);
  }

  private static MadeUpSignIns holed(long seed, LocalDate from, int days, double goes) {
    return new MadeUpSignIns(seed)
        .askedOftener(3)
        .without(from, days)
        .hire(150, MadeUpSignIns.CHANGE, goes)
        .hire(150, null, 0);
  }

  @Test
  void weeks_of_which_the_log_lacks_too_much_tell_nothing_and_say_so() {
    Looks looks = holed(1, MadeUpSignIns.CHANGE.plusDays(7), 12, 0.2).looks();
    assertThat(looks.after(30).finding()).isEqualTo(Finding.CANNOT_TELL);
    assertThat(looks.after(30).because())
        .contains("the log lacks 12 days of the weeks around " + MadeUpSignIns.CHANGE);
    assertThat(looks.after(60).finding()).isEqualTo(Finding.SAVED);
    assertThat(Objects.requireNonNull(looks.after(60).compared()).hoursSoFar().value())
        .as("weeks of which nothing is known are not paid for")
        .isCloseTo(
            Objects.requireNonNull(looks.after(60).compared()).hoursPerWeek().value()
                * (8 - 12 / 7.0),
            within(1e-6));
    Looks before = holed(1, MadeUpSignIns.CHANGE.minusDays(20), 18, 0.2).looks();
    assertThat(before.after(90).because()).contains("the log lacks 18 days");
  }
}
