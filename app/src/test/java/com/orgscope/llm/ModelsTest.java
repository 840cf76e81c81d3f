package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.TestEgress;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedOpenAi;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ModelsTest {
  private final ScriptedAnthropic claude = TestModels.claude();
  private final ScriptedOpenAi gpt = TestModels.gpt();
  private final Database database = TestDatabase.fresh();
  private final KillSwitch killSwitch = new KillSwitch(new KillStore(database), this::now);
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final Models models = models(TestModels.settings(claude.url(), gpt.url()));

  @AfterEach
  void close() {
    models.close();
    claude.close();
    gpt.close();
    killSwitch.close();
    database.close();
  }

  @Test
  void the_first_provider_speaks_when_it_can() {
    ModelResponse.Given given = (ModelResponse.Given) ask("a");
    assertThat(given.json()).isEqualTo(TestModels.ANSWER);
    assertThat(given.provider()).isEqualTo("anthropic");
    assertThat(given.model()).isEqualTo("claude-haiku-5-5");
    assertThat(what(given)).containsExactly("anthropic SPOKE");
    assertThat(waits).isEmpty();
  }

  @Test
  void a_failing_provider_is_tried_five_times_and_then_the_second_one_speaks() {
    claude.always(Act.fails(529));
    ModelResponse.Given given = (ModelResponse.Given) ask("a");
    assertThat(given.provider()).isEqualTo("openai");
    assertThat(given.model()).isEqualTo("gpt-6-luna");
    assertThat(claude.arrived()).isEqualTo(5);
    assertThat(what(given))
        .containsExactly(
            "anthropic FAILED OVERLOADED",
            "anthropic FAILED OVERLOADED",
            "anthropic FAILED OVERLOADED",
            "anthropic FAILED OVERLOADED",
            "anthropic FAILED OVERLOADED",
            "openai SPOKE");
    assertThat(waits).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Duration least = Duration.ofSeconds(1L << i);
      assertThat(waits.get(i)).isBetween(least, least.plus(least.dividedBy(4)));
    }
  }

  @Test
  void a_provider_that_names_a_time_is_not_asked_before_it() {
    claude.next(Act.failsAndAsksToWait(429, "17"));
    assertThat(what(ask("a"))).containsExactly("anthropic FAILED RATE_LIMITED", "anthropic SPOKE");
    assertThat(waits).hasSize(1);
    assertThat(waits.getFirst()).isBetween(Duration.ofSeconds(17), Duration.ofMillis(17_250));
  }

  @Test
  void a_provider_that_asks_to_wait_for_an_hour_is_left_to_the_other() {
    claude.next(Act.failsAndAsksToWait(429, "3600"));
    assertThat(what(ask("a"))).containsExactly("anthropic FAILED RATE_LIMITED", "openai SPOKE");
    assertThat(waits).isEmpty();
  }

  @Test
  void what_cannot_work_the_second_time_is_not_tried_a_second_time() {
    claude.next(Act.fails(400), Act.runsOut("{\"cat"), Act.refuses());
    assertThat(what(ask("a"))).containsExactly("anthropic FAILED REJECTED", "openai SPOKE");
    assertThat(what(ask("b"))).containsExactly("anthropic FAILED TRUNCATED", "openai SPOKE");
    assertThat(what(ask("c"))).containsExactly("anthropic REFUSED", "openai SPOKE");
    assertThat(claude.arrived()).isEqualTo(3);
  }

  @Test
  void an_answer_that_breaks_the_schema_is_no_answer() {
    Tokens tokens = new Tokens(400, 0, 0, 20);
    claude.next(Act.says("{\"category\":\"Engineering\"}", tokens), Act.says("{\"cat", tokens));
    ModelResponse given = ask("a");
    assertThat(what(given))
        .containsExactly(
            "anthropic FAILED BAD_SHAPE", "anthropic FAILED BAD_SHAPE", "anthropic SPOKE");
    assertThat(given.steps().getFirst().detail()).contains("confidence is missing");
  }

  @Test
  void a_badly_shaped_answer_teaches_the_next_try_and_is_no_sign_of_a_sick_provider() {
    List<String> told = new CopyOnWriteArrayList<>();
    claude.always(asked -> {
      told.add(asked.user());
      return Act.says("{\"category\":\"Engineering\"}");
    });
    for (int i = 0; i < 30; i++) {
      assertThat(what(ask("q" + i))).doesNotContain("anthropic PAUSED");
    }
    assertThat(told.get(0)).isEqualTo("q0");
    assertThat(told.get(1)).startsWith("q0").contains("confidence is missing");
    gpt.always(Act.says("[]"));
    assertThat(((ModelResponse.None) ask("last")).why()).isEqualTo(ModelResponse.Why.REFUSED);
  }

  @Test
  void nobody_answering_is_a_value_with_its_reason() {
    claude.always(Act.refuses());
    gpt.always(Act.refuses());
    ModelResponse.None none = (ModelResponse.None) ask("a");
    assertThat(none.why()).isEqualTo(ModelResponse.Why.REFUSED);
    gpt.always(Act.fails(401));
    assertThat(((ModelResponse.None) ask("b")).why()).isEqualTo(ModelResponse.Why.FAILED);
    try (Models alone = models(TestModels.settings(claude.url(), ""))) {
      assertThat(((ModelResponse.None) alone.ask(TestModels.question("c"))).detail())
          .isEqualTo("the model declined");
    }
  }

  @Test
  void without_keys_nobody_is_asked_and_it_says_what_to_set() {
    try (Models keyless = models(TestModels.settings("", ""))) {
      ModelResponse.None none = (ModelResponse.None) keyless.ask(TestModels.question("a"));
      assertThat(none.why()).isEqualTo(ModelResponse.Why.NO_PROVIDER);
      assertThat(what(none)).containsExactly("anthropic ABSENT", "openai ABSENT");
      assertThat(none.steps().getFirst().detail()).contains("ANTHROPIC_API_KEY");
    }
  }

  @Test
  void one_error_in_ten_opens_the_breaker_and_probes_close_it_again() {
    // What we ask wrongly says nothing about the provider and does not count.
    claude.next(Act.fails(400));
    ask("wrongly");
    for (int i = 0; i < Provider.LEAST_CALLS - 1; i++) {
      assertThat(what(ask("well " + i))).containsExactly("anthropic SPOKE");
    }
    claude.next(Act.fails(500));
    assertThat(what(ask("bad"))).contains("anthropic FAILED SERVER_ERROR", "openai SPOKE");
    int before = claude.arrived();
    ModelResponse paused = ask("paused");
    assertThat(what(paused)).containsExactly("anthropic PAUSED", "openai SPOKE");
    assertThat(claude.arrived()).isEqualTo(before);

    now = now.plusSeconds(31);
    for (int i = 0; i < Provider.PROBES; i++) {
      assertThat(what(ask("probe " + i))).containsExactly("anthropic SPOKE");
    }
    assertThat(what(ask("as before"))).containsExactly("anthropic SPOKE");
  }

  @Test
  void a_probe_that_fails_leaves_the_breaker_open() {
    claude.always(Act.fails(500));
    ask("a");
    ask("b");
    now = now.plusSeconds(31);
    ask("probes");
    int before = claude.arrived();
    assertThat(what(ask("c"))).contains("anthropic PAUSED");
    assertThat(claude.arrived()).isEqualTo(before);
  }

  @Test
  void when_all_are_left_alone_the_run_is_told_to_pause() {
    claude.always(Act.fails(500));
    gpt.always(Act.fails(500));
    ask("a");
    ask("b");
    ask("c");
    assertThat(((ModelResponse.None) ask("d")).why()).isEqualTo(ModelResponse.Why.ALL_PAUSED);
  }

  @Test
  void no_more_calls_are_in_flight_than_allowed() throws Exception {
    LlmSettings few =
        new LlmSettings(
            new LlmSettings.Anthropic(
                ScriptedProvider.KEY, claude.url(), "claude-haiku-5-5", 4, 60_000, 60_000_000),
            TestModels.settings("", "").openai(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            TestModels.settings("", "").monthlyBudgetUsd(),
            TestModels.settings("", "").totalMonthlyBudgetUsd(),
            "");
    AtomicInteger most = new AtomicInteger();
    claude.always(asked -> {
      most.accumulateAndGet(claude.inFlight(), Math::max);
      return Act.says(TestModels.ANSWER, TestModels.TOKENS).after(Duration.ofMillis(20));
    });
    try (Models narrow = models(few);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ModelResponse>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        ModelRequest question = TestModels.question("q" + i);
        answers.add(threads.submit(() -> narrow.ask(question)));
      }
      for (Future<ModelResponse> answer : answers) {
        assertThat(answer.get()).isInstanceOf(ModelResponse.Given.class);
      }
    }
    // The double still counts a call whose answer it has just sent.
    assertThat(most.get()).isBetween(2, 8);
  }

  @Test
  void the_minutes_tokens_are_waited_for_and_those_not_used_are_there_again() {
    LlmSettings usual = TestModels.settings("", "");
    LlmSettings few =
        new LlmSettings(
            new LlmSettings.Anthropic(
                ScriptedProvider.KEY, claude.url(), "claude-haiku-5-5", 4, 60_000, 60_000),
            usual.openai(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            usual.monthlyBudgetUsd(),
            usual.totalMonthlyBudgetUsd(),
            "");
    int asked = 0;
    try (Models narrow = models(few)) {
      while (waits.isEmpty() && asked < 100) {
        narrow.ask(TestModels.question("q" + asked++));
      }
    }
    // 10,000 tokens are there at once; a call sets aside some 2,000 and uses 460.
    assertThat(asked).isBetween(15, 25);
    assertThat(waits).isNotEmpty();
  }

  private ModelResponse ask(String user) {
    return models.ask(TestModels.question(user));
  }

  private Models models(LlmSettings settings) {
    return new Models(
        List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
        settings,
        this::now,
        new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
        killSwitch,
        (stop, wait) -> {
          waits.add(wait);
          return stop.reason() != null;
        });
  }

  private Instant now() {
    return now;
  }

  private static List<String> what(ModelResponse answer) {
    return answer.steps().stream()
        .map(s -> s.provider() + " " + s.what() + (s.fault() == null ? "" : " " + s.fault()))
        .toList();
  }
}
