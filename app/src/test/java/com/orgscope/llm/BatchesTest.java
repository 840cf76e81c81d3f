package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.egress.Channel;
import com.orgscope.egress.TestEgress;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedBatches;
import com.orgscope.llm.scripted.ScriptedOpenAi;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Questions handed over together, on both wires, and all that can go wrong with them. */
@Tag("slow")
class BatchesTest {
  private static final Caller IT = new Caller(TestModels.ACORN, Role.IT_SECURITY, "it@acorn", null);
  // 400 tokens in and 60 out, at half of $0.10 and $0.50 a million.
  private static final long COST = (400 * 100 + 60 * 500) / 2;

  private final Database database = TestDatabase.fresh();
  private final List<AutoCloseable> open = new ArrayList<>(List.of(database));
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private final ScriptedAnthropic claude =
      new ScriptedAnthropic(asked -> Act.says(TestModels.ANSWER, TestModels.TOKENS), () -> now);
  private final ScriptedOpenAi gpt =
      new ScriptedOpenAi(asked -> Act.says(TestModels.ANSWER, TestModels.TOKENS), () -> now);
  private final KillSwitch killSwitch = new KillSwitch(new KillStore(database), () -> now);
  private LlmSettings settings = TestModels.settings(claude.url(), "");

  enum Wire {
    ANTHROPIC,
    OPENAI
  }

  @AfterEach
  void close() throws Exception {
    killSwitch.close();
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    claude.close();
    gpt.close();
  }

  @ParameterizedTest
  @EnumSource
  void answers_come_back_at_half_the_price_and_single_questions_find_them(Wire wire) {
    ScriptedProvider provider = on(wire);
    Batches batches = batches();
    Batch sent = sent(batches.submit("night", questions(20)));
    assertThat(sent.state()).isEqualTo(Batch.State.RUNNING);
    assertThat(sent.costNano()).isGreaterThan(20 * COST);
    assertThat(month().committedNano()).isEqualTo(sent.costNano());
    assertThat(TestEgress.bodies(database, TestModels.ACORN, Channel.MODEL))
        .as("what left was written down, every question of it")
        .anySatisfy(body -> {
          String text = new String(body, StandardCharsets.UTF_8);
          assertThat(questions(20)).allMatch(question -> text.contains(question.user()));
        });

    assertThat(batches.poll(TestModels.ACORN)).isEmpty();
    Batch read = batches.of(IT, "night").getFirst();
    assertThat(read.state()).isEqualTo(Batch.State.DELETED);
    assertThat(read.answered()).isEqualTo(20);
    assertThat(read.costNano()).isEqualTo(20 * COST);
    assertThat(month().committedNano()).isEqualTo(20 * COST);
    int arrived = provider.arrived();
    for (ModelRequest question : questions(20)) {
      assertThat(((ModelResponse.Given) models().ask(question)).remembered()).isTrue();
    }
    assertThat(provider.arrived()).isEqualTo(arrived);
    // To collect an answer is no hit of the cache; to ask for it again is one.
    Instant from = now.minusSeconds(1);
    assertThat(spending().cache(IT, from, now.plusSeconds(1)))
        .isEqualTo(new Spending.Cache(20, 0, 0));
    models().ask(question(0));
    assertThat(spending().cache(IT, from, now.plusSeconds(1)))
        .isEqualTo(new Spending.Cache(21, 1, COST));
    if (wire == Wire.ANTHROPIC) {
      assertThat(provider.batches().kept()).isZero();
    } else {
      assertThat(gpt.files()).isZero();
    }
    theLedgerIsTheBudget();
  }

  @ParameterizedTest
  @EnumSource
  void what_is_answered_already_is_left_out_and_what_is_there_twice_is_asked_once(Wire wire) {
    on(wire);
    Batches batches = batches();
    models().ask(question(0));
    List<ModelRequest> twice = new ArrayList<>(questions(3));
    twice.addAll(questions(3));
    assertThat(sent(batches.submit("night", twice)).questions()).isEqualTo(2);
    assertThat(batches.submit("other", List.of(question(0))))
        .isInstanceOf(Batches.Submission.Nothing.class);
  }

