package com.orgscope.llm;

import com.sun.net.httpserver.HttpExchange;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Messages API. */
public final class AnthropicDouble extends ProviderDouble {
  public AnthropicDouble() {
    super("/v1/messages");
  }

  @Override
  protected String complaint(HttpExchange exchange, JsonNode request) {
    if (!KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))) {
      return "key: invalid x-api-key";
    }
    if (exchange.getRequestHeaders().getFirst("anthropic-version") == null) {
      return "anthropic-version: header is required";
    }
    if (!request.path("max_tokens").isIntegralNumber()) {
      return "max_tokens: Field required";
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
  protected String completion(String text, Tokens tokens, String end) {
    ObjectNode body = JSON.createObjectNode();
    body.put("id", "msg_01").put("type", "message").put("role", "assistant");
    body.put("model", "claude-haiku-5-5");
    body.putArray("content").addObject().put("type", "text").put("text", text);
    body.put("stop_reason", end).putNull("stop_sequence");
    usage(body, tokens);
    return body.toString();
  }

  @Override
  protected String refusal(Tokens tokens) {
    ObjectNode body = (ObjectNode) JSON.readTree(completion("", tokens, "refusal"));
    body.putArray("content");
    return body.toString();
  }

  @Override
  protected String error(int status, String message) {
    ObjectNode body = JSON.createObjectNode().put("type", "error");
    String type =
        switch (status) {
          case 429 -> "rate_limit_error";
          case 529 -> "overloaded_error";
          default -> status >= 500 ? "api_error" : "invalid_request_error";
        };
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", "req_01").toString();
  }

  @Override
  protected String truncated() {
    return "max_tokens";
  }

  @Override
  protected String finished() {
    return "end_turn";
  }

  private static void usage(ObjectNode body, Tokens tokens) {
    body.putObject("usage")
        .put("input_tokens", tokens.input())
        .put("cache_creation_input_tokens", tokens.cacheWritten())
        .put("cache_read_input_tokens", tokens.cacheRead())
        .put("output_tokens", tokens.output());
  }
}
