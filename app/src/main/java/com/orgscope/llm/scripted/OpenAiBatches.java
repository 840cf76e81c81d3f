package com.orgscope.llm.scripted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's files and Batch API on the wire. */
final class OpenAiBatches {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INPUT = "file-input-";

  private final ScriptedOpenAi provider;
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();

  OpenAiBatches(ScriptedOpenAi provider) {
    this.provider = provider;
  }

  int files() {
    return files.size();
  }

  void serve(Received received) throws IOException {
    String[] parts = received.route().split("[ /]+");
    String id = parts.length > 3 ? parts[3] : "";
    String rest = parts.length > 4 ? parts[4] : "";
    if (parts[2].equals("files")) {
      file(received, parts[0], id, rest);
      return;
    }
    ScriptedBatches.Made batch = id.isEmpty() ? null : provider.batches().get(id);
    if (parts[0].equals("POST") && id.isEmpty()) {
      make(received);
    } else if (id.isEmpty()) {
      received.send(200, list(received.query()).toString());
    } else if (batch == null) {
      received.send(404, provider.error(404, "No such Batch object"));
    } else {
      if (rest.equals("cancel")) {
        batch.cancelled = true;
      }
      received.send(200, shown(batch).toString());
    }
  }

  private void file(Received received, String method, String id, String rest) throws IOException {
    if (method.equals("POST")) {
      String text = received.text();
      if (!text.contains("name=\"purpose\"\r\n\r\nbatch\r\n")) {
        received.send(400, provider.error(400, "Invalid value for 'purpose'"));
        return;
      }
      int from = text.indexOf("\r\n\r\n", text.indexOf("filename=")) + 4;
      String made = INPUT + (names.size() + 1);
      int named = text.indexOf("filename=\"") + "filename=\"".length();
      names.put(made, text.substring(named, text.indexOf('"', named)));
      files.put(made, text.substring(from, text.lastIndexOf("\r\n--", text.length() - 5)));
      received.send(200, object(made, "file").put("purpose", "batch").toString());
    } else if (id.isEmpty()) {
      received.send(200, listed().toString());
    } else if (!files.containsKey(id)) {
      received.send(404, provider.error(404, "No such File object: " + id));
    } else if (method.equals("DELETE")) {
      Integer refused = provider.batches().refusedDeletion();
      if (refused != null) {
        received.send(refused, provider.error(refused, "not deleted"));
        return;
      }
      files.remove(id);
      received.send(200, object(id, "file").put("deleted", true).toString());
    } else if (rest.equals("content")) {
      received.send(200, "application/octet-stream", files.getOrDefault(id, ""));
    } else {
      received.send(200, object(id, "file").toString());
    }
  }

  private ObjectNode listed() {
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    files
        .keySet()
        .forEach(id -> data.add(object(id, "file").put("filename", names.getOrDefault(id, ""))));
    return list.put("has_more", false);
  }

  private void make(Received received) throws IOException {
    JsonNode body = received.json();
    String input = files.get(body.path("input_file_id").asString(""));
    String endpoint = body.path("endpoint").asString("");
    if (input == null || !body.path("completion_window").asString("").equals("24h")) {
      received.send(400, provider.error(400, "input_file_id or completion_window is not valid"));
      return;
    }
    Set<String> ids = new HashSet<>();
    List<ScriptedBatches.Request> taken = new ArrayList<>();
    for (String line : input.lines().toList()) {
      JsonNode request = JSON.readTree(line);
      String customId = request.path("custom_id").asString("");
      if (!ids.add(customId) || !request.path("url").asString("").equals(endpoint)) {
        received.send(400, provider.error(400, "custom_id is not unique, or the url differs"));
        return;
      }
      taken.add(provider.request(customId, request.path("body")));
    }
    String name = body.path("input_file_id").asString("") + "\n" + body.path("metadata");
    provider.make(received, () -> provider.batches().make("batch_", name, taken), this::shown);
  }

