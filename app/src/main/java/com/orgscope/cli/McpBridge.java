package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Carries the Model Context Protocol between an assistant's pipe, one message a line, and the
 * server on this machine. It decides nothing: whose rows an answer has, the server says by the
 * token, as it does to everybody else.
 */
final class McpBridge {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** The server refused or did not answer, in the numbers of JSON-RPC. */
  private static final int REFUSED = -32_000;

  private static final int NO_JSON = -32_700;

  private final HttpClient http;
  private final URI server;
  private final String token;
  private final @Nullable String role;

  /**
   * @param role of those of the token; null if it has one
   */
  McpBridge(HttpClient http, URI server, String token, @Nullable String role) {
    this.http = http;
    this.server = server;
    this.token = token;
    this.role = role;
  }

  /** Until nothing more comes in. */
  void carry(InputStream in, PrintStream out) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank()) {
        String answer = answer(line);
        if (!answer.isEmpty()) {
          out.println(answer.replaceAll("[\\r\\n]+", " "));
          out.flush();
        }
      }
    }
  }

  /** Empty for what is told and not asked. */
  private String answer(String line) {
    JsonNode id;
    try {
      id = JsonMapper.shared().readTree(line).path("id");
    } catch (JacksonException e) {
      return error(JsonMapper.shared().nullNode(), NO_JSON, "that is no JSON");
    }
    String problem;
    try {
      HttpResponse<String> said = http.send(request(line), HttpResponse.BodyHandlers.ofString());
      if (said.statusCode() < 300) {
        return said.body();
      }
      problem = problem(said);
    } catch (IOException e) {
      problem = "no server answers at " + server;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "it was stopped";
    }
    return id.isMissingNode() ? "" : error(id, REFUSED, problem);
  }

  private HttpRequest request(String line) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.ofString(line));
    if (role != null) {
      request.header("Orgscope-Role", role);
    }
    return request.build();
  }

  private static String problem(HttpResponse<String> said) {
    return switch (said.statusCode()) {
      case 401 -> "the token is not good, or of another company";
      case 403 ->
          "the token does not reach so far: "
              + said.headers().firstValue("www-authenticate").orElse("not from here");
      default -> "the server answers " + said.statusCode();
    };
  }

  private static String error(JsonNode id, int code, String message) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("jsonrpc", "2.0");
    answer.set("id", id);
    answer.putObject("error").put("code", code).put("message", message);
    return answer.toString();
  }
}
