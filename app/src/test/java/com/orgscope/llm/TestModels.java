package com.orgscope.llm;

import com.orgscope.egress.TestEgress;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.anthropic.TestAnthropic;
import com.orgscope.llm.openai.TestOpenAi;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedOpenAi;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Questions and settings for tests. */
public final class TestModels {
  public static final TenantId ACORN = new TenantId("acorn");
  public static final String ANSWER = "{\"category\":\"Engineering\",\"confidence\":0.9}";
  public static final Tokens TOKENS = new Tokens(400, 0, 0, 60);
  public static final Schema SCHEMA =
      new Schema(
          "verdict",
          """
          {"type": "object",
           "properties": {
             "category": {"type": "string", "enum": ["Engineering", "Sales"]},
             "confidence": {"type": "number", "minimum": 0, "maximum": 1},
             "facts": {"type": "array", "maxItems": 3,
                       "items": {"type": "string", "maxLength": 4}}},
           "required": ["category", "confidence"]}
          """);

  private TestModels() {}

  /** Says {@link #ANSWER} until it is told otherwise. */
  public static ScriptedAnthropic claude() {
    return new ScriptedAnthropic(asked -> Act.says(ANSWER, TOKENS));
  }

  /** Says {@link #ANSWER} until it is told otherwise. */
  public static ScriptedOpenAi gpt() {
    return new ScriptedOpenAi(asked -> Act.says(ANSWER, TOKENS));
  }

  public static ModelRequest question(String user) {
    return question(ACORN, user);
  }

  public static ModelRequest question(TenantId tenant, String user) {
    return new ModelRequest(
        tenant,
        "work_categorizer",
        "categorize",
        "v1",
        null,
        "signature-1",
        "You sort kinds of work.",
        user,
        SCHEMA,
        200,
        null);
  }

  public static LlmSettings settings(String anthropicUrl, String openAiUrl) {
    return settings(anthropicUrl, openAiUrl, Duration.ofSeconds(10));
  }

  /** An empty URL is a provider without a key. */
  public static LlmSettings settings(String anthropicUrl, String openAiUrl, Duration timeout) {
    return new LlmSettings(
        new LlmSettings.Anthropic(
            anthropicUrl.isEmpty() ? "" : ScriptedProvider.KEY,
            anthropicUrl,
            "claude-haiku-5-5",
            200,
            60_000,
            600_000_000),
        new LlmSettings.OpenAi(
            openAiUrl.isEmpty() ? "" : ScriptedProvider.KEY,
            openAiUrl,
            "gpt-6-luna",
            200,
            60_000,
            600_000_000),
        timeout,
        Duration.ofSeconds(30),
        new BigDecimal("500"),
        new BigDecimal("5000"),
        "");
  }

  /** How many questions of a tenant are announced and not asked. */
  public static long expected(Models models, TenantId tenant) {
    return models.expected(tenant);
  }

  /** Puts the room into a context that has a database, a clock and its {@link LlmSettings}. */
  public static void room(AnnotationConfigApplicationContext context) {
    context.registerBean(TelemetrySettings.class, () -> new TelemetrySettings("", ""));
    context.registerBean(Residency.class, () -> Residency.UNBOUND);
    context.registerBean(BatchSettings.class, () -> BatchSettings.DEFAULTS);
    context.scan("com.orgscope.llm", "com.orgscope.egress");
  }

  /**
   * The real thing on a database, but waits between two tries pass at once.
   *
   * @param models asks both providers that have a URL
   * @param spending of the same database
   */
  public record Impatient(Models models, Spending spending) {}

  public static Impatient impatient(Database database, LlmSettings settings) {
    InstantSource clock = InstantSource.system();
    Models models =
        new Models(
            List.of(TestAnthropic.port(settings), TestOpenAi.port(settings)),
            settings,
            clock,
            new CallLedger(new CallStore(database), settings, TestEgress.on(database)),
            new KillSwitch(new KillStore(database), clock),
            (stop, time) -> stop.within(Duration.ofMillis(1)));
    return new Impatient(models, new Spending(new SpendingStore(database), settings, clock));
  }
}
