package com.orgscope.llm.anthropic;

import com.orgscope.llm.Fault;
import com.orgscope.llm.HttpCall;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelPort;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.Reply;
import com.orgscope.llm.StructuredChat;
import com.orgscope.llm.Tokens;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Claude. The system text is marked for the provider's prompt cache. */
@Component
@Order(1)
final class AnthropicPort implements ModelPort {
  private static final String VERSION_PATH = "/v1";

  private final LlmSettings.Anthropic settings;
  private final String url;

  AnthropicPort(LlmSettings settings) {
    this.settings = settings.anthropic();
    this.url = url(this.settings);
  }

  static String url(LlmSettings.Anthropic settings) {
    String bare = settings.endpoint().replaceAll("/+$", "");
    return bare.endsWith(VERSION_PATH) ? bare : bare + VERSION_PATH;
  }

  @Override
  public String provider() {
    return "anthropic";
  }

  @Override
  public LlmSettings.Provider settings() {
    return settings;
  }

  @Override
  public String absence() {
    return "set ANTHROPIC_API_KEY to ask Claude";
  }

  @Override
  public Reply call(ModelRequest question, String model, HttpCall http) {
    return http.exchange(() -> read(ask(question, model, http), http.body()));
  }

  private String ask(ModelRequest question, String model, HttpCall http) {
    var builder =
        AnthropicChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(url)
            .apiKey(settings.apiKey())
            .modelName(model)
            .maxTokens(question.maxTokens())
            .cacheSystemMessages(true)
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .maxRetries(0);
    if (question.temperature() != null) {
      builder.temperature(question.temperature());
    }
    return StructuredChat.ask(builder.build(), question);
  }

  /** A message whose text nobody has read yet. */
  static Reply read(JsonNode message) {
    StringBuilder text = new StringBuilder();
    message.path("content").values().forEach(b -> text.append(b.path("text").asString("")));
    return read(text.toString(), message);
  }

  private static Reply read(String text, JsonNode body) {
    JsonNode usage = body.path("usage");
    Tokens tokens =
        new Tokens(
            usage.path("input_tokens").asLong(-1),
            usage.path("cache_read_input_tokens").asLong(0),
            usage.path("cache_creation_input_tokens").asLong(0),
            usage.path("output_tokens").asLong(-1));
    return switch (body.path("stop_reason").asString("")) {
      case "end_turn", "stop_sequence" -> new Reply.Completed(text, tokens);
      case "refusal" -> new Reply.Refused("the model declined", tokens);
      case "max_tokens", "model_context_window_exceeded" ->
          new Reply.Failed(Fault.TRUNCATED, "the answer was cut at its bound", null, tokens);
      case String other ->
          new Reply.Failed(Fault.GARBLED, "ended with '" + other + "'", null, tokens);
    };
  }
}
