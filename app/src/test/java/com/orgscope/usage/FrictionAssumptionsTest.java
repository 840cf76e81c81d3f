package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.testing.SignInLog;
import java.time.LocalDate;
import java.util.List;
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
    assertThat(assumptions.all()).hasSize(3);
  }

  @Test
  void hours_a_week_are_events_times_minutes_over_the_weeks_of_the_window() {
    TimeWindow fourWeeks = TimeWindow.ending(LocalDate.of(2026, 11, 20), 28);
    PersonUsage person =
        new PersonUsage(
            SignInLog.person(1), fourWeeks, List.of(), 0, 0, 0, null, null, 40, 100, 400);
    Range week = assumptions.hoursPerWeek(person);
    assertThat(week.low()).isCloseTo((40 * .25 + 100 * .13 + 400 * .15) / 60 / 4, within(1e-9));
    assertThat(week.typical()).isCloseTo((40 * .75 + 100 * .3 + 400 * .5) / 60 / 4, within(1e-9));
    assertThat(week.high()).isCloseTo((40 * 3.0 + 100 * .75 + 400 * 1.9) / 60 / 4, within(1e-9));
  }

  @Test
  void a_range_that_runs_backwards_is_refused() {
    assertThatThrownBy(() -> new Range(2, 1, 3)).isInstanceOf(IllegalArgumentException.class);
  }
}
