package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuotaTest {
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final Quota quota = new Quota(6_000, () -> now);

  @Test
  void ten_seconds_worth_is_there_at_once_and_what_is_beyond_is_waited_for() {
    assertThat(quota.take(1_000)).isZero();
    assertThat(quota.take(100)).isEqualTo(Duration.ofSeconds(1));
    assertThat(quota.take(100)).isEqualTo(Duration.ofSeconds(2));
    now = now.plusSeconds(2);
    assertThat(quota.take(50)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void what_was_not_used_is_there_again() {
    quota.take(1_000);
    quota.giveBack(900);
    assertThat(quota.take(900)).isZero();
    assertThat(quota.take(1)).isPositive();
  }

  @Test
  void a_wait_that_is_too_long_takes_nothing() {
    assertThat(quota.take(8_000)).isNegative();
    assertThat(quota.take(1_000)).isZero();
  }

  @Test
  void a_clock_that_is_set_back_refills_nothing() {
    quota.take(1_000);
    now = now.minusSeconds(60);
    assertThat(quota.take(100)).isEqualTo(Duration.ofSeconds(1));
    now = now.plusSeconds(3_600);
    assertThat(quota.take(1_000)).isZero();
    assertThat(quota.take(100)).isPositive();
  }
}
