package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  @Test
  void what_a_provider_allows_is_never_passed_in_any_of_its_windows() {
    for (int questions : List.of(1, 3, 4, 7, 60, 116, 800)) {
      RequestRate pace = new RequestRate(questions, Duration.ofSeconds(10));
      Instant at = TestClock.BEGIN;
      List<Instant> asked = new ArrayList<>();
      for (int i = 0; i < 3 * questions; i++) {
        asked.add(at);
        at = at.plus(pace.between());
      }
      for (int from = 0; from + questions < asked.size(); from++) {
        assertThat(Duration.between(asked.get(from), asked.get(from + questions)))
            .as("%d questions take a window", questions)
            .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
      }
    }
  }
}
