package com.orgscope.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Chromium without a window, told by the DevTools protocol what to do. */
final class Chromium implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Path BINARY =
      Path.of(System.getProperty("orgscope.chromium", "/usr/bin/chromium"));

  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();

  /** Whether this machine has one. */
  static boolean isHere() {
    return Files.isExecutable(BINARY);
  }

  /**
   * @param profile an empty folder
   */
  Chromium(Path profile) {
    try {
      process =
          new ProcessBuilder(
                  BINARY.toString(),
                  "--headless=new",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--no-first-run",
                  "--disable-extensions",
                  "--disable-background-networking",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile,
                  "about:blank")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Path port = profile.resolve("DevToolsActivePort");
      Awaitility.await().atMost(PATIENCE).until(() -> Files.exists(port) && Files.size(port) > 0);
      String at = "http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json/list";
      JsonNode page =
          Awaitility.await()
              .atMost(PATIENCE)
              .until(
                  () ->
                      JSON.readTree(
                              client
                                  .send(
                                      HttpRequest.newBuilder(URI.create(at)).build(),
                                      BodyHandlers.ofString())
                                  .body())
                          .valueStream()
                          .filter(one -> one.get("type").asString().equals("page"))
                          .findFirst()
                          .orElse(null),
                  found -> found != null);
      socket =
          client
              .newWebSocketBuilder()
              .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asString()), new Answers())
              .join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command("Page.enable", Map.of());
  }

  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        JsonNode answer = JSON.readTree(text.toString());
        text.setLength(0);
        JsonNode id = answer.get("id");
        CompletableFuture<JsonNode> waits = id == null ? null : asked.remove(id.asInt());
        if (waits != null) {
          waits.complete(answer);
        }
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  private JsonNode command(String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    socket
        .sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .join();
    try {
      JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (said.has("error")) {
        throw new AssertionError(method + ": " + said.get("error"));
      }
      return said.get("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(method, e);
    }
  }

  /** Before each page that is opened from now on. */
  void beforeEachPage(String script) {
    var unused = command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
  }

  void look(int width, boolean dark) {
    // It would take its width from the page, and not from a picture of it.
    command("Emulation.setScrollbarsHidden", Map.of("hidden", true));
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 600));
    command(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            "",
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                // Half way from one colour to another there is no contrast to measure.
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /**
   * As it is printed.
   *
   * @param width of a sheet's text, in pixels
   */
  void paper(int width) {
    look(width, false);
    command("Emulation.setEmulatedMedia", Map.of("media", "print"));
  }

  /** All of the page as it looks now, as PNG. */
  byte[] picture() {
    JsonNode taken =
        command("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(taken.get("data").asString());
  }

  /** Opens a page and waits until its scripts ran. */
  void open(String address) {
    String mark = "m" + last.incrementAndGet();
    evaluate("window.left = '" + mark + "'");
    command("Page.navigate", Map.of("url", address));
    awaitNext(mark);
  }

  /** What leads to another page, which is waited for. */
  void leave(Runnable act) {
    String mark = "m" + last.incrementAndGet();
    evaluate("window.left = '" + mark + "'");
    act.run();
    awaitNext(mark);
  }

  private void awaitNext(String mark) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            evaluate("document.readyState === 'complete' && window.left !== '" + mark + "'")
                .asBoolean());
  }

  JsonNode evaluate(String expression) {
    JsonNode said =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (said.has("exceptionDetails")) {
      return JSON.valueToTree("threw: " + said.get("exceptionDetails"));
    }
    JsonNode value = said.get("result").get("value");
    return value == null ? JSON.nullNode() : value;
  }

  /** Somebody presses a key: a letter, or {@code Enter} or {@code Tab}. */
  void press(String key) {
    String text = key.equals("Enter") ? "\r" : key.length() == 1 ? key : "";
    int code = key.equals("Enter") ? 13 : key.equals("Tab") ? 9 : 0;
    for (String type : List.of("keyDown", "keyUp")) {
      command(
          "Input.dispatchKeyEvent",
          Map.of(
              "type",
              type,
              "key",
              key,
              "code",
              key,
              "windowsVirtualKeyCode",
              code,
              "text",
              type.equals("keyDown") ? text : ""));
    }
  }

  void type(String words) {
    command("Input.insertText", Map.of("text", words));
  }

  @Override
  public void close() {
    socket.abort();
    client.close();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
