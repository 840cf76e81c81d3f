package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Moments at which a provider may be asked, shared by processes: each store here is as one. */
class BudgetStoreTest {
  private static final Database DATABASE = TestDatabase.fresh();
  private static final TenantId ACME = new TenantId("acme");
  private static final RequestRate EACH_SECOND = new RequestRate(60, Duration.ofMinutes(1));
  private static final Instant NOW = TestClock.BEGIN;

  private final BudgetStore budgets = new BudgetStore(DATABASE);

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void who_yields_gets_nothing_while_others_want_more_and_every_second_moment_otherwise() {
    TenantId tenant = new TenantId("yielding");
    for (int i = 0; i < 10; i++) {
      budgets.take(tenant, Source.OKTA, EACH_SECOND, NOW);
    }
    assertThat(budgets.takeLeftOver(tenant, Source.OKTA, EACH_SECOND, NOW.plusSeconds(9)))
        .as("ten moments are taken, and one stays free")
        .hasValue(NOW.plusSeconds(11));
    int taken = 0;
    for (int half = 0; half < 120; half++) {
      Instant at = NOW.plusSeconds(11).plusMillis(500L * half);
      taken += budgets.takeLeftOver(tenant, Source.OKTA, EACH_SECOND, at).isEmpty() ? 1 : 0;
    }
    assertThat(taken).as("of 60 in a minute").isEqualTo(30);
    Instant end = NOW.plusSeconds(71);
    assertThat(budgets.take(tenant, Source.OKTA, EACH_SECOND, end))
        .as("whoever does not yield waits for one question at most")
        .isBeforeOrEqualTo(end.plusSeconds(1));
    budgets.close(tenant, Source.OKTA, end.plusSeconds(100));
    assertThat(budgets.takeLeftOver(tenant, Source.OKTA, EACH_SECOND, end.plusSeconds(50)))
        .hasValue(end.plusSeconds(100));
  }

  @Test
  void of_four_in_ten_seconds_no_ten_seconds_see_five_whoever_asks() throws Exception {
    TenantId tenant = new TenantId("four");
    RequestRate four = new RequestRate(4, Duration.ofSeconds(10));
    ConcurrentSkipListSet<Instant> moments = new ConcurrentSkipListSet<>();
    try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int process = 0; process < 4; process++) {
        Instant asks = NOW.plusMillis(9_900L * process);
        all.add(
            processes.submit(() -> {
              BudgetStore own = new BudgetStore(DATABASE);
              for (int i = 0; i < 8; i++) {
                moments.add(own.take(tenant, Source.ENTRA, four, asks));
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(moments).hasSize(32);
    TreeSet<Instant> sorted = new TreeSet<>(moments);
    for (Instant at : List.copyOf(sorted)) {
      assertThat(sorted.subSet(at, at.plusSeconds(10))).hasSizeLessThanOrEqualTo(4);
    }
  }

  /** Asks again when it is told to, as an errand does, and never waits in real time. */
  private static Instant asked(TenantId tenant, BudgetStore.Cost cost, Instant from) {
    BudgetStore own = new BudgetStore(DATABASE);
    Instant now = from;
    while (true) {
      BudgetStore.Moment moment = own.take(tenant, Source.ENTRA, cost, now);
      if (moment.taken()) {
        return moment.at();
      }
      assertThat(moment.at()).isAfter(now);
      now = moment.at();
    }
  }

  private static void noWindowHoldsMore(List<Instant> moments, int most) {
    List<Instant> sorted = moments.stream().sorted().toList();
    for (int i = 0; i + most < sorted.size(); i++) {
      assertThat(Duration.between(sorted.get(i), sorted.get(i + most)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(10));
    }
  }

  @Test
  void all_tenants_and_processes_together_ask_no_more_than_an_application_may() throws Exception {
    RequestRate.Everybodys limit =
        new RequestRate.Everybodys("ENTRA app-1", new RequestRate(116, Duration.ofSeconds(10)));
    RequestRate each = new RequestRate(800, Duration.ofSeconds(10));
    ConcurrentSkipListSet<Instant> moments = new ConcurrentSkipListSet<>();
    try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int process = 0; process < 4; process++) {
        TenantId tenant = new TenantId("together-" + process);
        all.add(
            processes.submit(() -> {
              for (int i = 0; i < 75; i++) {
                moments.add(asked(tenant, new BudgetStore.Cost(each, limit, false), NOW));
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(moments).as("different moments").hasSize(300);
    noWindowHoldsMore(List.copyOf(moments), 116);
    RequestRate.Everybodys another = new RequestRate.Everybodys("ENTRA app-2", limit.pace());
    assertThat(asked(new TenantId("together-9"), new BudgetStore.Cost(each, another, false), NOW))
        .as("another application")
        .isEqualTo(NOW);
  }

  @Test
  void a_tenant_that_waited_for_everybody_does_not_ask_all_at_once() {
    TenantId tenant = new TenantId("waited");
    RequestRate five = new RequestRate(5, Duration.ofSeconds(10));
    RequestRate.Everybodys busy =
        new RequestRate.Everybodys("ENTRA app-3", new RequestRate(116, Duration.ofSeconds(10)));
    List<Instant> moments = new ArrayList<>();
    Random random = new Random(5);
    Instant now = NOW;
    for (int round = 0; round < 12; round++) {
      // Others of the application use up what comes next, for up to half a minute.
      asked(
          new TenantId("busy"),
          new BudgetStore.Cost(
              new RequestRate(1_000_000, Duration.ofSeconds(1)),
              new RequestRate.Everybodys(
                  busy.who(), new RequestRate(1, Duration.ofMillis(random.nextInt(30_000)))),
              false),
          now);
      for (int stream = 0; stream < 3; stream++) {
        boolean yields = stream == 2;
        moments.add(asked(tenant, new BudgetStore.Cost(five, busy, yields), now));
      }
      now = now.plusMillis(random.nextInt(20_000));
    }
    assertThat(moments).hasSize(36);
    noWindowHoldsMore(moments, 5);
    budgets.close(tenant, Source.ENTRA, NOW.plusSeconds(9_999));
    assertThat(budgets.take(tenant, Source.ENTRA, new BudgetStore.Cost(five, busy, false), now))
        .as("closed for all")
        .isEqualTo(new BudgetStore.Moment(false, NOW.plusSeconds(9_999)));
  }

  @Test
  void moments_of_a_tenant_are_its_own() {
    budgets.take(new TenantId("other"), Source.ENTRA, EACH_SECOND, NOW);
    assertThat(budgets.take(ACME, Source.ENTRA, EACH_SECOND, NOW)).isEqualTo(NOW);
  }
}
