package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
  @Test
  void nobody_moves_more_than_ten_hours_however_busy_they_are() {
    var random = new SplittableRandom(1);
    for (int i = 0; i < 2_000; i++) {
      Map<String, Double> shares = new HashMap<>();
      int categories = random.nextInt(1, 6);
      for (int c = 0; c < categories; c++) {
        shares.put("category " + c, random.nextDouble());
      }
      double busy = Math.pow(10, random.nextDouble(-2, 6));
      var minutes =
          Map.of(
              Cause.FAILED_SIGN_INS, busy * random.nextDouble(),
              Cause.CHALLENGES, busy * random.nextDouble(),
              Cause.SWITCHES, busy * random.nextDouble());
      long exact = Math.round(minutes.values().stream().mapToDouble(m -> m).sum() / 6);
      var member = new Census.Member("d", "category 0", shares, minutes);
      assertThat(Apportionment.of(member).total()).isEqualTo(Math.min(100, exact));
    }
  }

  @Test
  void hours_follow_the_shares_of_work() {
    var member =
        new Census.Member(
            "d",
            "Engineering",
            Map.of("Engineering", 0.6, "Management", 0.4),
            Map.of(Cause.SWITCHES, 60.0));
    assertThat(Apportionment.of(member).units())
        .containsEntry(new Apportionment.Part("Engineering", Cause.SWITCHES), 6L)
        .containsEntry(new Apportionment.Part("Management", Cause.SWITCHES), 4L);
  }

  @Test
  void the_last_unit_goes_where_most_is_owed_and_among_equals_to_the_first_name() {
    assertThat(units(30, Map.of("Engineering", 0.66, "Management", 0.34)))
        .as("of five 3.3 and 1.7")
        .isEqualTo(Map.of("Engineering", 3L, "Management", 2L));
    assertThat(units(30, Map.of("Management", 0.5, "Engineering", 0.5)))
        .isEqualTo(Map.of("Engineering", 3L, "Management", 2L));
  }

  @Test
  void whose_work_has_no_shares_has_no_hours() {
    assertThat(units(60, Map.of("Sales", 0.0))).isEmpty();
    assertThat(units(60, Map.of())).isEmpty();
  }

  private static Map<String, Long> units(double minutes, Map<String, Double> shares) {
    var member = new Census.Member("d", "Sales", shares, Map.of(Cause.SWITCHES, minutes));
    Map<String, Long> units = new HashMap<>();
    Apportionment.of(member).units().forEach((part, u) -> units.put(part.category(), u));
    return units;
  }

  @Test
  void no_friction_is_no_hours() {
    var member = new Census.Member("d", "Sales", Map.of("Sales", 1.0), Map.of(Cause.SWITCHES, 0.0));
    assertThat(Apportionment.of(member).total()).isZero();
    assertThat(Apportionment.of(member).units()).as("no part of none").isEmpty();
  }
}
