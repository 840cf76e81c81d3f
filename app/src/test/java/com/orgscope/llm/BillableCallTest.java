package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By what two calls are told apart, and which day and month pay. */
class BillableCallTest {
  private static final Instant LATE = Instant.parse("2026-11-30T23:59:59Z");
  private static final Port PORT = new Port("anthropic", "https://models.example");
  private static final Asked ASKED = new Asked("You sort.", "habits", "verdict", 200, null);

  /** A provider that is never asked. */
  private record Port(String provider, String url) implements ModelPort {
    @Override
    public LlmSettings.Provider settings() {
      return TestModels.settings(url, "").anthropic();
    }

    @Override
    public String absence() {
      return "";
    }

    @Override
    public Reply call(ModelRequest question, String model, HttpCall http) {
      throw new AssertionError("asked");
    }
  }

  /** What the model is sent. */
  private record Asked(
      String system, String user, String schema, int maxTokens, @Nullable Double temperature) {
    String hash(ModelPort port, String model, String purpose, String subject) {
      ModelRequest question =
          new ModelRequest(
              TestModels.ACORN,
              "work_categorizer",
              purpose,
              "v1",
              null,
              subject,
              system,
              user,
              new Schema(schema, TestModels.SCHEMA.json()),
              maxTokens,
              temperature);
      return BillableCall.of(UUID.randomUUID(), question, port, model, LATE).hash();
    }

    String hash() {
      return hash(PORT, "small", "categorize", "s1");
    }
  }

  @Test
  void whatever_else_a_model_is_sent_makes_another_request() {
    assertThat(ASKED.hash()).isEqualTo(ASKED.hash());
    assertThat(
            new String[] {
              ASKED.hash(),
              ASKED.hash(new Port("openai", PORT.url()), "small", "categorize", "s1"),
              ASKED.hash(new Port("anthropic", "https://eu.example"), "small", "categorize", "s1"),
              ASKED.hash(PORT, "large", "categorize", "s1"),
              new Asked("You count.", "habits", "verdict", 200, null).hash(),
              new Asked("You sort.", "other habits", "verdict", 200, null).hash(),
              new Asked("You sort.", "habits", "answer", 200, null).hash(),
              new Asked("You sort.", "habits", "verdict", 201, null).hash(),
              new Asked("You sort.", "habits", "verdict", 200, 0.0).hash()
            })
        .doesNotHaveDuplicates();
  }

  @Test
  void why_it_was_asked_and_about_whom_is_not_sent_and_makes_none() {
    assertThat(ASKED.hash(PORT, "small", "rehearse", "s2")).isEqualTo(ASKED.hash());
  }

  @Test
  void words_that_move_from_the_prompt_into_the_question_make_another_request() {
    assertThat(new Asked("You sort. All", "habits", "verdict", 200, null).hash())
        .isNotEqualTo(new Asked("You sort. ", "Allhabits", "verdict", 200, null).hash());
  }

  @Test
  void the_day_on_which_it_was_asked_pays() {
    BillableCall call =
        BillableCall.of(UUID.randomUUID(), TestModels.question("habits"), PORT, "small", LATE);
    assertThat(call.day()).isEqualTo(LocalDate.of(2026, 11, 30));
    BillableCall again = call.again(LATE.plus(Duration.ofSeconds(1)));
    assertThat(again.day()).isEqualTo(LocalDate.of(2026, 12, 1));
    assertThat(again.call()).as("another call").isNotEqualTo(call.call());
    assertThat(again.hash()).as("of the same question").isEqualTo(call.hash());
  }

  @Test
  void a_day_may_use_twice_what_the_month_expects_of_it() {
    assertThat(MonthStore.dayOf(30_000, LocalDate.of(2026, 11, 30))).isEqualTo(2_000);
    assertThat(MonthStore.dayOf(31_000, LocalDate.of(2026, 12, 1))).isEqualTo(2_000);
  }
}
