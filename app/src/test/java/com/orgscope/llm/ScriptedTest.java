package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedOpenAi;
import com.orgscope.llm.scripted.ScriptedProvider;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doubles say what the real ones would, down to headers and error bodies. */
class ScriptedTest {
  private static final String SCHEMA = "{\"type\":\"object\",\"additionalProperties\":false}";

  private final ScriptedAnthropic claude =
      new ScriptedAnthropic(asked -> Act.says(asked.system() + "|" + asked.user()));
  private final ScriptedOpenAi gpt =
      new ScriptedOpenAi(asked -> Act.says(asked.system() + "|" + asked.user()));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    http.close();
    claude.close();
    gpt.close();
  }

  @Test
  void a_question_reaches_the_script_as_it_was_put() throws Exception {
    assertThat(json(askClaude("be brief")).path("content").path(0).path("text").asString())
        .isEqualTo("be brief|hello");
    assertThat(json(askGpt()).path("choices").path(0).path("message").path("content").asString())
        .isEqualTo("be brief|hello");
    assertThat(claude.arrived()).isEqualTo(1);
    assertThat(claude.requests().getFirst().path("model").asString()).isEqualTo("claude-haiku-5-5");
  }

  @Test
  void anthropics_failures_have_its_headers_and_bodies() throws Exception {
    claude.next(Act.failsAndAsksToWait(429, "7"), Act.fails(529), Act.fails(500));
    HttpResponse<String> limited = askClaude("s");
    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(limited.headers().firstValue("retry-after")).contains("7");
    assertThat(limited.headers().firstValue("request-id")).isPresent();
    assertThat(limited.headers().firstValue("anthropic-ratelimit-requests-remaining"))
        .contains("0");
    assertThat(limited.headers().firstValue("anthropic-ratelimit-tokens-reset")).isPresent();
    assertThat(json(limited).path("error").path("type").asString()).isEqualTo("rate_limit_error");
    assertThat(json(limited).path("request_id").asString()).startsWith("req_");
    assertThat(json(askClaude("s")).path("error").path("type").asString())
        .isEqualTo("overloaded_error");
    assertThat(json(askClaude("s")).path("error").path("type").asString()).isEqualTo("api_error");
  }

  @Test
  void openais_failures_have_its_headers_and_bodies() throws Exception {
    gpt.next(Act.failsAndAsksToWait(429, "3"));
    HttpResponse<String> limited = askGpt();
    assertThat(limited.headers().firstValue("retry-after")).contains("3");
    assertThat(limited.headers().firstValue("x-request-id")).isPresent();
    assertThat(limited.headers().firstValue("x-ratelimit-remaining-tokens")).contains("0");
    assertThat(json(limited).path("error").path("code").asString())
        .isEqualTo("rate_limit_exceeded");
  }

  @Test
  void refusals_are_each_wires_own() throws Exception {
    claude.next(Act.refuses());
    gpt.next(Act.refuses());
    JsonNode anthropic = json(askClaude("s"));
    assertThat(anthropic.path("stop_reason").asString()).isEqualTo("refusal");
    assertThat(anthropic.path("content").isEmpty()).isTrue();
    JsonNode message = json(askGpt()).path("choices").path(0).path("message");
    assertThat(message.path("content").isNull()).isTrue();
    assertThat(message.path("refusal").asString()).isNotEmpty();
  }

  @Test
  void only_a_marked_system_text_of_some_length_is_cached() throws Exception {
    String system = "word ".repeat(1_000);
    JsonNode first = json(askClaude(system)).path("usage");
    JsonNode second = json(askClaude(system)).path("usage");
    assertThat(first.path("cache_creation_input_tokens").asLong()).isEqualTo(1_250);
    assertThat(second.path("cache_read_input_tokens").asLong()).isEqualTo(1_250);
    assertThat(second.path("input_tokens").asLong()).isLessThan(10);
    JsonNode tooShort = json(askClaude("short")).path("usage");
    assertThat(tooShort.path("cache_creation_input_tokens").asLong()).isZero();
  }

  @Test
  void what_is_put_wrongly_is_refused_as_the_real_one_would() throws Exception {
    assertThat(post(claude.url() + "/v1/messages", "x-api-key", "wrong", "{}").statusCode())
        .isEqualTo(401);
    HttpResponse<String> wrong =
        post(claude.url() + "/v1/messages", "x-api-key", ScriptedProvider.KEY, "{}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).path("error").path("message").asString()).contains("max_tokens");
  }

  @Test
  void an_answer_takes_its_time() throws Exception {
    claude.latency(Duration.ofMillis(120));
    long from = System.nanoTime();
    askClaude("s");
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThan(Duration.ofMillis(120));
  }

  private HttpResponse<String> askClaude(String system) throws Exception {
    return post(
        claude.url() + "/v1/messages",
        "x-api-key",
        ScriptedProvider.KEY,
        """
        {"model": "claude-haiku-5-5", "max_tokens": 10,
         "system": [{"type": "text", "text": "%s", "cache_control": {"type": "ephemeral"}}],
         "messages": [{"role": "user", "content": "hello"}],
         "output_config": {"format": {"type": "json_schema", "schema": %s}}}
        """
            .formatted(system, SCHEMA));
  }

  private HttpResponse<String> askGpt() throws Exception {
    return post(
        gpt.url() + "/chat/completions",
        "authorization",
        "Bearer " + ScriptedProvider.KEY,
        """
        {"model": "gpt-6-luna",
         "messages": [{"role": "system", "content": "be brief"},
                      {"role": "user", "content": "hello"}],
         "response_format": {"type": "json_schema",
           "json_schema": {"name": "a", "strict": true, "schema": %s}}}
        """
            .formatted(SCHEMA));
  }

  private HttpResponse<String> post(String url, String header, String value, String body)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header(header, value)
            .header("anthropic-version", "2023-06-01")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }
}
