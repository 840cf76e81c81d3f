package com.orgscope.llm.openai;

import com.orgscope.llm.BatchPort;
import com.orgscope.llm.Fault;
import com.orgscope.llm.HttpCall;
import com.orgscope.llm.ListWalk;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's Batch API: a file of requests, a batch that bears our name, files of results. Endpoints
 * of one's own have none, so it needs OpenAI's key.
 */
@Component
@Order(2)
final class OpenAiBatchPort implements BatchPort {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ENDPOINT = "/v1/chat/completions";
  private static final String NAME = "orgscope_batch";
  private static final int PAGE = 100;

  private final LlmSettings.OpenAi settings;
  private final String url;

  OpenAiBatchPort(LlmSettings settings) {
    LlmSettings.OpenAi openai = settings.openai();
    // Servers of one's own that speak the rest of this wire mostly do not speak this.
    this.settings =
        openai.apiKey().isBlank()
            ? new LlmSettings.OpenAi(
                "",
                "",
                openai.model(),
                openai.concurrency(),
                openai.requestsPerMinute(),
                openai.tokensPerMinute())
            : openai;
    this.url = openai.endpoint();
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
  public String line(String customId, ModelRequest question, String model) {
    ObjectNode line = JSON.createObjectNode().put("custom_id", customId);
    line.put("method", "POST").put("url", ENDPOINT);
    ObjectNode body = line.putObject("body").put("model", model);
    var messages = body.putArray("messages");
    messages.addObject().put("role", "system").put("content", question.system());
    messages.addObject().put("role", "user").put("content", question.user());
    body.put("max_completion_tokens", question.maxTokens());
    if (question.temperature() != null) {
      body.put("temperature", question.temperature());
    }
    body.putObject("response_format")
        .put("type", "json_schema")
        .putObject("json_schema")
        .put("name", question.schema().name())
        .put("strict", true)
        .set("schema", JSON.readTree(question.schema().forProvider()));
    return line.toString();
  }

  @Override
  public String hand(String name, List<String> lines, HttpCall http) {
    String file = upload(name, String.join("\n", lines) + "\n", http);
    ObjectNode batch = JSON.createObjectNode().put("input_file_id", file);
    batch.put("endpoint", ENDPOINT).put("completion_window", "24h");
    batch.putObject("metadata").put(NAME, name);
    return HttpCall.text(
        http.json("POST", url + "/batches", headers("application/json"), batch.toString()), "id");
  }

  @Override
  public Search find(Lost lost, HttpCall http) {
    ListWalk walk = new ListWalk();
    String after = "";
    while (true) {
      JsonNode list =
          http.json("GET", url + "/batches?limit=" + PAGE + after, headers("*/*"), null);
      for (JsonNode batch : list.path("data").values()) {
        if (batch.path("metadata").path(NAME).asString("").equals(lost.name())) {
          return new Search.Found(HttpCall.text(batch, "id"));
        }
      }
      if (!list.path("has_more").asBoolean(false)) {
        return new Search.Absent();
      }
      String last = walk.behind(list);
      if (last == null) {
        return new Search.Unclear();
      }
      after = "&after=" + last;
    }
  }

  @Override
  public Status status(String id, HttpCall http) {
    JsonNode batch = http.json("GET", url + "/batches/" + id, headers("*/*"), null);
    String word = batch.path("status").asString("");
    List<String> files = new ArrayList<>();
    for (String file : List.of("output_file_id", "error_file_id", "input_file_id")) {
      files.add(batch.path(file).asString(""));
    }
    return new Status(
        HttpCall.text(batch, "id"),
        List.of("completed", "failed", "expired", "cancelled").contains(word),
        word,
        -1,
        switch (word) {
          case "cancelled" -> Fault.CANCELLED;
          case "expired" -> Fault.EXPIRED;
          case "failed" -> Fault.REJECTED;
          default -> Fault.MISSING;
        },
        files);
  }

  @Override
  public List<Item> results(Status status, HttpCall http) {
    List<Item> items = new ArrayList<>();
    for (String file : status.files().subList(0, 2)) {
      if (!file.isEmpty()) {
        String text = http.send("GET", url + "/files/" + file + "/content", headers("*/*"), null);
        items.addAll(Item.lines(text, OpenAiBatchPort::item));
      }
    }
    return items;
  }

  @Override
  public void cancel(String id, HttpCall http) {
    http.json("POST", url + "/batches/" + id + "/cancel", headers("application/json"), "");
  }

  /** A batch itself stays in their list, without a word of ours; its files go. */
  @Override
  public void delete(Status status, HttpCall http) {
    for (String file : status.files()) {
      if (!file.isEmpty()) {
        http.delete(url + "/files/" + file, headers("*/*"));
      }
    }
  }

  /** Ours bear its name, and those of results begin with its id. */
  @Override
  public void forget(String name, String id, HttpCall http) {
    List<String> left = new ArrayList<>();
    ListWalk walk = new ListWalk();
    String after = "";
    boolean more = true;
    while (more) {
      JsonNode list = http.json("GET", url + "/files?limit=" + PAGE + after, headers("*/*"), null);
      for (JsonNode file : list.path("data").values()) {
        String called = file.path("filename").asString("");
        if (called.equals(name + ".jsonl") || called.startsWith(id + "_")) {
          left.add(HttpCall.text(file, "id"));
        }
      }
      String last = list.path("has_more").asBoolean(false) ? walk.behind(list) : null;
      after = "&after=" + last;
      more = last != null;
    }
    left.forEach(file -> http.delete(url + "/files/" + file, headers("*/*")));
  }

  private String upload(String name, String lines, HttpCall http) {
    String boundary = "orgscope-" + name;
    String body =
        """
        --%1$s\r
        content-disposition: form-data; name="purpose"\r
        \r
        batch\r
        --%1$s\r
        content-disposition: form-data; name="file"; filename="%2$s.jsonl"\r
        content-type: application/jsonl\r
        \r
        """
            .formatted(boundary, name);
    String whole = body + lines + "\r\n--" + boundary + "--\r\n";
    return HttpCall.text(
        http.json(
            "POST", url + "/files", headers("multipart/form-data; boundary=" + boundary), whole),
        "id");
  }

  private Map<String, String> headers(String type) {
    return Map.of("authorization", "Bearer " + settings.apiKey(), "content-type", type);
  }

  private static Item item(JsonNode node) {
    String customId = node.path("custom_id").asString("");
    JsonNode response = node.path("response");
    if (response.path("status_code").asInt(0) == 200) {
      return new Item(customId, OpenAiPort.read(response.path("body")));
    }
    JsonNode error =
        response.path("body").has("error")
            ? response.path("body").path("error")
            : node.path("error");
    String message = error.path("message").asString("without a reason");
    return new Item(customId, new Reply.Failed(fault(response, error), message));
  }

  private static Fault fault(JsonNode response, JsonNode error) {
    int status = response.path("status_code").asInt(0);
    return switch (error.path("code").asString("")) {
      case "batch_expired" -> Fault.EXPIRED;
      case "batch_cancelled" -> Fault.CANCELLED;
      default ->
          switch (status) {
            case 429 -> Fault.RATE_LIMITED;
            case 401, 403, 404 -> Fault.DENIED;
            default -> status >= 500 ? Fault.SERVER_ERROR : Fault.REJECTED;
          };
    };
  }
}
