package com.orgscope.llm.anthropic;

import com.orgscope.llm.BatchPort;
import com.orgscope.llm.Fault;
import com.orgscope.llm.HttpCall;
import com.orgscope.llm.ListWalk;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's Message Batches. A batch there has no name of ours, so a lost one is known by the
 * custom ids in its results.
 */
@Component
@Order(1)
final class AnthropicBatchPort implements BatchPort {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String VERSION = "2023-06-01";
  private static final int PAGE = 100;
  // Their clock and ours may differ.
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final LlmSettings.Anthropic settings;
  private final String url;

  AnthropicBatchPort(LlmSettings settings) {
    this.settings = settings.anthropic();
    this.url = AnthropicPort.url(this.settings) + "/messages/batches";
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
  public String line(String customId, ModelRequest question, String model) {
    ObjectNode line = JSON.createObjectNode().put("custom_id", customId);
    ObjectNode params = line.putObject("params");
    params.put("model", model).put("max_tokens", question.maxTokens());
    ObjectNode system = params.putArray("system").addObject();
    system.put("type", "text").put("text", question.system());
    system.putObject("cache_control").put("type", "ephemeral");
    params.putArray("messages").addObject().put("role", "user").put("content", question.user());
    params
        .putObject("output_config")
        .putObject("format")
        .put("type", "json_schema")
        .set("schema", JSON.readTree(question.schema().forProvider()));
    if (question.temperature() != null) {
      params.put("temperature", question.temperature());
    }
    return line.toString();
  }

  @Override
  public String hand(String name, List<String> lines, HttpCall http) {
    String body = "{\"requests\":[" + String.join(",", lines) + "]}";
    return HttpCall.text(http.json("POST", url, headers(), body), "id");
  }

  @Override
  public Search find(Lost lost, HttpCall http) {
    ListWalk walk = new ListWalk();
    String after = "";
    boolean unclear = false;
    while (true) {
      JsonNode list = http.json("GET", url + "?limit=" + PAGE + after, headers(), null);
      for (JsonNode batch : list.path("data").values()) {
        if (created(batch).isBefore(lost.since().minus(SKEW))) {
          return unclear ? new Search.Unclear() : new Search.Absent();
        }
        String id = batch.path("id").asString("");
        if (size(batch) != lost.size() || lost.others().contains(id)) {
          continue;
        }
        if (!ended(batch)) {
          unclear = true;
        } else if (results(status(batch), http).stream()
            .anyMatch(item -> item.customId().startsWith(lost.name()))) {
          return new Search.Found(id);
        }
      }
      if (!list.path("has_more").asBoolean(false)) {
        return unclear ? new Search.Unclear() : new Search.Absent();
      }
      String last = walk.behind(list);
      if (last == null) {
        return new Search.Unclear();
      }
      after = "&after_id=" + last;
    }
  }

  @Override
  public Status status(String id, HttpCall http) {
    return status(http.json("GET", url + "/" + id, headers(), null));
  }

  @Override
  public List<Item> results(Status status, HttpCall http) {
    String text = http.send("GET", url + "/" + status.id() + "/results", headers(), null);
    return Item.lines(text, AnthropicBatchPort::item);
  }

  @Override
  public void cancel(String id, HttpCall http) {
    http.json("POST", url + "/" + id + "/cancel", headers(), "");
  }

  @Override
  public void delete(Status status, HttpCall http) {
    http.delete(url + "/" + status.id(), headers());
  }

  private Map<String, String> headers() {
    return Map.of(
        "x-api-key",
        settings.apiKey(),
        "anthropic-version",
        VERSION,
        "content-type",
        "application/json");
  }

  private static Status status(JsonNode batch) {
    return new Status(
        HttpCall.text(batch, "id"),
        ended(batch),
        batch.path("processing_status").asString(""),
        size(batch),
        Fault.MISSING,
        List.of());
  }

  private static boolean ended(JsonNode batch) {
    return batch.path("processing_status").asString("").equals("ended");
  }

  private static int size(JsonNode batch) {
    return batch.path("request_counts").values().stream().mapToInt(n -> n.asInt(0)).sum();
  }

  private static Instant created(JsonNode batch) {
    try {
      return Instant.parse(batch.path("created_at").asString(""));
    } catch (DateTimeException e) {
      // One without a time may be the one that is looked for.
      return Instant.MAX;
    }
  }

  private static Item item(JsonNode node) {
    JsonNode result = node.path("result");
    Reply reply =
        switch (result.path("type").asString("")) {
          case "succeeded" -> AnthropicPort.read(result.path("message"));
          case "errored" -> failed(result.path("error"));
          case "canceled" -> new Reply.Failed(Fault.CANCELLED, "cancelled before its turn");
          case "expired" -> new Reply.Failed(Fault.EXPIRED, "not answered within a day");
          case String other -> new Reply.Failed(Fault.GARBLED, "ended with '" + other + "'");
        };
    return new Item(node.path("custom_id").asString(""), reply);
  }

  private static Reply failed(JsonNode error) {
    JsonNode cause = error.has("error") ? error.path("error") : error;
    Fault fault =
        switch (cause.path("type").asString("")) {
          case "rate_limit_error" -> Fault.RATE_LIMITED;
          case "overloaded_error" -> Fault.OVERLOADED;
          case "api_error" -> Fault.SERVER_ERROR;
          case "authentication_error", "permission_error", "not_found_error" -> Fault.DENIED;
          default -> Fault.REJECTED;
        };
    return new Reply.Failed(fault, cause.path("message").asString("without a reason"));
  }
}