  @ParameterizedTest
  @EnumSource
  void each_question_has_its_own_end_and_pays_only_for_an_answer(Wire wire) {
    ScriptedProvider provider = on(wire);
    provider.next(
        Act.refuses(),
        Act.fails(500),
        Act.hangs(),
        Act.says("{\"category\":\"CEO\"}", TestModels.TOKENS),
        Act.runsOut("{\"cat"));
    Batches batches = batches();
    batches.submit("night", questions(8));
    batches.poll(TestModels.ACORN);
    Batch read = batches.of(IT, "night").getFirst();
    assertThat(read.answered()).isEqualTo(3);
    assertThat(read.refused()).isEqualTo(1);
    assertThat(read.failed()).isEqualTo(4);
    assertThat(read.open()).isZero();
    assertThat(traces(read))
        .containsExactlyInAnyOrder(
            "ANSWERED",
            "ANSWERED",
            "ANSWERED",
            "REFUSED",
            "SERVER_ERROR",
            "EXPIRED",
            "BAD_SHAPE",
            "TRUNCATED");
    theLedgerIsTheBudget();
  }

  @ParameterizedTest
  @EnumSource
  void a_cancelled_batch_keeps_what_was_answered_and_pays_for_no_more(Wire wire) {
    ScriptedProvider provider = on(wire);
    provider.batches().hold();
    Batches batches = batches();
    batches.submit("night", questions(10));
    assertThat(batches.poll(TestModels.ACORN)).hasSize(1);
    killSwitch.pull(IT, "the figures look odd");
    if (wire == Wire.ANTHROPIC) {
      batches.poll(TestModels.ACORN);
    } else {
      batches.cancel(TestModels.ACORN);
    }
    assertThat(provider.batches().cancelled()).isTrue();
    provider.batches().finish();
    batches.poll(TestModels.ACORN);
    Batch read = batches.of(IT, "night").getFirst();
    assertThat(read.answered()).isEqualTo(5);
    assertThat(read.failed()).isEqualTo(5);
    assertThat(read.costNano()).isEqualTo(5 * COST);
    assertThat(batches.submit("other", questions(2)))
        .isEqualTo(
            new Batches.Submission.Refused(ModelResponse.Why.STOPPED, "the figures look odd"));
    theLedgerIsTheBudget();
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_whose_sending_was_cut_off_is_found_and_not_sent_again(Wire wire) {
    ScriptedProvider provider = on(wire);
    // Somebody else's of the same size.
    batches().submit("earlier", List.of(question(50), question(51), question(52)));
    provider.batches().nextCreation(Act.cuts());
    Batches batches = batches();
    assertThat(sent(batches.submit("night", questions(3))).state()).isEqualTo(Batch.State.SENDING);
    assertThat(sent(batches.submit("night", questions(3))).state()).isEqualTo(Batch.State.SENDING);
    // Another process comes up and looks after it.
    batches().poll(TestModels.ACORN);
    assertThat(batches.of(IT, "night").getFirst().answered()).isEqualTo(3);
    assertThat(provider.batches().made()).isEqualTo(2);
    theLedgerIsTheBudget();
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_that_never_arrived_costs_nothing(Wire wire) {
    ScriptedProvider provider = on(wire);
    provider.batches().nextCreation(Act.fails(500));
    Batches batches = batches();
    assertThat(sent(batches.submit("night", questions(3))).state()).isEqualTo(Batch.State.SENDING);
    batches.poll(TestModels.ACORN);
    assertThat(month().committedNano()).isPositive();
    now = now.plus(BatchSettings.DEFAULTS.grace()).plusSeconds(1);
    batches.poll(TestModels.ACORN);
    assertThat(batches.of(IT, "night").getFirst().state()).isEqualTo(Batch.State.UNSENT);
    assertThat(month().committedNano()).isZero();

    provider.batches().nextCreation(Act.fails(400));
    assertThat(sent(batches.submit("refused", questions(3))).state()).isEqualTo(Batch.State.UNSENT);
    assertThat(month().committedNano()).isZero();
    theLedgerIsTheBudget();
  }

  @ParameterizedTest
  @EnumSource
  void results_that_are_doubled_or_of_nobody_are_told_and_not_paid(Wire wire) {
    ScriptedProvider provider = on(wire);
    provider.batches().spoil(ScriptedBatches.Fault.DOUBLED);
    provider.batches().spoil(ScriptedBatches.Fault.UNKNOWN);
    Batches batches = batches();
    batches.submit("night", questions(4));
    batches.poll(TestModels.ACORN);
    Batch read = batches.of(IT, "night").getFirst();
    assertThat(read.answered()).isEqualTo(4);
    assertThat(read.costNano()).isEqualTo(4 * COST);
    assertThat(read.detail()).isEqualTo("1 results came twice, 1 belong to no question");
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_line_is_looked_for_again_and_then_costs_what_was_set_aside(Wire wire) {
    ScriptedProvider provider = on(wire);
    provider.batches().spoil(ScriptedBatches.Fault.MISSING);
    Batches batches = batches();
    long reserved = sent(batches.submit("night", questions(4))).costNano() / 4;
    batches.submit("later", List.of(question(30), question(31)));
    batches.poll(TestModels.ACORN);
    assertThat(batches.of(IT, "night").getFirst().open()).isEqualTo(1);
    provider.batches().whole();
    provider.batches().spoil(ScriptedBatches.Fault.BROKEN);
    batches.poll(TestModels.ACORN);
    batches.poll(TestModels.ACORN);
    Batch read = batches.of(IT, "night").getFirst();
    assertThat(read.state()).isEqualTo(Batch.State.DELETED);
    assertThat(read.answered()).isEqualTo(3);
    assertThat(read.costNano()).isEqualTo(3 * COST + reserved);
    assertThat(traces(read)).contains("MISSING");
    theLedgerIsTheBudget();
  }

  @Test
  void a_budget_that_does_not_hold_all_of_it_sends_none_of_it() {
    spending().allow(IT, BigDecimal.valueOf(MoneyTest.MOST * 15, 9));
    Batches.Submission refused = batches().submit("night", questions(4));
    assertThat(refused)
        .isInstanceOfSatisfying(
            Batches.Submission.Refused.class,
            no -> assertThat(no.why()).isEqualTo(ModelResponse.Why.DAY_PAUSED));
    assertThat(claude.batches().made()).isZero();
    assertThat(month().committedNano()).isZero();
    assertThat(batches().submit("night", questions(1))).isInstanceOf(Batches.Submission.Sent.class);
    theLedgerIsTheBudget();
  }

  @Test
  void a_batch_that_is_too_old_is_cancelled_by_us() {
    claude.batches().hold();
    Batches batches = batches();
    batches.submit("night", questions(2));
    now = now.plus(BatchSettings.DEFAULTS.maxAge()).plusSeconds(1);
    batches.poll(TestModels.ACORN);
    assertThat(claude.batches().cancelled()).isTrue();
    assertThat(batches.tenants()).containsExactly(TestModels.ACORN);
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_that_the_provider_does_not_delete_is_held_until_it_does(Wire wire) {
    ScriptedProvider provider = on(wire);
    Batches batches = batches();
    batches.submit("night", questions(4));
    assertThat(batches.unfinished(TestModels.ACORN)).hasSize(1);
    provider.batches().refuseDeletions(List.of(500, 403));
    for (String fault : List.of("500", "a key that may not delete")) {
      assertThat(batches.poll(TestModels.ACORN)).as(fault).hasSize(1);
      assertThat(batches.of(IT, "night").getFirst())
          .returns(Batch.State.ENDED, Batch::state)
          .returns(4, Batch::answered);
      assertThat(isHeld(wire)).isTrue();
    }
    assertThat(batches.poll(TestModels.ACORN)).isEmpty();
    assertThat(batches.unfinished(TestModels.ACORN)).isEmpty();
    assertThat(isHeld(wire)).isFalse();
    assertThat(batches.of(IT, "night").getFirst().state()).isEqualTo(Batch.State.DELETED);
  }

  @ParameterizedTest
  @EnumSource
  void a_batch_that_is_gone_at_the_provider_is_not_polled_for_ever(Wire wire) {
    ScriptedProvider provider = on(wire);
    Batches batches = batches();
    batches.submit("night", questions(4));
    provider.batches().refuseDeletions(List.of(500));
    assertThat(batches.poll(TestModels.ACORN)).hasSize(1);
    assertThat(batches.of(IT, "night").getFirst().state()).isEqualTo(Batch.State.ENDED);
    provider.batches().forget();
    assertThat(batches.poll(TestModels.ACORN)).isEmpty();
    assertThat(batches.of(IT, "night").getFirst())
        .returns(Batch.State.DELETED, Batch::state)
        .returns(4, Batch::answered);
    assertThat(batches.unfinished(TestModels.ACORN)).isEmpty();
    assertThat(isHeld(wire)).as("neither the questions nor the answers stay there").isFalse();
  }

  private boolean isHeld(Wire wire) {
    return wire == Wire.ANTHROPIC ? claude.batches().kept() > 0 : gpt.files() > 0;
  }

  private ScriptedProvider on(Wire wire) {
    settings =
        wire == Wire.ANTHROPIC
            ? TestModels.settings(claude.url(), "")
            : TestModels.settings("", gpt.url());
    return wire == Wire.ANTHROPIC ? claude : gpt;
  }

  private static Batch sent(Batches.Submission submission) {
    return ((Batches.Submission.Sent) submission).parts().getFirst();
  }

  private static List<ModelRequest> questions(int many) {
    return IntStream.range(0, many).mapToObj(BatchesTest::question).toList();
  }

  private static ModelRequest question(int nth) {
    return TestModels.question("q%02x".formatted(nth));
  }

  private List<String> traces(Batch batch) {
    return new Traces(new TraceStore(database))
        .of(IT, List.of(batch.id())).stream()
            .map(Trace::outcome)
            .map(o -> o.state().equals("FAILED") ? String.valueOf(o.fault()) : o.state())
            .toList();
  }

  private Spending.Month month() {
    return spending().month(IT);
  }

  private Spending spending() {
    return new Spending(new SpendingStore(database), settings, () -> now);
  }

  private CallLedger ledger() {
    return new CallLedger(new CallStore(database), settings, TestEgress.on(database));
  }

  private Batches batches() {
    Batches made =
        new Batches(
            List.of(TestAnthropic.batches(settings), TestOpenAi.batches(settings)),
            List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
            new BatchStore(database),
            ledger(),
            killSwitch,
            new TraceStore(database),
            Telemetry.none(),
            BatchSettings.DEFAULTS,
            () -> now);
    open.add(made);
    return made;
  }

  private Models models() {
    Models made =
        new Models(
            List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
            settings,
            () -> now,
            ledger(),
            killSwitch,
            (stop, wait) -> stop.reason() != null);
    open.add(made);
    return made;
  }

  private void theLedgerIsTheBudget() {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows =
            statement.executeQuery(
                """
                SELECT (SELECT coalesce(sum(cost_nano), 0) FROM llm.call),
                  (SELECT coalesce(sum(committed_nano), 0) FROM llm.spend WHERE tenant <> '*'),
                  (SELECT coalesce(sum(committed_nano), 0) FROM llm.spend WHERE tenant = '*')
                """)) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(2)).isEqualTo(rows.getLong(1));
      assertThat(rows.getLong(3)).isEqualTo(rows.getLong(1));
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
