package com.orgscope.llm.scripted;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** One request that arrived, and the way to answer it. */
final class Received {
  private final HttpExchange exchange;
  private final String body;

  Received(HttpExchange exchange) throws IOException {
    this.exchange = exchange;
    this.body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Such as {@code "POST /v1/messages"}. */
  String route() {
    return exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  Map<String, String> query() {
    Map<String, String> query = new TreeMap<>();
    String text = exchange.getRequestURI().getRawQuery();
    if (text != null) {
      for (String pair : text.split("&")) {
        String[] sides = pair.split("=", 2);
        query.put(
            sides[0], sides.length == 1 ? "" : URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  String text() {
    return body;
  }

  /** The body, missing if it is no JSON. */
  JsonNode json() {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }

  void head(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  void send(int status, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head("content-type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
    exchange.close();
  }

  void send(int status, String json) throws IOException {
    send(status, "application/json", json);
  }

  /** Promises so many bytes and sends the first of them. */
  void begin(long bytes, String text) throws IOException {
    exchange.sendResponseHeaders(200, bytes);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    exchange.getResponseBody().flush();
  }

  void more() throws IOException {
    exchange.getResponseBody().write(' ');
    exchange.getResponseBody().flush();
  }

  void close() {
    exchange.close();
  }
}
