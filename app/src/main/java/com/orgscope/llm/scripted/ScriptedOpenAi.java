package com.orgscope.llm.scripted;

import com.orgscope.llm.Tokens;
import java.io.IOException;
import java.time.InstantSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's wire: chat completions, files and batches. */
public final class ScriptedOpenAi extends ScriptedProvider {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final long LEAST_CACHED = 1_024;
  private static final long CREATED = 1_790_000_000L;
  private static final int REQUESTS_A_MINUTE = 10_000;
  private static final int TOKENS_A_MINUTE = 20_000_000;

  private final OpenAiBatches batchWire = new OpenAiBatches(this);

  public ScriptedOpenAi() {
    this(asked -> Act.says("{}"));
  }

  public ScriptedOpenAi(Script script) {
    this(script, InstantSource.system());
  }

  /**
   * @param clock by which batches say when they were made
   */
  public ScriptedOpenAi(Script script, InstantSource clock) {
    super(script, clock);
    listen();
  }

  @Override
  public String url() {
    return super.url() + "/v1";
  }

  /** Files that were made and not deleted, results included. */
  public int files() {
    return batchWire.files();
  }

  @Override
  void serve(Received received) throws IOException {
    received.head("x-request-id", "req_scripted");
    if (!("Bearer " + KEY).equals(received.header("authorization"))) {
      received.send(401, error(401, "Incorrect API key provided"));
    } else if (received.route().equals("POST /v1/chat/completions")) {
      answer(received);
    } else if (received.route().matches("\\w+ /v1/(files|batches).*")) {
      batchWire.serve(received);
    } else {
      received.send(404, error(404, "no such route: " + received.route()));
    }
  }

  @Override
  String complaint(JsonNode request) {
    if (!request.path("messages").isArray() || !request.path("model").isString()) {
      return "you must provide a model and messages";
    }
    JsonNode format = request.path("response_format");
    if (!"json_schema".equals(format.path("type").asString(""))
        || !format.path("json_schema").path("strict").asBoolean(false)) {
      return "response_format: a strict json_schema is expected here";
    }
    return format.path("json_schema").path("schema").path("additionalProperties").asBoolean(true)
        ? "response_format: 'additionalProperties' is required to be supplied and to be false"
        : "";
  }

  @Override
  Asked asked(int nth, JsonNode body) {
    JsonNode messages = body.path("messages");
    return new Asked(
        nth,
        body.path("model").asString(""),
        messages.path(0).path("content").asString(""),
        messages.path(messages.size() - 1).path("content").asString(""),
        body);
  }

  @Override
  String completion(JsonNode request, String text, Tokens tokens, End end) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "chatcmpl-scripted").put("object", "chat.completion").put("created", CREATED);
    body.put("model", request.path("model").asString(""));
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (end == End.REFUSED) {
      message.putNull("content").put("refusal", "I'm sorry, I can't help with that.");
    } else {
      message.put("content", text).putNull("refusal");
    }
    choice.put("finish_reason", end == End.RAN_OUT ? "length" : "stop");
    ObjectNode usage = body.putObject("usage");
    usage
        .put("prompt_tokens", tokens.prompt())
        .put("completion_tokens", tokens.output())
        .put("total_tokens", tokens.prompt() + tokens.output());
    usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cacheRead());
    return body.toString();
  }

  @Override
  String error(int status, String message) {
    ObjectNode body = JSON.createObjectNode();
    String type =
        switch (status) {
          case 401, 403 -> "authentication_error";
          case 429 -> "requests";
          default -> status >= 500 ? "server_error" : "invalid_request_error";
        };
    body.putObject("error")
        .put("message", message)
        .put("type", type)
        .putNull("param")
        .put("code", status == 429 ? "rate_limit_exceeded" : null);
    return body.toString();
  }

  @Override
  void heads(Received received, int status) {
    boolean exhausted = status == 429;
    received.head("x-ratelimit-limit-requests", "" + REQUESTS_A_MINUTE);
    received.head("x-ratelimit-remaining-requests", exhausted ? "0" : "" + (REQUESTS_A_MINUTE - 1));
    received.head("x-ratelimit-reset-requests", "6ms");
    received.head("x-ratelimit-limit-tokens", "" + TOKENS_A_MINUTE);
    received.head("x-ratelimit-remaining-tokens", exhausted ? "0" : "" + TOKENS_A_MINUTE);
    received.head("x-ratelimit-reset-tokens", "0s");
  }

  /** Everything long enough is kept without being asked, and writing costs nothing extra. */
  @Override
  long cacheable(Asked asked) {
    long tokens = tokensOf(asked.system());
    return tokens >= LEAST_CACHED ? tokens : 0;
  }
}
