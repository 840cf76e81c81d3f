package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final TokenBucket quota = new TokenBucket(6_000, () -> now);

  private Duration waitFor(long amount) {
    return quota.take(amount).pause();
  }

  @Test
  void ten_seconds_worth_is_there_at_once_and_what_is_beyond_is_waited_for() {
    assertThat(waitFor(1_000)).isZero();
    assertThat(waitFor(250)).isEqualTo(Duration.ofSeconds(3));
    assertThat(waitFor(250)).isEqualTo(Duration.ofSeconds(6));
    now = now.plusSeconds(6);
    assertThat(waitFor(50)).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void what_was_not_used_is_there_again() {
    quota.giveBack(quota.take(1_000), 900);
    assertThat(waitFor(900)).isZero();
    assertThat(waitFor(1)).isPositive();
  }

  @Test
  void a_wait_that_is_too_long_takes_nothing() {
    assertThat(waitFor(8_000)).isNegative();
    assertThat(waitFor(1_000)).isZero();
  }

  @Test
  void a_clock_that_is_set_back_refills_nothing() {
    quota.take(1_000);
    now = now.minusSeconds(60);
    assertThat(waitFor(250)).isEqualTo(Duration.ofSeconds(3));
    now = now.plusSeconds(3_600);
    assertThat(waitFor(1_000)).isZero();
    assertThat(waitFor(100)).isPositive();
  }

  /** A call that was made at a moment, with what it used in the end. */
  private record Call(Instant at, long used) {}

  /** A share whose call ends at a moment. */
  private record Ending(Instant at, TokenBucket.Taken taken, long unused) {}

  @Test
  void no_minute_sees_more_than_a_minute_may_whenever_calls_come_and_end() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      TokenBucket own = new TokenBucket(6_000, () -> now);
      List<Call> calls = new ArrayList<>();
      PriorityQueue<Ending> under = new PriorityQueue<>(Comparator.comparing(Ending::at));
      for (int i = 0; i < 300; i++) {
        now = now.plusMillis(random.nextInt(random.nextInt(5) == 0 ? 15_000 : 400));
        while (!under.isEmpty() && !under.peek().at().isAfter(now)) {
          Ending end = under.remove();
          own.giveBack(end.taken(), end.unused());
        }
        long bound = 1 + random.nextInt(500);
        TokenBucket.Taken taken = own.take(bound);
        if (!taken.isNone()) {
          long used = random.nextInt(3) == 0 ? bound : random.nextLong(bound + 1);
          calls.add(new Call(taken.from(), used));
          Instant ends = taken.from().plusMillis(random.nextInt(30_000));
          under.add(new Ending(ends, taken, bound - used));
        }
      }
      noMinuteHoldsMore(calls, seed);
    }
  }

  private static void noMinuteHoldsMore(List<Call> calls, int seed) {
    for (Call first : calls) {
      long within =
          calls.stream()
              .filter(call -> !call.at().isBefore(first.at()))
              .filter(call -> call.at().isBefore(first.at().plusSeconds(60)))
              .mapToLong(Call::used)
              .sum();
      assertThat(within).as("seed %d, from %s", seed, first.at()).isLessThanOrEqualTo(6_000);
    }
  }

  @Test
  void a_minute_of_nothing_but_asking_sees_all_that_a_minute_may() {
    Instant begin = now;
    long within = 0;
    while (now.isBefore(begin.plusSeconds(60))) {
      TokenBucket.Taken taken = quota.take(10);
      if (!taken.isNone() && taken.from().isBefore(begin.plusSeconds(60))) {
        within += 10;
      }
      now = now.plusMillis(7);
    }
    assertThat(within).isBetween(5_900L, 6_000L);
  }

  @Test
  void what_was_refilled_meanwhile_is_not_given_back_as_well() {
    TokenBucket.Taken first = quota.take(1_000);
    now = now.plusSeconds(60);
    TokenBucket.Taken second = quota.take(1_000);
    quota.giveBack(first, 1_000);
    assertThat(waitFor(500)).as("the first share was refilled").isPositive();
    quota.giveBack(second, 1_000);
    assertThat(waitFor(500)).isZero();
    assertThat(waitFor(1)).isPositive();
  }

  @Test
  void of_a_share_that_was_refilled_in_part_only_the_rest_is_given_back() {
    TokenBucket.Taken first = quota.take(1_000);
    now = now.plusSeconds(6);
    TokenBucket.Taken second = quota.take(500);
    quota.giveBack(first, 1_000);
    assertThat(waitFor(501)).as("half of the first share was refilled").isPositive();
    quota.giveBack(second, 0);
  }

  @Test
  void shares_of_the_same_moment_are_each_given_back() {
    TokenBucket.Taken first = quota.take(500);
    TokenBucket.Taken second = quota.take(500);
    quota.giveBack(first, 500);
    quota.giveBack(second, 500);
    assertThat(waitFor(1_000)).isZero();
  }
}
