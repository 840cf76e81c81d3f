package com.orgscope.llm.openai;

import com.orgscope.llm.Fault;
import com.orgscope.llm.HttpCall;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelPort;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.Reply;
import com.orgscope.llm.StructuredChat;
import com.orgscope.llm.Tokens;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.openai.OpenAiChatModel;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Chat completions, which OpenAI, Ollama and vLLM all speak. OpenAI caches prompts by itself, so
 * nothing is marked.
 */
@Component
@Order(2)
final class OpenAiPort implements ModelPort {
  private final LlmSettings.OpenAi settings;
  private final String url;

  OpenAiPort(LlmSettings settings) {
    this.settings = settings.openai();
    this.url = this.settings.endpoint();
  }

  @Override
  public String provider() {
    return "openai";
  }

  @Override
  public LlmSettings.Provider settings() {
    return settings;
  }

  @Override
  public String absence() {
    return "set OPENAI_API_KEY to ask OpenAI, or OPENAI_BASE_URL for an endpoint of your own";
  }

  @Override
  public Reply call(ModelRequest question, String model, HttpCall http) {
    return http.exchange(() -> {
      try {
        return read(ask(question, model, http), http.body());
      } catch (ContentFilteredException e) {
        return read("", http.body());
      }
    });
  }

  private String ask(ModelRequest question, String model, HttpCall http) {
    var builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(url)
            // An endpoint of one's own often has no key; the library insists on a word.
            .apiKey(settings.apiKey().isBlank() ? "none" : settings.apiKey())
            .modelName(model)
            .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
            .strictJsonSchema(true)
            .maxRetries(0);
    if (question.temperature() != null) {
      builder.temperature(question.temperature());
    }
    // OpenAI's newest models know only the new word, older servers only the old one.
    if (url.equals(LlmSettings.OpenAi.OWN)) {
      builder.maxCompletionTokens(question.maxTokens());
    } else {
      builder.maxTokens(question.maxTokens());
    }
    return StructuredChat.ask(builder.build(), question);
  }

  /** A completion whose text nobody has read yet. */
  static Reply read(JsonNode body) {
    JsonNode message = body.path("choices").path(0).path("message");
    return read(message.path("content").asString(""), body);
  }

  private static Reply read(String text, JsonNode body) {
    JsonNode usage = body.path("usage");
    long cached = usage.path("prompt_tokens_details").path("cached_tokens").asLong(0);
    Tokens tokens =
        new Tokens(
            usage.path("prompt_tokens").asLong(-1) - cached,
            cached,
            0,
            usage.path("completion_tokens").asLong(-1));
    JsonNode choice = body.path("choices").path(0);
    if (!choice.path("message").path("refusal").asString("").isEmpty()) {
      return new Reply.Refused("the model declined", tokens);
    }
    return switch (choice.path("finish_reason").asString("")) {
      case "stop" -> new Reply.Completed(text, tokens);
      case "content_filter" -> new Reply.Refused("the provider's filter declined", tokens);
      case "length" ->
          new Reply.Failed(Fault.TRUNCATED, "the answer was cut at its bound", null, tokens);
      case String other ->
          new Reply.Failed(Fault.GARBLED, "ended with '" + other + "'", null, tokens);
    };
  }
}
