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
 * @param state IN_FLIGHT, ANSWERED, CACHED, REFUSED or FAILED
 * @param system the part of the prompt that many questions share, which {@code promptVersion}
 *     names; null in a list of calls, and for calls of before it was kept
 * @param prompt the part of the prompt that was this question's own
 */
public record Trace(
    UUID call,
    UUID trace,
    Instant at,
    String tenant,
    String agent,
    String purpose,
    String promptVersion,
    @Nullable String subject,
    String provider,
    String model,
    @Nullable Double temperature,
    int maxTokens,
    String state,
    @Nullable String fault,
    String detail,
    Tokens tokens,
    long costNano,
    long savedNano,
    Duration latency,
    @Nullable String system,
    String prompt,
    @Nullable String answer) {

  /**
   * The same as attributes of a span, in the words of OpenTelemetry's GenAI conventions where these
   * have one and under {@code orgscope} where not; without the texts.
   */
  public Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("gen_ai.operation.name", "chat");
    attributes.put("gen_ai.provider.name", provider);
    attributes.put("gen_ai.request.model", model);
    attributes.put("gen_ai.request.max_tokens", maxTokens);
    if (temperature != null) {
      attributes.put("gen_ai.request.temperature", temperature);
    }
    attributes.put("gen_ai.output.type", "json");
    attributes.put("gen_ai.agent.name", agent);
    attributes.put("gen_ai.usage.input_tokens", tokens.prompt());
    attributes.put("gen_ai.usage.output_tokens", tokens.output());
    attributes.put("gen_ai.usage.cache_read.input_tokens", tokens.cacheRead());
    attributes.put("gen_ai.usage.cache_creation.input_tokens", tokens.cacheWritten());
    if (fault != null) {
      attributes.put("error.type", fault);
    }
    attributes.put("orgscope.tenant", tenant);
    attributes.put("orgscope.purpose", purpose);
    attributes.put("orgscope.prompt.version", promptVersion);
    if (subject != null) {
      attributes.put("orgscope.subject", subject);
    }
    attributes.put("orgscope.state", state);
    attributes.put("orgscope.cost.nano_usd", costNano);
    return attributes;
  }
}
