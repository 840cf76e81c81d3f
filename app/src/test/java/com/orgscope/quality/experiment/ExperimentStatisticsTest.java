package com.orgscope.quality.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What experiments say of made-up people of whom it is known what is true. */
class ExperimentStatisticsTest {
  private static final double LEVEL = 0.05;
  private static final int DAYS = 60;
  private static final int PEOPLE = 200;

  /** How much of what somebody does is who they are. */
  private static final double OWN = 0.25;

  private static final double DAILY = 0.6;
  private static final double MEAN = 1;

  /** Somebody before the experiment and on each of its days. */
  private record Life(Arm arm, double before, double[] days) {}

  @Test
  void at_the_planned_day_and_at_daily_looks_no_change_is_seldom_called_one() {
    int runs = 600 * Integer.getInteger("orgscope.drill.times", 1);
    int once = 0;
    int daily = 0;
    int naive = 0;
    AlwaysValid bounds = new AlwaysValid(LEVEL);
    Random random = new Random(7);
    for (int run = 0; run < runs; run++) {
      List<Life> lives = lives(random, 0);
      double planned = planned();
      boolean foundDaily = false;
      boolean foundNaively = false;
      for (int day = 3; day <= DAYS; day++) {
        MeanDifference estimate = MeanDifference.of(until(lives, day));
        foundDaily |= estimate.always(bounds, planned).difference().told();
        foundNaively |= estimate.once(LEVEL).difference().told();
        once += day == DAYS && estimate.once(LEVEL).difference().told() ? 1 : 0;
      }
      daily += foundDaily ? 1 : 0;
      naive += foundNaively ? 1 : 0;
    }
    assertThat(once / (double) runs).as("on the planned day").isCloseTo(0.05, within(0.014));
    assertThat(daily / (double) runs).as("at every look").isLessThanOrEqualTo(0.055);
    assertThat(naive / (double) runs).as("looking as if one looked once").isGreaterThan(0.07);
  }

  @Test
  void a_planted_lift_is_found_as_often_as_was_promised() {
    double lift = 0.05;
    SampleSize size = new SampleSize(MEAN, deviation(), correlation(), 1, 0);
    AlwaysValid bounds = new AlwaysValid(LEVEL);
    double promised = size.power(lift, PEOPLE, SampleSize.reachOfOneLook(LEVEL));
    double promisedAlways = size.power(lift, PEOPLE, bounds.reachAsPlanned());
    int runs = 1000;
    int found = 0;
    int foundAlways = 0;
    int within = 0;
    int withinRelative = 0;
    Random random = new Random(8);
    for (int run = 0; run < runs; run++) {
      MeanDifference estimate = MeanDifference.of(until(lives(random, lift), DAYS));
      Lift told = estimate.once(LEVEL);
      found += told.difference().low() > 0 ? 1 : 0;
      foundAlways += estimate.always(bounds, planned()).difference().low() > 0 ? 1 : 0;
      within += told.difference().low() < lift && lift < told.difference().high() ? 1 : 0;
      withinRelative += told.relative().low() < lift && lift < told.relative().high() ? 1 : 0;
    }
    assertThat(found / (double) runs).isCloseTo(promised, within(0.05));
    assertThat(foundAlways / (double) runs).isCloseTo(promisedAlways, within(0.05));
    assertThat(within / (double) runs).as("coverage").isCloseTo(0.95, within(0.02));
    assertThat(withinRelative / (double) runs)
        .as("coverage of the relative lift")
        .isCloseTo(0.95, within(0.02));
  }

  @Test
  void the_number_of_people_is_the_least_that_has_the_power() {
    SampleSize size = new SampleSize(4, 1, 0.6, 1, 0);
    double reach = SampleSize.reachOfOneLook(LEVEL);
    int people = size.peopleInAnArm(0.03, 0.8, reach);
    assertThat(size.power(0.03, people, reach)).isGreaterThanOrEqualTo(0.8);
    assertThat(size.power(0.03, people - 1, reach)).isLessThan(0.8);
    assertThat(new SampleSize(4, 1, 0, 1, 0).peopleInAnArm(0.03, 0.8, reach))
        .as("without a past")
        .isGreaterThan(people);
    assertThat(new SampleSize(4, 1, 0.6, 10, 0.1).peopleInAnArm(0.03, 0.8, reach))
        .as("people of a team resemble each other")
        .isCloseTo((int) (1.9 * people), within(2));
  }

  @Test
  void what_people_were_before_takes_variance_away_and_nothing_else() {
    Random random = new Random(9);
    List<Participant> people = until(lives(random, 0.1), DAYS);
    Lift with = MeanDifference.of(people).once(LEVEL);
    List<Participant> strangers =
        people.stream()
            .map(one -> new Participant(one.unit(), one.arm(), one.value(), null))
            .toList();
    Lift without = MeanDifference.of(strangers).once(LEVEL);

    assertThat(with.spared()).isGreaterThan(0.3);
    assertThat(with.withHistory()).isEqualTo(2 * PEOPLE);
    assertThat(without.spared()).isZero();
    assertThat(without.withHistory()).isZero();
    double narrower =
        width(with.difference())
            * width(with.difference())
            / (width(without.difference()) * width(without.difference()));
    assertThat(1 - narrower).isCloseTo(with.spared(), within(0.01));
    assertThat(without.difference().value())
        .as("the plain difference of means")
        .isCloseTo(mean(people, Arm.TREATMENT) - mean(people, Arm.CONTROL), within(1e-12));
  }

