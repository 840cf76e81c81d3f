package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a tenant may ask, in whatever stretch of time one looks at. */
class AllowanceTest {
  private static final TenantId ACME = new TenantId("acme");
  private Instant now = TestClock.BEGIN;

  private int taken(Allowance allowance, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += allowance.take(ACME) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void four_at_once_are_four_and_not_eight() {
    Allowance allowance = new Allowance(4, 4, () -> now);
    assertThat(taken(allowance, 100)).isEqualTo(4);
    now = now.plusMillis(249);
    assertThat(taken(allowance, 100)).as("a quarter of a second has not passed").isZero();
    now = now.plusMillis(1);
    assertThat(taken(allowance, 100)).isEqualTo(1);
    now = now.plusSeconds(3600);
    assertThat(taken(allowance, 100)).as("what was not asked is not saved up").isEqualTo(4);
  }

  @Test
  void around_the_end_of_a_second_there_are_not_twice_as_many() {
    Allowance allowance = new Allowance(4, 4, () -> now);
    now = Instant.parse("2026-03-02T08:00:00.999Z");
    assertThat(taken(allowance, 8)).isEqualTo(4);
    now = now.plusMillis(2);
    assertThat(taken(allowance, 8)).isZero();
  }

  @Test
  void no_window_of_any_length_holds_more_than_the_burst_and_what_filled_up_meanwhile() {
    Random random = new Random(4);
    for (int round = 0; round < 50; round++) {
      double perSecond = 1 + random.nextInt(9);
      double burst = 1 + random.nextInt(9);
      Allowance allowance = new Allowance(perSecond, burst, () -> now);
      List<Instant> let = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        now = now.plusMillis(random.nextInt(400));
        if (allowance.take(ACME)) {
          let.add(now);
        }
      }
      for (int from = 0; from < let.size(); from++) {
        for (int to = from; to < let.size(); to++) {
          double seconds = Duration.between(let.get(from), let.get(to)).toMillis() / 1e3;
          assertThat((double) (to - from + 1))
              .as("of %s a second, %s at once, within %s s", perSecond, burst, seconds)
              .isLessThanOrEqualTo(burst + perSecond * seconds + 1e-6);
        }
      }
    }
  }

  @Test
  void a_clock_that_is_set_back_or_forth_gives_no_more() {
    Allowance allowance = new Allowance(1, 4, () -> now);
    assertThat(taken(allowance, 8)).isEqualTo(4);
    now = now.minusSeconds(60);
    assertThat(taken(allowance, 8)).isZero();
    now = now.plusSeconds(60);
    assertThat(taken(allowance, 8))
        .as("the minute between passed on the clock only")
        .isLessThanOrEqualTo(4);
  }

  @Test
  void each_tenant_has_its_own() {
    Allowance allowance = new Allowance(1, 2, () -> now);
    assertThat(taken(allowance, 4)).isEqualTo(2);
    assertThat(allowance.take(new TenantId("other"))).isTrue();
  }

  @Test
  void what_a_provider_allows_is_never_passed_in_any_of_its_windows() {
    for (int questions : List.of(1, 3, 4, 7, 60, 116, 800)) {
      Pace pace = new Pace(questions, Duration.ofSeconds(10));
      Instant at = TestClock.BEGIN;
      List<Instant> asked = new ArrayList<>();
      for (int i = 0; i < 3 * questions; i++) {
        asked.add(at);
        at = at.plus(pace.between());
      }
      for (int from = 0; from + questions < asked.size(); from++) {
        assertThat(Duration.between(asked.get(from), asked.get(from + questions)))
            .as("%d questions take a window", questions)
            .isGreaterThanOrEqualTo(Duration.ofSeconds(10).minusNanos(questions));
      }
    }
  }
}
