package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Companies that ask one provider, in simulated time, with the real limits and the real turns. */
class FairQueueTest {
  private static final TenantId SMALL = new TenantId("small");
  private static final TenantId LARGE = new TenantId("large");
  private static final Duration ANSWER = Duration.ofMillis(1_500);
  private static final int AT_ONCE = 200;
  private static final Instant TWO_AT_NIGHT = Instant.parse("2026-11-30T02:00:00Z");

  @Test
  void a_company_of_50_000_delays_one_of_500_by_less_than_a_tenth() {
    for (Limits limits :
        List.of(new Limits(20, 1_000), new Limits(200, 1_000), new Limits(200, 10_000))) {
      Duration alone = of(SMALL, new Night(limits).of(Map.of(SMALL, 500)));
      Map<TenantId, Duration> beside = new Night(limits).of(Map.of(SMALL, 500, LARGE, 50_000));
      Duration large = of(LARGE, new Night(limits).of(Map.of(LARGE, 50_000)));
      System.out.printf(
          "%3d on the wire, %6d a minute: 500 questions alone %6.1f s, beside 50,000 %6.1f s"
              + " (%+.1f %%); 50,000 alone %.0f s, beside 500 %.0f s%n",
          limits.places(),
          limits.aMinute(),
          seconds(alone),
          seconds(of(SMALL, beside)),
          100 * (seconds(of(SMALL, beside)) / seconds(alone) - 1),
          seconds(large),
          seconds(of(LARGE, beside)));
      assertThat(seconds(of(SMALL, beside))).isLessThan(1.1 * seconds(alone));
      assertThat(seconds(of(LARGE, beside))).isLessThan(1.02 * seconds(large));
    }
  }

  private static Duration of(TenantId tenant, Map<TenantId, Duration> ends) {
    return Objects.requireNonNull(ends.get(tenant));
  }

  @Test
  void fifty_companies_of_one_size_end_together() {
    Map<TenantId, Integer> fifty = new HashMap<>();
    for (int i = 0; i < 50; i++) {
      fifty.put(new TenantId("t" + i), 40);
    }
    List<Double> ends =
        new Night(new Limits(20, 1_000))
            .of(fifty).values().stream().map(FairQueueTest::seconds).sorted().toList();
    assertThat(ends.getFirst()).isGreaterThan(0.9 * ends.getLast());
  }

