package com.orgscope.llm.scripted;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic's Message Batches on the wire. */
final class AnthropicBatches {
  static final String PATH = "/v1/messages/batches";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MOST = 100_000;

  private final ScriptedAnthropic provider;

  AnthropicBatches(ScriptedAnthropic provider) {
    this.provider = provider;
  }

  void serve(Received received) throws IOException {
    String route = received.route();
    String[] parts = route.split("[ /]+");
    String id = parts.length > 4 ? parts[4] : "";
    String rest = parts.length > 5 ? parts[5] : "";
    ScriptedBatches.Made batch = id.isEmpty() ? null : provider.batches().get(id);
    if (route.equals("POST " + PATH)) {
      make(received);
    } else if (route.equals("GET " + PATH)) {
      received.send(200, list(received.query()).toString());
    } else if (batch == null) {
      received.send(404, provider.error(404, "batch not found"));
    } else if (parts[0].equals("DELETE")) {
      delete(received, batch);
    } else if (parts[0].equals("POST") && rest.equals("cancel")) {
      batch.cancelled = true;
      received.send(200, shown(batch).toString());
    } else if (rest.equals("results")) {
      results(received, batch);
    } else {
      received.send(200, shown(batch).toString());
    }
  }

  private void make(Received received) throws IOException {
    JsonNode requests = received.json().path("requests");
    Set<String> ids = new HashSet<>();
    List<ScriptedBatches.Request> taken = new ArrayList<>();
    for (JsonNode request : requests.values()) {
      String customId = request.path("custom_id").asString("");
      if (!customId.matches("[a-zA-Z0-9_-]{1,64}") || !ids.add(customId)) {
        received.send(400, provider.error(400, "requests: custom_id is not valid or not unique"));
        return;
      }
      taken.add(provider.request(customId, request.path("params")));
    }
    if (taken.isEmpty() || taken.size() > MOST) {
      received.send(400, provider.error(400, "requests: 1 to 100000 are allowed"));
      return;
    }
    provider.make(
        received, () -> provider.batches().make("msgbatch_", "", taken), AnthropicBatches::shown);
  }

  private void delete(Received received, ScriptedBatches.Made batch) throws IOException {
    Integer refused = provider.batches().refusedDeletion();
    if (refused != null) {
      received.send(refused, provider.error(refused, "not deleted"));
      return;
    }
    if (!batch.ended) {
      received.send(400, provider.error(400, "a batch in progress cannot be deleted"));
      return;
    }
    provider.batches().delete(batch.id);
    ObjectNode deleted = JSON.createObjectNode().put("id", batch.id);
    received.send(200, deleted.put("type", "message_batch_deleted").toString());
  }

  private ObjectNode list(Map<String, String> query) {
    ScriptedBatches.Page of = provider.batches().page(query, "after_id");
    List<ScriptedBatches.Made> page = of.batches();
    ObjectNode list = JSON.createObjectNode();
    ArrayNode data = list.putArray("data");
    page.forEach(batch -> data.add(shown(batch)));
    list.put("has_more", of.more());
    list.put("first_id", page.isEmpty() ? null : page.getFirst().id);
    return list.put("last_id", page.isEmpty() ? null : page.getLast().id);
  }

  private static ObjectNode shown(ScriptedBatches.Made batch) {
    ObjectNode shown = JSON.createObjectNode().put("id", batch.id).put("type", "message_batch");
    String going = batch.cancelled ? "canceling" : "in_progress";
    shown.put("processing_status", batch.ended ? "ended" : going);
    shown
        .putObject("request_counts")
        .put("processing", batch.ended ? 0 : batch.requests.size())
        .put("succeeded", batch.count(ScriptedBatches.Ending.SPOKEN))
        .put("errored", batch.count(ScriptedBatches.Ending.FAILED))
        .put("canceled", batch.count(ScriptedBatches.Ending.CANCELLED))
        .put("expired", batch.count(ScriptedBatches.Ending.EXPIRED));
    shown.put("created_at", batch.at.toString());
    shown.put("expires_at", batch.at.plus(Duration.ofDays(1)).toString());
    return shown.put("results_url", batch.ended ? PATH + "/" + batch.id + "/results" : null);
  }

  private void results(Received received, ScriptedBatches.Made batch) throws IOException {
    if (!batch.ended) {
      received.send(404, provider.error(404, "results are not there yet"));
      return;
    }
    List<String> lines = new ArrayList<>();
    for (int nth = 0; nth < batch.requests.size(); nth++) {
      lines.add(line(batch.requests.get(nth), batch.ending(nth)));
    }
    ObjectNode unknown = JSON.createObjectNode().put("custom_id", "somebody-elses");
    unknown.putObject("result").put("type", "expired");
    received.send(
        200,
        "application/x-jsonl",
        String.join("\n", provider.batches().spoilt(lines, unknown.toString())) + "\n");
  }

  private String line(ScriptedBatches.Request request, ScriptedBatches.Ending ending) {
    ObjectNode line = JSON.createObjectNode().put("custom_id", request.customId());
    ObjectNode result = line.putObject("result");
    switch (ending) {
      case SPOKEN -> {
        result.put("type", "succeeded");
        result.set("message", JSON.readTree(provider.spoken(request.asked(), request.act())));
      }
      case FAILED -> {
        int status = request.act() instanceof Act.Fails fails ? fails.status() : 500;
        result.put("type", "errored");
        ObjectNode error = result.putObject("error").put("type", "error");
        error.set("error", ScriptedAnthropic.cause(status, "scripted " + status));
      }
      case CANCELLED -> result.put("type", "canceled");
      case EXPIRED -> result.put("type", "expired");
    }
    return line.toString();
  }
}
