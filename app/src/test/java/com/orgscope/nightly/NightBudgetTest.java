package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.KillSwitch;
import com.orgscope.llm.Spending;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import com.orgscope.testing.TestDatabase;
import com.orgscope.work.Shard;
import com.orgscope.work.ShardHandler;
import com.orgscope.work.TestWork;
import com.orgscope.work.Work;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** What keeps a night from beginning, and what somebody is told of nights that fail. */
class NightBudgetTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller SYSTEM = Caller.system(ACME, "test");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final long TEN_DOLLARS = 10_000_000_000L;

  @TempDir private static Path home = Path.of("");

  @Test
  void a_night_quoted_above_what_is_left_of_the_month_does_not_begin_and_says_so() {
    try (var context = Product.on(TestDatabase.fresh(), home).run()) {
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      NightBudget budget = context.getBean(NightBudget.class);
      Spending spending = context.getBean(Spending.class);
      spending.allow(IT, new BigDecimal("9.99"));
      spending.allowEverybody(new BigDecimal("100"));
      assertThat(budget.exceededBy(SYSTEM, TEN_DOLLARS))
          .contains("it is quoted at $10.0000, and $9.9900 of the month's budget is left");
      assertThat(budget.exceededBy(SYSTEM, 0)).as("what asks nobody").isEmpty();
      spending.allow(IT, new BigDecimal("10"));
      assertThat(budget.exceededBy(SYSTEM, TEN_DOLLARS)).as("to the cent").isEmpty();
      spending.allowEverybody(new BigDecimal("5"));
      assertThat(budget.exceededBy(SYSTEM, TEN_DOLLARS))
          .contains(
              "it is quoted at $10.0000, and $5.0000 of the month's budget of all companies is left");
      context.getBean(KillSwitch.class).pull(IT, "stop");
      assertThat(budget.exceededBy(SYSTEM, TEN_DOLLARS)).as("models are stopped").isEmpty();

      NightEvents events = context.getBean(NightEvents.class);
      NightEventStore store = context.getBean(NightEventStore.class);
      NightStore nights = context.getBean(NightStore.class);
      for (int night = 1; night <= 4; night++) {
        String run = "2026-11-0" + night + ".1";
        nights.begin(
            SYSTEM,
            run,
            List.of(),
            com.orgscope.category.ApplicationQuestions.Asked.NOTHING,
            new Deferrals.Choice(Nightly.Whom.DUE, new Deferral(Map.of(), Map.of()), Effect.NONE));
        nights.end(SYSTEM, run, new NightStore.End(State.FAILED, "the model is away", 0, 0));
        events.failed(SYSTEM, run);
        events.failed(SYSTEM, run);
      }
      assertThat(store.add(SYSTEM, "three_failed", "2026-11-03.1")).as("it is there").isFalse();
      failedOf(context, "2026-11-06.1", Nightly.Whom.DUE, State.PUBLISHED);
      failedOf(context, "2026-11-07.1", Nightly.Whom.DUE, State.FAILED);
      failedOf(context, "2026-11-08.1", Nightly.Whom.DUE, State.FAILED);
      failedOf(context, "2026-11-08.2", Nightly.Whom.PUT_ASIDE, State.FAILED);
      failedOf(context, "2026-11-08.3", Nightly.Whom.PUT_ASIDE, State.PUBLISHED);
      assertThat(store.add(SYSTEM, "three_failed", "2026-11-08.2"))
          .as("a night of people put aside is none of a row")
          .isTrue();
      failedOf(context, "2026-11-09.1", Nightly.Whom.DUE, State.FAILED);
      assertThat(store.add(SYSTEM, "three_failed", "2026-11-09.1"))
          .as("the third of its kind, whatever lay between")
          .isFalse();
      assertThat(store.add(SYSTEM, "three_failed", "2026-11-04.1")).as("it was not").isTrue();
      assertThat(context.getBean(Nightly.class).recentOfTheirDays(IT, 3))
          .as("whatever lay between")
          .extracting(Nightly.NightSummary::run)
          .containsExactly("2026-11-09.1", "2026-11-08.1", "2026-11-07.1");
    }
  }

  private static void failedOf(
      ConfigurableApplicationContext context, String run, Nightly.Whom whom, State state) {
    NightStore nights = context.getBean(NightStore.class);
    nights.begin(
        SYSTEM,
        run,
        List.of(),
        com.orgscope.category.ApplicationQuestions.Asked.NOTHING,
        new Deferrals.Choice(whom, new Deferral(Map.of(), Map.of()), Effect.NONE));
    nights.end(SYSTEM, run, new NightStore.End(state, "a test", 0, 0));
    if (state == State.FAILED) {
      context.getBean(NightEvents.class).failed(SYSTEM, run);
    }
  }

  @Test
  void a_night_that_cannot_be_prepared_failed_and_is_tried_later_each_time_and_told_at_the_third() {
    try (var context = Product.on(TestDatabase.fresh(), home.resolve("unready")).run()) {
      context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
      NightStore nights = context.getBean(NightStore.class);
      ShardHandler broken =
          new ShardHandler() {
            @Override
            public String kind() {
              return PrepareShard.KIND;
            }

            @Override
            public void run(Shard shard) {
              throw Failure.poison("the log cannot be read");
            }
          };
      LocalDate day = LocalDate.of(2026, 11, 4);
      try (Work work = TestWork.on(context.getBean(Database.class), List.of(broken))) {
        NightJobs jobs = new NightJobs(nights, context.getBean(NightEvents.class), work);
        NightJobs.Part part = NightJobs.Part.of(Nightly.Whom.DUE, 1);
        for (int time = 1; time <= NightClock.TRIES; time++) {
          assertThatThrownBy(() -> jobs.share(SYSTEM, day, part, () -> false))
              .isInstanceOf(Failure.class)
              .hasMessageContaining("the log cannot be read");
          assertThat(nights.ofDay(SYSTEM, day))
              .hasSize(time)
              .allSatisfy(night -> {
                assertThat(night.state()).isEqualTo(State.FAILED);
                assertThat(night.because()).isEqualTo("it could not begin: the log cannot be read");
              });
        }
        assertThat(jobs.share(SYSTEM, day, part, () -> false).run())
            .as("people must look")
            .isEqualTo(day + ".3");
      }
      NightEventStore events = context.getBean(NightEventStore.class);
      assertThat(events.add(SYSTEM, "three_failed", day + ".3")).as("it was told").isFalse();
      assertThat(events.add(SYSTEM, "three_failed", day + ".2")).isTrue();
    }
    State failed = State.FAILED;
    assertThat(NightClock.pause(List.of())).isEqualTo(Duration.ofMinutes(1));
    assertThat(NightClock.pause(List.of(State.RUNNING))).isEqualTo(Duration.ofMinutes(1));
    assertThat(NightClock.pause(List.of(failed))).isEqualTo(Duration.ofMinutes(5));
    assertThat(NightClock.pause(List.of(failed, failed))).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void the_third_night_in_a_row_that_fails_is_told_and_not_the_fourth() {
    State failed = State.FAILED;
    assertThat(NightEvents.isThird(List.of(failed, failed))).isFalse();
    assertThat(NightEvents.isThird(List.of(failed, failed, failed))).isTrue();
    assertThat(NightEvents.isThird(List.of(failed, failed, failed, State.PUBLISHED))).isTrue();
    assertThat(NightEvents.isThird(List.of(failed, failed, failed, failed))).isFalse();
    assertThat(NightEvents.isThird(List.of(failed, State.PARTIAL, failed, failed))).isFalse();
  }
}
