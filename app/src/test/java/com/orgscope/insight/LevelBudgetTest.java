package com.orgscope.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.privacy.Epsilon;
import org.junit.jupiter.api.Test;

class LevelBudgetTest {
  @Test
  void the_levels_cost_what_the_measure_costs_to_the_last_thousandth() {
    for (long thousandths = 50; thousandths < 3_000; thousandths += 7) {
      Epsilon all = new Epsilon(thousandths);
      assertThat(sum(LevelBudget.people(all))).isEqualTo(all);
      assertThat(sum(LevelBudget.hours(all))).isEqualTo(all);
    }
  }

  @Test
  void most_of_it_is_spent_on_categories() {
    LevelBudget people = LevelBudget.people(Epsilon.of("0.7"));
    assertThat(people.company()).isEqualTo(Epsilon.of("0.014"));
    assertThat(people.category()).isEqualTo(Epsilon.of("0.588"));
    assertThat(people.department()).isEqualTo(Epsilon.of("0.028"));
    assertThat(people.fine()).isEqualTo(Epsilon.of("0.07"));
    LevelBudget hours = LevelBudget.hours(Epsilon.of("0.3"));
    assertThat(hours.company()).isEqualTo(Epsilon.of("0.099"));
    assertThat(hours.category()).isEqualTo(Epsilon.of("0.15"));
    assertThat(hours.fine()).isEqualTo(Epsilon.of("0.051"));
  }

  @Test
  void an_epsilon_too_small_to_be_split_is_refused() {
    assertThatThrownBy(() -> LevelBudget.people(Epsilon.of("0.049")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 0.05");
  }

  private static Epsilon sum(LevelBudget parts) {
    return parts.company().plus(parts.category()).plus(parts.department()).plus(parts.fine());
  }
}
