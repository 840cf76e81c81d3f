package com.orgscope.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long events took until they could be asked for, whatever their number. */
class LagSampleTest {
  private static final long NOW = Instant.parse("2026-11-20T12:00:00Z").getEpochSecond() * 1000000;
  private static final long SECOND = 1_000_000;

  private final LagSample lag = new LagSample();

  private void arrived(long microsAgo) {
    lag.add(NOW - microsAgo);
  }

  @Test
  void the_median_and_what_nearly_all_did_not_exceed_are_told() {
    for (int seconds = 100; seconds > 0; seconds--) {
      arrived(seconds * SECOND);
    }
    assertThat(lag.events()).isEqualTo(100);
    assertThat(lag.seconds(NOW, 0.5)).isEqualTo(50);
    assertThat(lag.seconds(NOW, 0.95)).isEqualTo(95);
    assertThat(lag.seconds(NOW, 1)).isEqualTo(100);
  }

  @Test
  void of_many_events_the_first_count_as_much_as_the_last() {
    for (int millis = 1; millis <= 20_000; millis++) {
      arrived(millis * SECOND / 1000);
    }
    assertThat(lag.events()).isEqualTo(20_000);
    assertThat(lag.seconds(NOW, 0.5)).isCloseTo(10, within(0.1));
    assertThat(lag.seconds(NOW, 0.95)).isCloseTo(19, within(0.1));
  }

  @Test
  void an_event_of_a_clock_that_is_ahead_took_no_time() {
    arrived(-5 * SECOND);
    assertThat(lag.seconds(NOW, 0.5)).isZero();
  }

  @Test
  void after_a_commit_it_begins_anew() {
    assertThat(lag.seconds(NOW, 0.5)).as("nothing came").isZero();
    for (int i = 0; i < 5_000; i++) {
      arrived(900 * SECOND);
    }
    lag.clear();
    assertThat(lag.events()).isZero();
    arrived(SECOND);
    arrived(3 * SECOND);
    arrived(2 * SECOND);
    assertThat(lag.seconds(NOW, 0.5)).isEqualTo(2);
  }
}
