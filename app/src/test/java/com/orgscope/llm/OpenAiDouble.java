package com.orgscope.llm;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's chat completions. */
public final class OpenAiDouble extends ProviderDouble {
  public OpenAiDouble() {
    super("/v1/chat/completions");
  }

  @Override
  public String url() {
    return super.url() + "/v1";
  }

  @Override
  protected String complaint(HttpExchange exchange, JsonNode request) {
    if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("authorization"))) {
      return "key: Incorrect API key provided";
    }
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
  protected String completion(String text, Tokens tokens, String end) {
    ObjectNode body = head(tokens);
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice.putObject("message").put("role", "assistant").put("content", text).putNull("refusal");
    choice.put("finish_reason", end);
    return body.toString();
  }

  @Override
  protected String refusal(Tokens tokens) {
    ObjectNode body = head(tokens);
    ObjectNode choice = body.putArray("choices").addObject().put("index", 0);
    choice
        .putObject("message")
        .put("role", "assistant")
        .putNull("content")
        .put("refusal", "I'm sorry, I can't help with that.");
    choice.put("finish_reason", "stop");
    return body.toString();
  }

  @Override
  protected String error(int status, String message) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("error")
        .put("message", message)
        .put("type", status == 429 ? "requests" : "invalid_request_error")
        .putNull("param")
        .putNull("code");
    return body.toString();
  }

  @Override
  protected String truncated() {
    return "length";
  }

  @Override
  protected String finished() {
    return "stop";
  }

  private static ObjectNode head(Tokens tokens) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "chatcmpl-1").put("object", "chat.completion").put("created", 1_790_000_000L);
    body.put("model", "gpt-6-luna");
    ObjectNode usage = body.putObject("usage");
    usage
        .put("prompt_tokens", tokens.prompt())
        .put("completion_tokens", tokens.output())
        .put("total_tokens", tokens.prompt() + tokens.output());
    usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cacheRead());
    return body;
  }
}
