package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  private static final HourBounds BOUNDS = new HourBounds(1_800, 3_600);

  @Test
  void nobody_moves_more_than_the_public_bounds_however_busy_they_are() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Double> shares = new HashMap<>();
      int categories = random.nextInt(1, 6);
      for (int c = 0; c < categories; c++) {
        shares.put("category " + c, random.nextDouble());
      }
      double busy = Math.pow(10, random.nextDouble(-2, 6));
      double failed = busy * random.nextDouble();
      double challenged = busy * random.nextDouble();
      double switched = busy * random.nextDouble();
      var minutes =
          Map.of(
              Cause.FAILED_SIGN_INS, failed,
              Cause.CHALLENGES, challenged,
              Cause.SWITCHES, switched);
      var member = new Census.Member("d", "category 0", shares, minutes, Map.of(), 0);
      Apportionment apportionment = Apportionment.of(member, BOUNDS);
      double signIn = failed + challenged;
      assertThat(apportionment.signIn()).isEqualTo(Math.min(1_800, Math.round(signIn * 60)));
      assertThat(apportionment.switching()).isEqualTo(Math.min(3_600, Math.round(switched * 60)));
      assertThat(apportionment.seconds().values()).allMatch(s -> s >= 0);
    }
  }

  @Test
  void hours_follow_the_shares_of_work() {
    var member =
        new Census.Member(
            "d",
            "Engineering",
            Map.of("Engineering", 0.6, "Management", 0.4),
            Map.of(Cause.SWITCHES, 1.0),
            Map.of(),
            0);
    assertThat(Apportionment.of(member, BOUNDS).seconds())
        .containsEntry(new Apportionment.Part("Engineering", Cause.SWITCHES), 36L)
        .containsEntry(new Apportionment.Part("Management", Cause.SWITCHES), 24L);
  }

  @Test
  void the_last_second_goes_where_most_is_owed_and_among_equals_to_the_first_name() {
    assertThat(seconds(5, Map.of("Engineering", 0.66, "Management", 0.34)))
        .as("of five 3.3 and 1.7")
        .isEqualTo(Map.of("Engineering", 3L, "Management", 2L));
    assertThat(seconds(5, Map.of("Management", 0.5, "Engineering", 0.5)))
        .isEqualTo(Map.of("Engineering", 3L, "Management", 2L));
  }

  @Test
  void whose_work_has_no_shares_has_no_hours() {
    assertThat(seconds(60, Map.of("Sales", 0.0))).isEmpty();
    assertThat(seconds(60, Map.of())).isEmpty();
  }

  private static Map<String, Long> seconds(double seconds, Map<String, Double> shares) {
    var member =
        new Census.Member(
            "d", "Sales", shares, Map.of(Cause.CHALLENGES, seconds / 60), Map.of(), 0);
    Map<String, Long> shared = new HashMap<>();
    Apportionment.of(member, BOUNDS).seconds().forEach((part, s) -> shared.put(part.category(), s));
    return shared;
  }

  @Test
  void no_friction_is_no_hours() {
    var member =
        new Census.Member(
            "d", "Sales", Map.of("Sales", 1.0), Map.of(Cause.SWITCHES, 0.0), Map.of(), 0);
    assertThat(Apportionment.of(member, BOUNDS).switching()).isZero();
    assertThat(Apportionment.of(member, BOUNDS).seconds()).as("no part of none").isEmpty();
  }
}
