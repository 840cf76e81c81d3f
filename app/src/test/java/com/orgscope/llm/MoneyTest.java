package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.TestEgress;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedOpenAi;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is reserved, paid, remembered, stopped and kept, against a real database. */
@Tag("slow")
class MoneyTest {
  private static final TenantId BIRCH = new TenantId("birch");
  private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-02-01T00:00:00Z");
  private static final Caller IT = new Caller(TestModels.ACORN, Role.IT_SECURITY, "it@acorn", null);
  // 400 tokens in and 60 out, at $0.10 and $0.50 a million.
  private static final long COST = 400 * 100 + 60 * 500;
  static final long MOST =
      PriceTable.with("")
          .on(FROM.atZone(java.time.ZoneOffset.UTC).toLocalDate(), "claude-haiku-5-5")
          .orElseThrow()
          .mostNano(Estimate.mostPrompt(TestModels.question("q00")), 200);

  private final ScriptedAnthropic claude = TestModels.claude();
  private final ScriptedOpenAi gpt = TestModels.gpt();
  private final Database database = TestDatabase.fresh();
  private final KillStore switches = new KillStore(database);
  private final List<KillSwitch> killSwitches = new ArrayList<>();
  private final List<Models> all = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private LlmSettings settings = TestModels.settings(claude.url(), gpt.url());

  @AfterEach
  void close() {
    all.forEach(Models::close);
    killSwitches.forEach(KillSwitch::close);
    claude.close();
    gpt.close();
    database.close();
  }

  @Test
  void a_call_costs_what_it_used_and_gives_back_the_rest() {
    ModelResponse.Given given = (ModelResponse.Given) models().ask(TestModels.question("a"));
    assertThat(given.costNano()).isEqualTo(COST);
    assertThat(month().committedNano()).isEqualTo(COST);
    assertThat(month().todayNano()).isEqualTo(COST);
    assertThat(spending().ledger(IT, FROM, UNTIL))
        .containsExactly(
            new Spending.Line(
                "work_categorizer", "claude-haiku-5-5", "v1", 1, new Tokens(400, 0, 0, 60), COST));
  }

  @Test
  void failures_without_a_bill_are_free_and_those_without_an_end_cost_what_was_reserved() {
    Duration quick = Duration.ofSeconds(2);
    settings = TestModels.settings(claude.url(), "", quick);
    Models models = models();
    claude.next(Act.fails(500), Act.failsAndAsksToWait(429, "1"), Act.fails(400));
    models.ask(TestModels.question("q00"));
    assertThat(month().committedNano()).isZero();

    claude.next(Act.drips());
    models.ask(TestModels.question("q01"));
    assertThat(month().committedNano()).isEqualTo(MOST + COST);

    claude.next(Act.cuts());
    models.ask(TestModels.question("q02"));
    assertThat(month().committedNano()).isEqualTo(2 * (MOST + COST));
    theLedgerIsTheBudget();
  }

