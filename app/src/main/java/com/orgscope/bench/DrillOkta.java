package com.orgscope.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Failure;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * An organization's System Log that grows, and remembers whether somebody was told that there is no
 * more. Whoever asks without an end gets pages with a link to the next; whoever asks for a stretch
 * of time gets it whole, since it is never long.
 */
final class DrillOkta implements AutoCloseable {
  private static final int PAGE = 100;

  private final HttpServer server;
  private final Instant first;
  private final List<String> events = new ArrayList<>();
  private int toldTheEnd = -1;

  /**
   * @param first when the first event happened
   */
  DrillOkta(Instant first) {
    this.first = first;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException e) {
      throw Failure.operator("no port is free: " + e.getMessage(), e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/api/v1/logs", this::answer);
    server.start();
  }

  /** Settings that connect it. */
  Map<String, String> settings() {
    return Map.of(
        "org", address(), "api-token", "token-of-the-drill", "questions-per-minute", "3000");
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void publish(List<String> more) {
    events.addAll(more);
  }

  /** Whether somebody asked behind the last event and was told that there is no more. */
  synchronized boolean isRead() {
    return toldTheEnd == events.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String body;
    synchronized (this) {
      if (query.containsKey("until")) {
        int from = number(Instant.parse(query.getOrDefault("since", "")));
        int until = number(Instant.parse(query.getOrDefault("until", "")));
        body = "[" + String.join(",", events.subList(from, Math.max(from, until))) + "]";
      } else {
        int from = Integer.parseInt(query.getOrDefault("after", "0"));
        int until = Math.min(from + PAGE, events.size());
        body = "[" + String.join(",", events.subList(from, until)) + "]";
        toldTheEnd = from == until ? until : toldTheEnd;
        exchange
            .getResponseHeaders()
            .add("Link", "<%s/api/v1/logs?after=%d>; rel=\"next\"".formatted(address(), until));
      }
    }
    byte[] bytes = body.getBytes(UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Of the first event at that time or later. */
  private int number(Instant at) {
    long millis = at.toEpochMilli() - first.toEpochMilli();
    long number = Math.ceilDiv(millis, DrillEvents.STEP_MILLIS);
    return Math.clamp(number, 0, events.size());
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> values = new HashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      values.put(
          pair.substring(0, equals), java.net.URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return values;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
