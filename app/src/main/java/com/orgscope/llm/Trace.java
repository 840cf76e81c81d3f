package com.orgscope.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call as it is kept.
 *
 * @param trace of the question it served, which {@link ModelResponse#trace()} names
 */
public record Trace(
    UUID call,
    UUID trace,
    Instant at,
    Purpose purpose,
    Target target,
    Outcome outcome,
    Texts texts) {

  /**
   * Who asked, and what for.
   *
   * @param subject whom or what it was about; null if it was about nobody
   */
  public record Purpose(
      String tenant, String agent, String task, String promptVersion, @Nullable String subject) {}

  /** Who was asked, and how. */
  public record Target(
      String provider, String model, @Nullable Double temperature, int maxTokens) {}

  /**
   * How it ended.
   *
   * @param state IN_FLIGHT, ANSWERED, CACHED, REFUSED or FAILED
   */
  public record Outcome(
      String state,
      @Nullable String fault,
      String detail,
      Tokens tokens,
      long costNano,
      long savedNano,
      Duration latency) {}

  /**
   * What was written.
   *
   * @param system the part of the prompt that many questions share, which the prompt's version
   *     names; null in a list of calls, and for calls of before it was kept
   * @param prompt the part of the prompt that was this question's own
   */
  public record Texts(@Nullable String system, String prompt, @Nullable String answer) {
    static final Texts NONE = new Texts(null, "", null);
  }

  /**
   * The same as attributes of a span, in the words of OpenTelemetry's GenAI conventions where these
   * have one and under {@code orgscope} where not; without the texts.
   */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.provider.name", target.provider());
    attributes.put("gen_ai.request.model", target.model());
    attributes.put("gen_ai.request.max_tokens", target.maxTokens());
    if (target.temperature() != null) {
      attributes.put("gen_ai.request.temperature", target.temperature());
    }
    attributes.put("gen_ai.output.type", "json");
    attributes.put("gen_ai.agent.name", purpose.agent());
    attributes.put("gen_ai.usage.input_tokens", outcome.tokens().prompt());
    attributes.put("gen_ai.usage.output_tokens", outcome.tokens().output());
    attributes.put("gen_ai.usage.cache_read.input_tokens", outcome.tokens().cacheRead());
    attributes.put("gen_ai.usage.cache_creation.input_tokens", outcome.tokens().cacheWritten());
    if (outcome.fault() != null) {
      attributes.put("error.type", outcome.fault());
    }
    attributes.put("orgscope.tenant", purpose.tenant());
    attributes.put("orgscope.purpose", purpose.task());
    attributes.put("orgscope.prompt.version", purpose.promptVersion());
    if (purpose.subject() != null) {
      attributes.put("orgscope.subject", purpose.subject());
    }
    attributes.put("orgscope.state", outcome.state());
    attributes.put("orgscope.cost.nano_usd", outcome.costNano());
    return attributes;
  }
}
