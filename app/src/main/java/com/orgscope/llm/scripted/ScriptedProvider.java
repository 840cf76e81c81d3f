package com.orgscope.llm.scripted;

import com.orgscope.llm.Tokens;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A provider on this machine that follows a script. It checks a request as the real one does and
 * answers with the real one's bodies and headers; what it says comes from {@link #next}, then from
 * {@link #always}.
 *
 * <pre>{@code
 * try (var claude = new ScriptedAnthropic()) {
 *   claude.latency(Duration.ofMillis(1_800));
 *   claude.always(asked -> Act.says(answerTo(asked.user())));
 *   // orgscope.llm.anthropic.base-url = claude.url(), .api-key = ScriptedProvider.KEY
 * }
 * }</pre>
 */
public abstract sealed class ScriptedProvider implements AutoCloseable
    permits ScriptedAnthropic, ScriptedOpenAi {
  /** The only key it accepts. */
  public static final String KEY = "scripted-key";

  static final int BYTES_A_TOKEN = 4;
  static final int MOST_KEPT = 1_000;
  private static final int BACKLOG = 1_000;
  private static final int DRIPPING = 100_000;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Queue<Act> script = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<JsonNode> requests = new ArrayDeque<>();
  private final Set<String> cached = ConcurrentHashMap.newKeySet();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger arrived = new AtomicInteger();
  private final ScriptedBatches batches;
  private volatile Script otherwise;
  private volatile Duration latency = Duration.ZERO;

  ScriptedProvider(Script otherwise, InstantSource clock) {
    this.otherwise = otherwise;
    this.batches = new ScriptedBatches(clock);
    try {
      server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
  }

  /** Answers what is asked from now on; the last thing a subclass's constructor does. */
  final void listen() {
    server.createContext("/", this::handle);
    server.start();
  }

  /** Answers one request, of whatever route. */
  abstract void serve(Received received) throws IOException;

  /** What the provider says of a question that is put wrongly; empty for one that is not. */
  abstract String complaint(JsonNode request);

  /** A question in the provider's shape, the nth that arrived. */
  abstract Asked asked(int nth, JsonNode request);

  /** A finished answer's body. */
  abstract String completion(JsonNode request, String text, Tokens tokens, End end);

  abstract String error(int status, String message);

  /** Sets what every answer to a question carries, whatever its status. */
  abstract void heads(Received received, int status);

  /** How a model came to its end. */
  enum End {
    DONE,
    REFUSED,
    RAN_OUT
  }

  /** What to set as the provider's base URL. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next questions get these, in this order, whoever asks. */
  public final void next(Act... acts) {
    script.addAll(List.of(acts));
  }

  /** All other questions get this. */
  public final void always(Script answers) {
    otherwise = answers;
  }

  public final void always(Act act) {
    always(asked -> act);
  }

  /** Every answer to a single question takes so long. */
  public final void latency(Duration each) {
    latency = each;
  }

  /** Its batches, and what goes wrong with them. */
  public final ScriptedBatches batches() {
    return batches;
  }

  /** The last questions that arrived, oldest first, in the provider's own shape. */
  public final List<JsonNode> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Questions so far, those that were wrongly put included. */
  public final int arrived() {
    return arrived.get();
  }

  /** Requests that are being answered. */
  public final int inFlight() {
    return inFlight.get();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  /** Counts a question and asks the script. */
  final Act act(Asked asked) {
    Act scripted = script.poll();
    return scripted == null ? otherwise.answer(asked) : scripted;
  }

  final int count(JsonNode request) {
    synchronized (requests) {
      if (requests.size() == MOST_KEPT) {
        requests.removeFirst();
      }
      requests.addLast(request);
    }
    return arrived.incrementAndGet();
  }

  /** A question of a batch, with what will become of it. */
  final ScriptedBatches.Request request(String customId, JsonNode body) {
    Asked asked = asked(count(body), body);
    Act act = complaint(body).isEmpty() ? act(asked) : Act.fails(400);
    return new ScriptedBatches.Request(customId, asked, act);
  }

  /** Makes a batch, and tells of it unless the script has it fail. */
  final void make(
      Received received,
      Supplier<ScriptedBatches.Made> batch,
      Function<ScriptedBatches.Made, JsonNode> shown)
      throws IOException {
    Act creation = batches.creation();
    if (creation instanceof Act.Fails fails) {
      received.send(fails.status(), error(fails.status(), "scripted"));
      return;
    }
    String body = shown.apply(batch.get()).toString();
    if (creation == null) {
      received.send(200, body);
    } else {
      received.begin(body.length(), body.substring(0, 1));
    }
  }

  /** Answers a question that is asked singly. */
  final void answer(Received received) throws IOException {
    JsonNode body = received.json();
    Asked asked = asked(count(body), body);
    String complaint = complaint(body);
    if (!complaint.isEmpty()) {
      received.send(400, error(400, complaint));
      return;
    }
    Act act = act(asked);
    if (latency.isPositive() && await(latency)) {
      return;
    }
    play(received, asked, act);
  }

  private void play(Received received, Asked asked, Act act) throws IOException {
    switch (act) {
      case Act.After later -> {
        if (!await(later.time())) {
          play(received, asked, later.then());
        }
      }
      case Act.Fails fails -> {
        heads(received, fails.status());
        if (fails.retryAfter() != null) {
          received.head("retry-after", fails.retryAfter());
        }
        received.send(fails.status(), error(fails.status(), "scripted " + fails.status()));
      }
      case Act.Sends sends -> received.send(sends.status(), sends.body());
      case Act.Broken broken -> break_(received, asked, broken);
      case Act.Says _, Act.Refuses _, Act.RunsOut _ -> {
        heads(received, 200);
        received.send(200, Objects.requireNonNull(spoken(asked, act)));
      }
    }
  }

  /** The body of an answer that came to an end of its own. */
  final String spoken(Asked asked, Act act) {
    return switch (act) {
      case Act.Says says -> {
        Tokens tokens = says.tokens() == null ? counted(asked, says.text()) : says.tokens();
        yield completion(asked.body(), says.text(), tokens, End.DONE);
      }
      case Act.Refuses _ -> completion(asked.body(), "", counted(asked, "a refusal"), End.REFUSED);
      case Act.RunsOut out ->
          completion(asked.body(), out.text(), counted(asked, out.text()), End.RAN_OUT);
      case Act.Fails _, Act.Sends _, Act.After _, Act.Broken _ ->
          throw new IllegalArgumentException(act + " is no answer of a model");
    };
  }

  /** How many tokens of the system text the provider keeps, if it was asked to; zero for none. */
  abstract long cacheable(Asked asked);

  private Tokens counted(Asked asked, String text) {
    long system = tokensOf(asked.system());
    long rest = tokensOf(asked.user()) + 1;
    long kept = cacheable(asked);
    boolean known = kept > 0 && !cached.add(asked.model() + '\n' + asked.system());
    return new Tokens(rest + system - kept, known ? kept : 0, known ? 0 : kept, tokensOf(text) + 1);
  }

  static long tokensOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length / BYTES_A_TOKEN;
  }

  private void break_(Received received, Asked asked, Act.Broken how) throws IOException {
    switch (how) {
      case HANGS -> await(Duration.ofHours(1));
      case DRIPS -> {
        received.begin(DRIPPING, " ");
        while (!await(Duration.ofMillis(20))) {
          received.more();
        }
      }
      case CUTS -> {
        String whole = completion(asked.body(), "{}", Tokens.NONE, End.DONE);
        received.begin(whole.length(), whole.substring(0, whole.length() / 2));
      }
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    inFlight.incrementAndGet();
    try {
      serve(new Received(exchange));
    } finally {
      inFlight.decrementAndGet();
      exchange.close();
    }
  }

  /** Waits so long, and says whether this was closed meanwhile. */
  private boolean await(Duration time) {
    try {
      return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