  @Test
  void who_announced_nothing_goes_before_who_has_much_to_ask() {
    FairQueue turns = new FairQueue(1);
    turns.expect(LARGE, 50_000);
    FairQueue.Ticket first = turns.enter(LARGE);
    List<FairQueue.Ticket> large = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      large.add(turns.enter(LARGE));
    }
    FairQueue.Ticket one = turns.enter(SMALL);
    assertThat(first.come()).isTrue();
    first.decided();
    assertThat(one.come()).as("one place alone").isFalse();
    first.leave();
    assertThat(one.come()).isTrue();
    assertThat(large).noneMatch(FairQueue.Ticket::come);
  }

  @Test
  void who_asks_one_by_one_and_announces_nothing_pays_for_each_turn() {
    FairQueue turns = new FairQueue(1);
    turns.expect(LARGE, 3);
    FairQueue.Ticket large = turns.enter(LARGE);
    large.decided();
    FairQueue.Ticket small = turns.enter(SMALL);
    FairQueue.Ticket waits = turns.enter(LARGE);
    large.leave();
    int before = 0;
    while (small.come() && before < 100) {
      // The next comes when the last has ended, as of who asks one after the other.
      before++;
      small.decided();
      FairQueue.Ticket last = small;
      small = turns.enter(SMALL);
      last.leave();
    }
    assertThat(waits.come()).isTrue();
    assertThat(before).isBetween(1, 4);
  }

  @Test
  void who_ends_before_it_was_decided_holds_up_nobody() {
    FairQueue turns = new FairQueue(1);
    FairQueue.Ticket fails = turns.enter(SMALL);
    assertThat(fails.come()).isTrue();
    fails.leave();
    assertThat(turns.enter(SMALL).come()).isTrue();
  }

  @Test
  void one_decides_after_the_other_and_who_gives_up_holds_up_nobody() {
    FairQueue turns = new FairQueue(2);
    FairQueue.Ticket first = turns.enter(SMALL);
    FairQueue.Ticket second = turns.enter(SMALL);
    FairQueue.Ticket third = turns.enter(SMALL);
    assertThat(second.come()).as("while the first takes what the minute allows").isFalse();
    second.giveUp();
    assertThat(second.await(1, TimeUnit.HOURS)).isFalse();
    first.decided();
    assertThat(third.await(1, TimeUnit.HOURS)).isTrue();
    assertThat(turns.enter(LARGE).await(1, TimeUnit.NANOSECONDS))
        .as("no place, and no patience")
        .isFalse();
  }

  private static double seconds(Duration of) {
    return of.toMillis() / 1_000.0;
  }

  private record Limits(int places, int aMinute) {}

  /** Who does what at a moment. */
  private record Event(Instant at, long number, Runnable what) {}

  /** Nights that are due at the same moment; answers come after one and a half seconds. */
  private static final class Night {
    private final PriorityQueue<Event> events =
        new PriorityQueue<>((a, b) ->
            a.at().equals(b.at())
                ? Long.compare(a.number(), b.number())
                : a.at().compareTo(b.at()));
    private final Limits limits;
    private final List<Asked> waiting = new ArrayList<>();
    private final Map<TenantId, Integer> left = new HashMap<>();
    private final Map<TenantId, Integer> unanswered = new HashMap<>();
    private final Map<TenantId, Duration> ended = new HashMap<>();
    private Instant now = TWO_AT_NIGHT;
    private long number;

    /** A question in line. */
    private record Asked(TenantId tenant, FairQueue.Ticket turn) {}

    Night(Limits limits) {
      this.limits = limits;
    }

    Map<TenantId, Duration> of(Map<TenantId, Integer> questions) {
      FairQueue turns = new FairQueue(limits.places());
      TokenBucket bucket = new TokenBucket(limits.aMinute(), () -> now);
      // The large one is there first.
      questions.entrySet().stream()
          .sorted((a, b) -> b.getValue() - a.getValue())
          .forEach(e -> {
            left.put(e.getKey(), e.getValue());
            unanswered.put(e.getKey(), e.getValue());
            turns.expect(e.getKey(), e.getValue());
            for (int i = 0; i < Math.min(AT_ONCE, e.getValue()); i++) {
              ask(turns, e.getKey());
            }
          });
      while (true) {
        begin(turns, bucket);
        Event next = events.poll();
        if (next == null) {
          return ended;
        }
        now = next.at();
        next.what().run();
      }
    }

    private void ask(FairQueue turns, TenantId tenant) {
      left.merge(tenant, -1, Integer::sum);
      waiting.add(new Asked(tenant, turns.enter(tenant)));
    }

    private void begin(FairQueue turns, TokenBucket bucket) {
      for (Iterator<Asked> all = waiting.iterator(); all.hasNext(); ) {
        Asked asked = all.next();
        if (asked.turn().come()) {
          all.remove();
          Duration pause = bucket.take(1).pause();
          Instant called = now.plus(pause);
          at(called, asked.turn()::decided);
          at(called.plus(ANSWER), () -> answered(turns, asked));
          return;
        }
      }
    }

    private void answered(FairQueue turns, Asked asked) {
      TenantId tenant = asked.tenant();
      asked.turn().leave();
      turns.expect(tenant, -1);
      if (unanswered.merge(tenant, -1, Integer::sum) == 0) {
        ended.put(tenant, Duration.between(TWO_AT_NIGHT, now));
      }
      if (left.getOrDefault(tenant, 0) > 0) {
        ask(turns, tenant);
      }
    }

    private void at(Instant when, Runnable what) {
      events.add(new Event(when, number++, what));
    }
  }
}
