package com.orgscope.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a tenant may ask, in whatever stretch of time one looks at. */
class RateLimitTest {
  private static final TenantId ACME = new TenantId("acme");
  private Instant now = TestClock.BEGIN;

  private int taken(RateLimit allowance, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += allowance.take(ACME) ? 1 : 0;
    }
    return taken;
  }

  private RateLimit allowance(int perSecond, int most) {
    return new RateLimit(perSecond, most, () -> TestClock.nanos(now));
  }

  @Test
  void four_at_once_are_four_and_not_eight() {
    RateLimit allowance = allowance(4, 4);
    assertThat(taken(allowance, 100)).isEqualTo(4);
    now = now.plusMillis(999);
    assertThat(taken(allowance, 100)).as("in the second of the first four").isZero();
    now = now.plusMillis(1);
    assertThat(taken(allowance, 100)).isEqualTo(4);
    now = now.plusSeconds(3600);
    assertThat(taken(allowance, 100)).as("what was not asked is not saved up").isEqualTo(4);
  }

  @Test
  void around_the_end_of_a_second_there_are_not_twice_as_many() {
    now = Instant.parse("2026-03-02T08:00:00.999Z");
    RateLimit allowance = allowance(4, 4);
    assertThat(taken(allowance, 8)).isEqualTo(4);
    now = now.plusMillis(2);
    assertThat(taken(allowance, 8)).isZero();
  }

  @Test
  void what_was_taken_one_by_one_comes_back_one_by_one() {
    RateLimit allowance = allowance(4, 4);
    for (int i = 0; i < 4; i++) {
      assertThat(taken(allowance, 1)).isEqualTo(1);
      now = now.plusMillis(200);
    }
    assertThat(taken(allowance, 8)).isZero();
    now = now.plusMillis(200);
    assertThat(taken(allowance, 8)).isEqualTo(1);
  }

  @Test
  void no_second_sees_more_than_a_second_may_whenever_they_come() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int perSecond = 1 + random.nextInt(40);
      int most = 1 + random.nextInt(40);
      RateLimit allowance = allowance(perSecond, most);
      List<Instant> let = new ArrayList<>();
      for (int i = 0; i < 600; i++) {
        now = now.plusNanos(random.nextLong(random.nextInt(9) == 0 ? 3_000_000_000L : 30_000_000));
        if (allowance.take(ACME)) {
          let.add(now);
        }
      }
      Duration period = Duration.ofNanos(most * 1_000_000_000L / perSecond);
      for (int i = 0; i + most < let.size(); i++) {
        assertThat(Duration.between(let.get(i), let.get(i + most)))
            .as("seed %d: %d a second, %d at once", seed, perSecond, most)
            .isGreaterThanOrEqualTo(period);
      }
    }
  }

  @Test
  void what_may_be_taken_is_given() {
    RateLimit allowance = allowance(50, 200);
    int given = 0;
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(20);
      given += taken(allowance, 1);
    }
    assertThat(given).as("whoever keeps to the limit is never refused").isEqualTo(10_000);
  }

  @Test
  void each_tenant_has_its_own() {
    RateLimit allowance = allowance(1, 2);
    assertThat(taken(allowance, 4)).isEqualTo(2);
    assertThat(allowance.take(new TenantId("other"))).isTrue();
  }

  @Test
  void what_is_remembered_stays_in_order_while_it_grows() {
    RateLimit allowance = allowance(20, 20);
    assertThat(taken(allowance, 8)).isEqualTo(8);
    now = now.plusMillis(500);
    assertThat(taken(allowance, 8)).isEqualTo(8);
    now = now.plusMillis(500);
    assertThat(taken(allowance, 8)).as("the first eight are a second ago").isEqualTo(8);
    assertThat(taken(allowance, 8)).isEqualTo(4);
    now = now.plusMillis(499);
    assertThat(taken(allowance, 8)).isZero();
    now = now.plusMillis(1);
    assertThat(taken(allowance, 20)).isEqualTo(8);
  }
}
