package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
  void hours_are_events_times_minutes() {
    Range hours = assumptions.hours(40, 100, 400);
    assertThat(hours.low()).isCloseTo((40 * .25 + 100 * .13 + 400 * .15) / 60, within(1e-9));
    assertThat(hours.typical()).isCloseTo((40 * .75 + 100 * .3 + 400 * .5) / 60, within(1e-9));
    assertThat(hours.high()).isCloseTo((40 * 3.0 + 100 * .75 + 400 * 1.9) / 60, within(1e-9));
  }

  @Test
  void a_range_that_runs_backwards_is_refused() {
    assertThatThrownBy(() -> new Range(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