  @Test
  void people_of_one_team_are_not_so_many_witnesses() {
    Random random = new Random(10);
    int runs = 600;
    int clustered = 0;
    int alone = 0;
    for (int run = 0; run < runs; run++) {
      List<Participant> people = new ArrayList<>();
      for (int team = 0; team < 40; team++) {
        Arm arm = team % 2 == 0 ? Arm.CONTROL : Arm.TREATMENT;
        double shared = random.nextGaussian() * 0.5;
        for (int member = 0; member < 8; member++) {
          people.add(
              new Participant("team " + team, arm, 5 + shared + random.nextGaussian(), null));
        }
      }
      clustered += MeanDifference.of(people).once(LEVEL).difference().told() ? 1 : 0;
      List<Participant> each = new ArrayList<>();
      for (Participant one : people) {
        each.add(new Participant("person " + each.size(), one.arm(), one.value(), null));
      }
      alone += MeanDifference.of(each).once(LEVEL).difference().told() ? 1 : 0;
    }
    assertThat(clustered / (double) runs).isCloseTo(0.05, within(0.03));
    assertThat(alone / (double) runs).as("as if each were a unit").isGreaterThan(0.1);
  }

  @Test
  void an_arm_of_one_unit_has_no_error_and_is_refused() {
    assertThatThrownBy(() ->
            MeanDifference.of(
                List.of(
                    new Participant("a", Arm.CONTROL, 1, null),
                    new Participant("b", Arm.TREATMENT, 2, null),
                    new Participant("c", Arm.TREATMENT, 3, null))))
        .hasMessageContaining("control has 1 units");
  }

  @Test
  void arms_are_halves_of_each_stratum_and_the_same_whenever_they_are_asked_for() {
    LinkedHashMap<String, String> strata = new LinkedHashMap<>();
    for (int i = 0; i < 1001; i++) {
      strata.put("unit " + i, "stratum " + i % 7);
    }
    Map<String, Arm> arms = ArmAssignment.of(strata, "one".getBytes(UTF_8));
    Map<String, String> turned = new LinkedHashMap<>();
    strata.reversed().forEach(turned::put);

    assertThat(ArmAssignment.of(turned, "one".getBytes(UTF_8))).isEqualTo(arms);
    Map<String, Integer> balance = new HashMap<>();
    arms.forEach(
        (unit, arm) -> balance.merge(strata.get(unit), arm == Arm.CONTROL ? 1 : -1, Integer::sum));
    assertThat(balance.values()).allMatch(off -> Math.abs(off) <= 1);
    assertThat(balance.values().stream().mapToInt(off -> off).sum()).isBetween(-1, 1);

    Map<String, Arm> other = ArmAssignment.of(strata, "two".getBytes(UTF_8));
    long same = strata.keySet().stream().filter(u -> arms.get(u) == other.get(u)).count();
    assertThat(same).as("another experiment draws anew").isBetween(430L, 570L);
  }

  @Test
  void arms_of_which_one_lost_people_are_told() {
    assertThat(SampleRatio.of(1000, 1000, 1000, 1000).broken()).isFalse();
    assertThat(SampleRatio.of(980, 990, 1000, 1000).broken()).isFalse();
    assertThat(SampleRatio.of(1000, 970, 1000, 1000).broken()).isTrue();
    // 7,681 of 9,463 in a widely told case of a slow page, where each arm had been made as large.
    assertThat(SampleRatio.of(9463, 7681, 9463, 9463).p()).isLessThan(1e-15);
    int alarms = 0;
    Random random = new Random(12);
    for (int run = 0; run < 5000; run++) {
      int control = 0;
      int treatment = 0;
      for (int i = 0; i < 500; i++) {
        control += random.nextDouble() < 0.9 ? 1 : 0;
        treatment += random.nextDouble() < 0.9 ? 1 : 0;
      }
      alarms += SampleRatio.of(control, treatment, 500, 500).broken() ? 1 : 0;
    }
    assertThat(alarms).as("of 5,000 without a cause").isLessThanOrEqualTo(15);
  }

  private static List<Life> lives(Random random, double lift) {
    List<Life> lives = new ArrayList<>();
    for (int i = 0; i < 2 * PEOPLE; i++) {
      Arm arm = i % 2 == 0 ? Arm.CONTROL : Arm.TREATMENT;
      double own = MEAN + random.nextGaussian() * OWN;
      double before = own + random.nextGaussian() * DAILY / Math.sqrt(DAYS);
      double[] days = new double[DAYS];
      for (int day = 0; day < DAYS; day++) {
        days[day] = own + random.nextGaussian() * DAILY + (arm == Arm.TREATMENT ? lift : 0);
      }
      lives.add(new Life(arm, before, days));
    }
    return lives;
  }

  private static List<Participant> until(List<Life> lives, int day) {
    List<Participant> people = new ArrayList<>();
    for (Life life : lives) {
      double sum = 0;
      for (int at = 0; at < day; at++) {
        sum += life.days()[at];
      }
      people.add(new Participant("p" + people.size(), life.arm(), sum / day, life.before()));
    }
    return people;
  }

  private static double deviation() {
    return Math.sqrt(OWN * OWN + DAILY * DAILY / DAYS);
  }

  private static double correlation() {
    return OWN * OWN / (OWN * OWN + DAILY * DAILY / DAYS);
  }

  private static double planned() {
    return new SampleSize(MEAN, deviation(), correlation(), 1, 0).error(PEOPLE);
  }

  private static double width(Lift.Interval interval) {
    return interval.high() - interval.low();
  }

  private static double mean(List<Participant> people, Arm arm) {
    return people.stream()
        .filter(one -> one.arm() == arm)
        .mapToDouble(Participant::value)
        .average()
        .orElse(Double.NaN);
  }
}
