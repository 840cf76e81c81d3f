package com.orgscope.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DaysInputTest {
  /** A number of events that jumps to a half and to the double says nothing. */
  @Test
  void how_many_events_there_will_be_is_told_when_a_week_was_read_and_stays_near_the_truth()
      throws IOException {
    Simulation simulation =
        Simulation.of(new SimulationSettings(30, 42, 1, LocalDate.of(2026, 11, 20)));
    List<Long> told = new ArrayList<>();
    long read = 0;
    try (DaysInput days = new DaysInput(simulation)) {
      for (int c = days.read(); c >= 0; c = days.read()) {
        if (c == '\n') {
          read++;
          told.add(days.expected(read));
        }
      }
    }
    assertThat(told.getFirst()).isEqualTo(-1);
    double all = read;
    assertThat(told.stream().filter(n -> n > 0))
        .hasSizeGreaterThan((int) (all / 2))
        .allSatisfy(n -> assertThat(n / all).isBetween(0.75, 1.25));
  }
}