  @Test
  void a_count_of_tokens_that_cannot_be_is_not_believed_and_costs_what_was_reserved() {
    Models models = models();
    claude.next(
        Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 5_000)),
        Act.says(TestModels.ANSWER, new Tokens(9_000_000, 0, 0, 60)),
        Act.says(TestModels.ANSWER, new Tokens(0, 0, 0, 60)));
    for (String user : List.of("q00", "q01", "q02")) {
      ModelResponse.Given given = (ModelResponse.Given) models.ask(TestModels.question(user));
      assertThat(traces().of(IT, List.of(given.trace())))
          .last()
          .satisfies(call -> assertThat(call.outcome().detail()).contains("cannot be"));
    }
    assertThat(month().committedNano()).isEqualTo(3 * MOST);
  }

  @Test
  void a_system_text_is_written_to_the_providers_cache_once_and_then_read_at_a_tenth() {
    String system = "You sort kinds of work by their applications. ".repeat(100);
    long kept = system.length() / 4;
    claude.always(asked -> Act.says(TestModels.ANSWER));
    ModelResponse.Given first =
        (ModelResponse.Given) models().ask(about(system, "F1: 40 % GitHub"));
    ModelResponse.Given second =
        (ModelResponse.Given) models().ask(about(system, "F1: 50 % GitHub"));
    assertThat(first.tokens().cacheWritten()).isEqualTo(kept);
    assertThat(second.tokens().cacheRead()).isEqualTo(kept);
    long rest = second.tokens().input() * 100 + second.tokens().output() * 500;
    assertThat(first.costNano()).isEqualTo(kept * 125 + rest);
    assertThat(second.costNano()).isEqualTo(kept * 10 + rest);
    assertThat(month().committedNano()).isEqualTo(first.costNano() + second.costNano());
  }

  @Test
  void many_at_once_never_overspend_by_a_cent() throws Exception {
    // Room for a few dozen calls, and the day's pause out of the way: 30 × in one day.
    long budget = MOST * 25;
    allow(budget * 15);
    // A call gives back most of what it reserved, so far more than 25 fit; the limit must hold.
    int calls = 120;
    // Every third has a count that cannot be and costs its whole reservation.
    claude.always(asked ->
        Act.says(
            TestModels.ANSWER,
            asked.nth() % 3 == 0 ? new Tokens(400, 0, 0, 100_000) : TestModels.TOKENS));
    Models one = models();
    Models other = models();
    int given = 0;
    int refused = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ModelResponse>> answers = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        Models models = i % 2 == 0 ? one : other;
        ModelRequest question = TestModels.question("q%02x".formatted(i));
        answers.add(threads.submit(() -> models.ask(question)));
      }
      for (Future<ModelResponse> answer : answers) {
        switch (answer.get()) {
          case ModelResponse.Given _ -> given++;
          case ModelResponse.None none -> {
            assertThat(none.why()).isEqualTo(ModelResponse.Why.DAY_PAUSED);
            refused++;
          }
        }
      }
    }
    assertThat(given).isGreaterThanOrEqualTo(25);
    assertThat(refused).isPositive();
    assertThat(claude.arrived()).isEqualTo(given);
    assertThat(month().todayNano())
        .isLessThanOrEqualTo(month().todayLimitNano())
        .isEqualTo(month().committedNano());
    theLedgerIsTheBudget();
  }

  @Test
  void the_months_budget_ends_with_alerts_at_80_and_100_percent() {
    // 50 calls' worth, spent over days so that no day pauses.
    allow(MOST * 30);
    claude.always(Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 9_999)));
    Models models = models();
    now = Instant.parse("2026-11-01T10:00:00Z");
    int given = 0;
    @Nullable ModelResponse last = null;
    for (int day = 0; day < 16; day++) {
      for (int i = 0; i < 2; i++) {
        last = models.ask(TestModels.question("%c%02d".formatted('a' + i, day)));
        given += last instanceof ModelResponse.Given ? 1 : 0;
        if (given == 23) {
          assertThat(alertPercents()).isEmpty();
        }
        if (given == 24) {
          assertThat(alertPercents()).contains(80);
        }
      }
      now = now.plus(Duration.ofDays(1));
    }
    assertThat(given).isEqualTo(30);
    assertThat(last)
        .isInstanceOfSatisfying(
            ModelResponse.None.class,
            none -> assertThat(none.why()).isEqualTo(ModelResponse.Why.BUDGET));
    now = now.minus(Duration.ofDays(1));
    assertThat(alertPercents()).containsExactly(80, 100);
    assertThat(month().committedNano()).isEqualTo(month().budgetNano());

    now = Instant.parse("2026-12-01T00:00:00Z");
    assertThat(models.ask(TestModels.question("new"))).isInstanceOf(ModelResponse.Given.class);
  }

  @Test
  void twice_the_expected_day_pauses_until_tomorrow() {
    // Two calls' worth on one day of November's thirty.
    allow(MOST * 30);
    claude.always(Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 9_999)));
    Models models = models();
    models.ask(TestModels.question("q00"));
    models.ask(TestModels.question("q01"));
    ModelResponse.None paused = (ModelResponse.None) models.ask(TestModels.question("q02"));
    assertThat(paused.why()).isEqualTo(ModelResponse.Why.DAY_PAUSED);
    assertThat(claude.arrived()).isEqualTo(2);
    now = now.plus(Duration.ofDays(1));
    assertThat(models.ask(TestModels.question("q02"))).isInstanceOf(ModelResponse.Given.class);
  }

  @Test
  void the_budget_of_all_tenants_holds_too_and_a_refusal_there_costs_the_tenant_nothing() {
    settings =
        new LlmSettings(
            settings.anthropic(),
            settings.openai(),
            settings.callTimeout(),
            settings.circuitBreakerWait(),
            new BigDecimal("500"),
            BigDecimal.valueOf(MOST * 15, 9),
            "");
    Models models = models();
    claude.always(Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 9_999)));
    assertThat(models.ask(TestModels.question("q00"))).isInstanceOf(ModelResponse.Given.class);
    ModelResponse.None none = (ModelResponse.None) models.ask(TestModels.question(BIRCH, "q01"));
    assertThat(none.detail()).contains("all tenants");
    assertThat(spending().month(Caller.system(BIRCH, "test")).committedNano()).isZero();
    theLedgerIsTheBudget();
  }

  @Test
  void the_same_question_is_paid_once_and_never_across_tenants() {
    Models models = models();
    ModelResponse.Given first = (ModelResponse.Given) models.ask(TestModels.question("a"));
    ModelResponse.Given second = (ModelResponse.Given) models.ask(TestModels.question("a"));
    assertThat(second.remembered()).isTrue();
    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.costNano()).isZero();
    assertThat(claude.arrived()).isEqualTo(1);
    assertThat(((ModelResponse.Given) models.ask(TestModels.question(BIRCH, "a"))).remembered())
        .isFalse();
    assertThat(((ModelResponse.Given) models.ask(TestModels.question("b"))).remembered()).isFalse();
    assertThat(spending().cache(IT, FROM, UNTIL)).isEqualTo(new Spending.Cache(3, 1, COST));
    assertThat(spending().cache(IT, FROM, UNTIL).hitRate()).isEqualTo(1.0 / 3);
  }

  @Test
  void a_model_without_a_price_is_not_asked() {
    ModelRequest dear =
        new ModelRequest(
            TestModels.ACORN,
            "a",
            "p",
            "v1",
            "unheard-of",
            null,
            "s",
            "u",
            TestModels.SCHEMA,
            9,
            null);
    ModelResponse.Given given = (ModelResponse.Given) models().ask(dear);
    assertThat(given.steps().getFirst().what()).isEqualTo(Step.What.UNPRICED);
    assertThat(given.provider()).isEqualTo("openai");
    assertThat(claude.arrived()).isZero();
  }

  @Test
  void the_kill_switch_ends_calls_in_flight_of_other_processes_within_a_second() throws Exception {
    claude.always(Act.hangs());
    gpt.always(Act.hangs());
    // Each with a switch of its own, as two processes have: they meet in PostgreSQL.
    KillSwitch elsewhere = killSwitch();
    CompletableFuture<ModelResponse> inFlight =
        CompletableFuture.supplyAsync(() -> models().ask(TestModels.question("a")));
    while (claude.inFlight() == 0) {
      LockSupport.parkNanos(1_000_000);
    }
    long from = System.nanoTime();
    elsewhere.pull(IT, "the figures look odd");
    ModelResponse.None none = (ModelResponse.None) inFlight.get();
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
    assertThat(none.why()).isEqualTo(ModelResponse.Why.STOPPED);
    assertThat(none.detail()).isEqualTo("the figures look odd");

    claude.always(Act.says(TestModels.ANSWER, new Tokens(400, 0, 0, 60)));
    int before = claude.arrived();
    Models models = models();
    assertThat(((ModelResponse.None) models.ask(TestModels.question("b"))).why())
        .isEqualTo(ModelResponse.Why.STOPPED);
    assertThat(claude.arrived()).isEqualTo(before);
    assertThat(models.ask(TestModels.question(BIRCH, "b"))).isInstanceOf(ModelResponse.Given.class);
    elsewhere.release(IT);
    assertThat(models.ask(TestModels.question("b"))).isInstanceOf(ModelResponse.Given.class);
    elsewhere.pullForEverybody("operator", "all of it");
    assertThat(((ModelResponse.None) models.ask(TestModels.question(BIRCH, "c"))).detail())
        .isEqualTo("all of it");
    elsewhere.releaseEverybody();
    assertThat(models.ask(TestModels.question(BIRCH, "c"))).isInstanceOf(ModelResponse.Given.class);
    theLedgerIsTheBudget();
  }

  @Test
  void each_call_leaves_a_trace_that_only_its_tenant_sees() {
    claude.next(Act.fails(500));
    ModelResponse given = models().ask(TestModels.question("asks anna@example.org at 10.1.2.3"));
    List<Trace> calls = traces().of(IT, List.of(given.trace()));
    assertThat(calls)
        .extracting(call -> call.outcome().state())
        .containsExactlyInAnyOrder("FAILED", "ANSWERED");
    Trace answered =
        calls.stream()
            .filter(c -> c.outcome().state().equals("ANSWERED"))
            .findFirst()
            .orElseThrow();
    assertThat(answered.texts().prompt()).isEqualTo("asks ‹mail› at ‹address›");
    assertThat(calls)
        .extracting(call -> call.texts().system())
        .as("the whole prompt")
        .containsOnly("You sort kinds of work.");
    assertThat(answered.texts().answer()).isEqualTo(TestModels.ANSWER);
    assertThat(answered.attributes())
        .containsEntry("gen_ai.provider.name", "anthropic")
        .containsEntry("gen_ai.request.model", "claude-haiku-5-5")
        .containsEntry("gen_ai.usage.input_tokens", 400L)
        .containsEntry("gen_ai.usage.output_tokens", 60L)
        .containsEntry("gen_ai.agent.name", "work_categorizer")
        .containsEntry("orgscope.subject", "signature-1")
        .containsEntry("orgscope.cost.nano_usd", COST);
    assertThat(traces().of(Caller.system(BIRCH, "test"), List.of(given.trace()))).isEmpty();
    Caller ceo = new Caller(TestModels.ACORN, Role.CEO, "ceo@acorn", null);
    assertThat(traces().of(ceo, List.of(given.trace()))).isEmpty();
    assertThat(spending().ledger(ceo, FROM, UNTIL)).isEmpty();
  }

  /** The invariant: what the budget says is committed is what the calls cost, to the last digit. */
  private void theLedgerIsTheBudget() {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT (SELECT coalesce(sum(cost_nano), 0) FROM llm.call),
                  (SELECT coalesce(sum(committed_nano), 0) FROM llm.spend WHERE tenant <> '*'),
                  (SELECT coalesce(sum(committed_nano), 0) FROM llm.spend WHERE tenant = '*'),
                  (SELECT count(*) FROM llm.call WHERE state = 'IN_FLIGHT')
                """)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(2)).isEqualTo(rows.getLong(1));
      assertThat(rows.getLong(3)).isEqualTo(rows.getLong(1));
      assertThat(rows.getLong(4)).isZero();
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ModelRequest about(String system, String user) {
    return new ModelRequest(
        TestModels.ACORN, "a", "p", "v1", null, null, system, user, TestModels.SCHEMA, 200, null);
  }

  private void allow(long nano) {
    spending().allow(IT, BigDecimal.valueOf(nano, 9));
  }

  private List<Integer> alertPercents() {
    return month().alerts().stream().map(Spending.Alert::percent).toList();
  }

  private Spending.Month month() {
    return spending().month(IT);
  }

  private Spending spending() {
    return new Spending(new SpendingStore(database), settings, this::now);
  }

  private Traces traces() {
    return new Traces(new TraceStore(database));
  }

  private KillSwitch killSwitch() {
    KillSwitch made = new KillSwitch(switches, this::now);
    killSwitches.add(made);
    return made;
  }

  private Models models() {
    Models made =
        new Models(
            List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
            settings,
            this::now,
            new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
            killSwitch(),
            (stop, wait) -> stop.reason() != null);
    all.add(made);
    return made;
  }

  private Instant now() {
    return now;
  }
}
