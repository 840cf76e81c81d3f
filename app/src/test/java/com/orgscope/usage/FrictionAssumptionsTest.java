package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FrictionAssumptionsTest {
  private final FrictionAssumptions assumptions = FrictionAssumptions.shipped();

  @Test
  void every_kind_of_friction_has_a_range_and_a_source() {
    for (FrictionAssumptions.Event event : FrictionAssumptions.Event.values()) {
      FrictionAssumptions.Assumption assumption = assumptions.of(event);
      assertThat(assumption.minutes().low()).isPositive().isLessThan(assumption.minutes().high());
      assertThat(assumption.source()).contains("our own estimate", "(").hasSizeGreaterThan(80);
    }
  }

  @Test
  void a_range_that_runs_backwards_is_refused() {
    assertThatThrownBy(() -> new Range(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
