package com.orgscope.llm.scripted;

import com.orgscope.llm.Tokens;
import java.io.IOException;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's wire: Messages and Message Batches. */
public final class ScriptedAnthropic extends ScriptedProvider {
  private static final JsonMapper JSON = JsonMapper.shared();
  // A prefix shorter than this is not kept, without a word.
  private static final long LEAST_CACHED = 1_024;
  private static final int REQUESTS_A_MINUTE = 10_000;
  private static final int TOKENS_A_MINUTE = 20_000_000;

  private final AnthropicBatches batchWire = new AnthropicBatches(this);

  public ScriptedAnthropic() {
    this(asked -> Act.says("{}"));
  }

  public ScriptedAnthropic(Script script) {
    this(script, InstantSource.system());
  }

  /**
   * @param clock by which batches say when they were made
   */
  public ScriptedAnthropic(Script script, InstantSource clock) {
    super(script, clock);
    listen();
  }

  @Override
  void serve(Received received) throws IOException {
    received.head("request-id", "req_scripted");
    if (!KEY.equals(received.header("x-api-key"))) {
      received.send(401, error(401, "invalid x-api-key"));
    } else if (received.header("anthropic-version") == null) {
      received.send(400, error(400, "anthropic-version: header is required"));
    } else if (received.route().equals("POST /v1/messages")) {
      answer(received);
    } else if (received.route().contains(AnthropicBatches.PATH)) {
      batchWire.serve(received);
    } else {
      received.send(404, error(404, "no such route: " + received.route()));
    }
  }

  @Override
  String complaint(JsonNode request) {
    if (!request.path("max_tokens").isIntegralNumber()) {
      return "max_tokens: Field required";
    }
    if (!request.path("model").isString() || request.path("messages").isEmpty()) {
      return "model, messages: Field required";
    }
    JsonNode schema = request.path("output_config").path("format").path("schema");
    if (!schema.isObject()) {
      return "output_config.format.schema: Field required";
    }
    return schema.toString().contains("\"minimum\"")
        ? "output_config.format.schema: For 'number' type, property 'minimum' is not supported"
        : "";
  }

  @Override
  Asked asked(int nth, JsonNode body) {
    return new Asked(
        nth,
        body.path("model").asString(""),
        text(body.path("system")),
        text(body.path("messages").path(0).path("content")),
        body);
  }

  @Override
  String completion(JsonNode request, String text, Tokens tokens, End end) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "msg_scripted").put("type", "message").put("role", "assistant");
    body.put("model", request.path("model").asString(""));
    var content = body.putArray("content");
    if (end != End.REFUSED) {
      content.addObject().put("type", "text").put("text", text);
    }
    body.put(
        "stop_reason",
        switch (end) {
          case DONE -> "end_turn";
          case REFUSED -> "refusal";
          case RAN_OUT -> "max_tokens";
        });
    body.putNull("stop_sequence");
    body.putObject("usage")
        .put("input_tokens", tokens.input())
        .put("cache_creation_input_tokens", tokens.cacheWritten())
        .put("cache_read_input_tokens", tokens.cacheRead())
        .put("output_tokens", tokens.output())
        .put("service_tier", "standard");
    return body.toString();
  }

  @Override
  String error(int status, String message) {
    ObjectNode body = JSON.createObjectNode().put("type", "error");
    body.set("error", cause(status, message));
    return body.put("request_id", "req_scripted").toString();
  }

  static ObjectNode cause(int status, String message) {
    String type =
        switch (status) {
          case 401 -> "authentication_error";
          case 403 -> "permission_error";
          case 404 -> "not_found_error";
          case 413 -> "request_too_large";
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    return JSON.createObjectNode().put("type", type).put("message", message);
  }

  @Override
  void heads(Received received, int status) {
    boolean exhausted = status == 429;
    String until = "2026-11-23T10:01:00Z";
    received.head("anthropic-ratelimit-requests-limit", "" + REQUESTS_A_MINUTE);
    received.head(
        "anthropic-ratelimit-requests-remaining", exhausted ? "0" : "" + (REQUESTS_A_MINUTE - 1));
    received.head("anthropic-ratelimit-requests-reset", until);
    received.head("anthropic-ratelimit-tokens-limit", "" + TOKENS_A_MINUTE);
    received.head("anthropic-ratelimit-tokens-remaining", exhausted ? "0" : "" + TOKENS_A_MINUTE);
    received.head("anthropic-ratelimit-tokens-reset", until);
  }

  @Override
  long cacheable(Asked asked) {
    boolean marked = asked.body().path("system").path(0).has("cache_control");
    long tokens = tokensOf(asked.system());
    return marked && tokens >= LEAST_CACHED ? tokens : 0;
  }

  /** A text, or the texts of blocks. */
  private static String text(JsonNode content) {
    if (content.isString()) {
      return content.asString();
    }
    StringBuilder all = new StringBuilder();
    content.values().forEach(block -> all.append(block.path("text").asString("")));
    return all.toString();
  }
}
