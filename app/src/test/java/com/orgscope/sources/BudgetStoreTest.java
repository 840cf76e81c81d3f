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
import java.util.Map;
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
  private static final Pace EACH_SECOND = new Pace(60, Duration.ofMinutes(1));
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
    Pace four = new Pace(4, Duration.ofSeconds(10));
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

  @Test
  void all_tenants_and_processes_together_ask_no_more_than_an_application_may() throws Exception {
    Pace.Everybodys limit =
        new Pace.Everybodys("ENTRA app-1", new Pace(116, Duration.ofSeconds(10)));
    ConcurrentSkipListSet<Instant> moments = new ConcurrentSkipListSet<>();
    try (ExecutorService processes = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int process = 0; process < 4; process++) {
        all.add(
            processes.submit(() -> {
              BudgetStore own = new BudgetStore(DATABASE);
              for (int i = 0; i < 75; i++) {
                moments.add(own.takeOfAll(limit, NOW));
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    assertThat(moments).as("different moments").hasSize(300);
    TreeSet<Instant> sorted = new TreeSet<>(moments);
    for (Instant at : List.copyOf(sorted)) {
      assertThat(sorted.subSet(at, at.plusSeconds(10))).hasSizeLessThanOrEqualTo(117);
    }
    assertThat(budgets.takeOfAll(new Pace.Everybodys("ENTRA app-2", limit.pace()), NOW))
        .as("another application")
        .isEqualTo(NOW);
    assertThat(Map.of(ACME, budgets.take(ACME, Source.ENTRA, EACH_SECOND, NOW)))
        .as("a tenant's own moments are its own")
        .containsEntry(ACME, NOW);
  }
}