  private ObjectNode list(Map<String, String> query) {
    ScriptedBatches.Page of = provider.batches().page(query, "after");
    List<ScriptedBatches.Made> page = of.batches();
    ObjectNode list = JSON.createObjectNode().put("object", "list");
    ArrayNode data = list.putArray("data");
    page.forEach(batch -> data.add(shown(batch)));
    list.put("last_id", page.isEmpty() ? null : page.getLast().id);
    return list.put("has_more", of.more());
  }

  private static String status(ScriptedBatches.Made batch) {
    if (!batch.ended) {
      return batch.cancelled ? "cancelling" : "in_progress";
    }
    if (batch.cancelled) {
      return "cancelled";
    }
    return batch.count(ScriptedBatches.Ending.EXPIRED) > 0 ? "expired" : "completed";
  }

  /** A batch as it is shown; its files are there once it has ended. */
  private ObjectNode shown(ScriptedBatches.Made batch) {
    String[] about = batch.name.split("\n", 2);
    ObjectNode shown = object(batch.id, "batch").put("endpoint", "/v1/chat/completions");
    shown.put("input_file_id", about[0]).put("completion_window", "24h");
    shown.put("status", status(batch));
    shown.put("output_file_id", batch.ended ? file(batch, true) : null);
    shown.put("error_file_id", batch.ended ? file(batch, false) : null);
    shown.put("created_at", batch.at.getEpochSecond());
    shown
        .putObject("request_counts")
        .put("total", batch.requests.size())
        .put("completed", batch.count(ScriptedBatches.Ending.SPOKEN))
        .put("failed", batch.count(ScriptedBatches.Ending.FAILED));
    shown.set("metadata", JSON.readTree(about[1].isEmpty() ? "{}" : about[1]));
    return shown;
  }

  /** Writes a file of results, once, and says what it is called; null if it would be empty. */
  private @Nullable String file(ScriptedBatches.Made batch, boolean output) {
    String id = (output ? "file-output-" : "file-error-") + batch.id;
    List<String> lines = new ArrayList<>();
    for (int nth = 0; nth < batch.requests.size(); nth++) {
      ScriptedBatches.Ending ending = batch.ending(nth);
      // What was cancelled before its turn is in no file.
      if (ending != ScriptedBatches.Ending.CANCELLED
          && (ending == ScriptedBatches.Ending.SPOKEN) == output) {
        lines.add(line(batch.requests.get(nth), ending));
      }
    }
    if (lines.isEmpty()) {
      return null;
    }
    if (output) {
      lines = provider.batches().spoilt(lines, unknown());
    }
    names.put(id, batch.id + (output ? "_output.jsonl" : "_error.jsonl"));
    files.put(id, String.join("\n", lines) + "\n");
    return id;
  }

  private static String unknown() {
    ObjectNode line = JSON.createObjectNode().put("custom_id", "somebody-elses");
    line.putNull("response").putObject("error").put("code", "batch_expired");
    return line.toString();
  }

  private String line(ScriptedBatches.Request request, ScriptedBatches.Ending ending) {
    ObjectNode line = object("batch_req_1", "");
    line.remove("object");
    line.put("custom_id", request.customId());
    if (ending == ScriptedBatches.Ending.EXPIRED) {
      line.putNull("response")
          .putObject("error")
          .put("code", "batch_expired")
          .put("message", "This request could not be executed before the completion window.");
      return line.toString();
    }
    boolean spoken = ending == ScriptedBatches.Ending.SPOKEN;
    int failed = request.act() instanceof Act.Fails fails ? fails.status() : 500;
    int status = spoken ? 200 : failed;
    String body =
        spoken
            ? provider.spoken(request.asked(), request.act())
            : provider.error(status, "scripted " + status);
    ObjectNode response = line.putObject("response").put("status_code", status);
    response.put("request_id", "req_scripted").set("body", JSON.readTree(body));
    return line.putNull("error").toString();
  }

  private static ObjectNode object(String id, String kind) {
    return JSON.createObjectNode().put("id", id).put("object", kind);
  }
}
