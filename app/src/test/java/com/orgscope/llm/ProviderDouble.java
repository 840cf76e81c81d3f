package com.orgscope.llm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A provider of models that does what a test scripts, over real HTTP and on its own wire: it checks
 * the request as the real one does, and answers with the real one's bodies.
 */
@SuppressWarnings("this-escape") // The server answers only what is asked after the constructor.
public abstract class ProviderDouble implements AutoCloseable {
  public static final String KEY = "test-key";
  public static final String ANSWER = "{\"category\":\"Engineering\",\"confidence\":0.9}";
  protected static final JsonMapper JSON = JsonMapper.shared();

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("double-", 0).factory());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Behaviour> script = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile Behaviour otherwise = answers(ANSWER, new Tokens(400, 0, 0, 60));
  private volatile boolean keepRequests = true;

  /** What happens to one request. */
  @FunctionalInterface
  public interface Behaviour {
    void handle(HttpExchange exchange) throws IOException;
  }

  protected ProviderDouble(String path) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext(path, this::handle);
    server.start();
  }

  /** The first thing that is wrong with a request on this wire, as its error body; or "". */
  protected abstract String complaint(HttpExchange exchange, JsonNode request);

  protected abstract String completion(String text, Tokens tokens, String end);

  protected abstract String refusal(Tokens tokens);

  protected abstract String error(int status, String message);

  /** How this wire says that the bound on tokens was reached. */
  protected abstract String truncated();

  /** How this wire says that the model was done. */
  protected abstract String finished();

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next requests get these, in this order; later ones what {@link #always} says. */
  public void next(Behaviour... behaviours) {
    script.addAll(List.of(behaviours));
  }

  public void always(Behaviour behaviour) {
    otherwise = behaviour;
  }

  public void keepNoRequests() {
    keepRequests = false;
  }

  public List<JsonNode> requests() {
    return requests;
  }

  public int arrived() {
    return arrived.get();
  }

  public int inFlight() {
    return inFlight.get();
  }

  public Behaviour answers(String text, Tokens tokens) {
    return exchange -> send(exchange, 200, completion(text, tokens, finished()));
  }

  public Behaviour answersAfter(Duration time, String text, Tokens tokens) {
    return exchange -> {
      await(time);
      send(exchange, 200, completion(text, tokens, finished()));
    };
  }

  public Behaviour refuses() {
    return exchange -> send(exchange, 200, refusal(new Tokens(400, 0, 0, 5)));
  }

  public Behaviour isCutAtItsBound() {
    return exchange ->
        send(exchange, 200, completion("{\"cat", new Tokens(400, 0, 0, 200), truncated()));
  }

  public Behaviour fails(int status) {
    return exchange -> send(exchange, status, error(status, "scripted " + status));
  }

  public Behaviour failsAndAsksToWait(int status, String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().set("retry-after", retryAfter);
      send(exchange, status, error(status, "scripted " + status));
    };
  }

  /** No JSON at all, as a proxy in between would answer. */
  public Behaviour garbled() {
    return exchange -> send(exchange, 200, "<html>all is well</html>");
  }

  /** Headers at once, then a byte now and then, and never the end. */
  public Behaviour drips() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 100_000);
      try (OutputStream out = exchange.getResponseBody()) {
        while (!await(Duration.ofMillis(20))) {
          out.write(' ');
          out.flush();
        }
      }
    };
  }

  /** Half an answer, then the connection ends. */
  public Behaviour cuts() {
    return exchange -> {
      byte[] body = completion(ANSWER, Tokens.NONE, finished()).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
      exchange.close();
    };
  }

  /** Never answers while the double lives. */
  public Behaviour hangs() {
    return exchange -> await(Duration.ofMinutes(5));
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try {
      JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
      arrived.incrementAndGet();
      if (keepRequests) {
        requests.add(request);
      }
      String complaint = complaint(exchange, request);
      if (!complaint.isEmpty()) {
        send(exchange, complaint.startsWith("key") ? 401 : 400, error(400, complaint));
        return;
      }
      Behaviour scripted = script.poll();
      (scripted == null ? otherwise : scripted).handle(exchange);
    } finally {
      inFlight.decrementAndGet();
      exchange.close();
    }
  }

  private boolean await(Duration time) {
    try {
      return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    }
  }
}
