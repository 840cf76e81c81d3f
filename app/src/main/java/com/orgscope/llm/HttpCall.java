package com.orgscope.llm;

import com.orgscope.egress.Recorder;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire beneath one call: it ends when its time is over, however slowly the body drips, and when
 * it is stopped; and it remembers what the libraries above it do not pass on, such as {@code
 * retry-after}.
 */
public final class HttpCall implements HttpClient {
  static final long MOST_BYTES = 4L << 20;
  private static final int NOT_THERE = 404;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int DETAIL = 300;

  private final java.net.http.HttpClient client;
  private final InstantSource clock;
  private final Duration timeout;
  private final StopSignal stop;
  private final long mostBytes;
  private final Recorder outgoing;
  private Reply.@Nullable Failed failed;
  private @Nullable JsonNode body;

  HttpCall(
      java.net.http.HttpClient client,
      InstantSource clock,
      Duration timeout,
      StopSignal stop,
      Recorder outgoing) {
    this(client, clock, timeout, stop, MOST_BYTES, outgoing);
  }

  HttpCall(
      java.net.http.HttpClient client,
      InstantSource clock,
      Duration timeout,
      StopSignal stop,
      long mostBytes,
      Recorder outgoing) {
    this.mostBytes = mostBytes;
    this.outgoing = outgoing;
    this.client = client;
    this.clock = clock;
    this.timeout = timeout;
    this.stop = stop;
  }

  /** What the providers' libraries take instead of a client. */
  public HttpClientBuilder builder() {
    return new Builder(this);
  }

  /** The body of the answer as it came, for what the libraries leave out. */
  public JsonNode body() {
    JsonNode read = body;
    if (read == null) {
      throw new IllegalStateException("nothing was read yet");
    }
    return read;
  }

  /** As the provider calls the model that spoke; null if it did not say. */
  @Nullable String responseModel() {
    String model = body == null ? "" : body.path("model").asString("");
    return model.isEmpty() ? null : model;
  }

  /** Runs one exchange and turns whatever it throws into a value. */
  public Reply exchange(Supplier<Reply> exchange) {
    try {
      return exchange.get();
    } catch (RuntimeException e) {
      Reply.Failed known = failed;
      return known != null
          ? known
          : new Reply.Failed(Fault.GARBLED, e.getClass().getSimpleName() + " reading the answer");
    }
  }

  /**
   * One exchange on a part of the wire that no library speaks.
   *
   * @param text what is sent; null for nothing
   * @return the body of an answer that says it went well
   * @throws CallFailed otherwise
   */
  public String send(
      String method, String url, Map<String, String> headers, @Nullable String text) {
    HttpResponse<String> response = answer(method, url, headers, text);
    if (response.statusCode() >= 300) {
      throw new CallFailed(failure(response));
    }
    return response.body();
  }

  private HttpResponse<String> answer(
      String method, String url, Map<String, String> headers, @Nullable String text) {
    var request = java.net.http.HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
    headers.forEach(request::header);
    BodyPublisher sent = text == null ? BodyPublishers.noBody() : BodyPublishers.ofString(text);
    try {
      writeDown(method, url, text);
      return exchanged(request.method(method, sent).build());
    } catch (IllegalStateException e) {
      throw new CallFailed(failed == null ? new Reply.Failed(Fault.CUT, "") : failed);
    }
  }

  /** As {@link #send}, where the answer is one JSON document. */
  public JsonNode json(
      String method, String url, Map<String, String> headers, @Nullable String text) {
    try {
      return JSON.readTree(send(method, url, headers, text));
    } catch (JacksonException e) {
      throw new CallFailed(new Reply.Failed(Fault.GARBLED, "the body is no JSON"));
    }
  }

  /**
   * Deletes what may be gone already.
   *
   * @throws CallFailed where it may still be there, as for a key that may not delete
   */
  public void delete(String url, Map<String, String> headers) {
    HttpResponse<String> response = answer("DELETE", url, headers, null);
    if (response.statusCode() >= 300 && response.statusCode() != NOT_THERE) {
      throw new CallFailed(failure(response));
    }
  }

  /** A text that an answer must have. */
  public static String text(JsonNode answer, String field) {
    String text = answer.path(field).asString("");
    if (text.isEmpty()) {
      throw new CallFailed(new Reply.Failed(Fault.GARBLED, "the answer has no " + field));
    }
    return text;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    writeDown(request.method().name(), request.url(), request.body());
    HttpResponse<String> response = exchanged(translated(request));
    if (response.statusCode() >= 300) {
      failed = failure(response);
      throw new HttpException(response.statusCode(), response.body());
    }
    try {
      body = JSON.readTree(response.body());
    } catch (JacksonException e) {
      throw fail(Fault.GARBLED, "the body is no JSON");
    }
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are read whole");
  }

  private void writeDown(String method, String url, @Nullable String text) {
    byte[] sent = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    try {
      outgoing.record(method + " " + Recorder.address(URI.create(url)), sent);
    } catch (RuntimeException e) {
      throw fail(Fault.UNREACHABLE, "what leaves could not be written down, so it did not leave");
    }
  }

  private HttpResponse<String> exchanged(java.net.http.HttpRequest request) {
    CompletableFuture<HttpResponse<String>> exchange =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), mostBytes));
    stop.then(() -> exchange.cancel(true));
    return await(exchange);
  }

  private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> exchange) {
    try {
      return exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw fail(Fault.TIMED_OUT, "no complete answer in " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      exchange.cancel(true);
      throw fail(Fault.STOPPED, "the thread that asked was interrupted");
    } catch (CancellationException e) {
      throw fail(Fault.STOPPED, String.valueOf(stop.reason()));
    } catch (ExecutionException e) {
      if (stop.reason() != null) {
        throw fail(Fault.STOPPED, String.valueOf(stop.reason()));
      }
      boolean sent =
          !(e.getCause() instanceof ConnectException
              || e.getCause() instanceof HttpConnectTimeoutException);
      throw fail(sent ? Fault.CUT : Fault.UNREACHABLE, String.valueOf(e.getCause()));
    }
  }

  private IllegalStateException fail(Fault fault, String detail) {
    failed = new Reply.Failed(fault, shortened(detail));
    return new IllegalStateException(detail);
  }

  private Reply.Failed failure(HttpResponse<String> response) {
    Fault fault =
        switch (response.statusCode()) {
          case 429 -> Fault.RATE_LIMITED;
          case 503, 529 -> Fault.OVERLOADED;
          case 401, 403, 404 -> Fault.DENIED;
          default ->
              response.statusCode() >= 500 || response.statusCode() == 408
                  ? Fault.SERVER_ERROR
                  : Fault.REJECTED;
        };
    String detail = response.statusCode() + " " + message(response.body());
    return new Reply.Failed(fault, shortened(detail), retryAfter(response), null);
  }

  /** Both wires put words under error.message. */
  private static String message(String body) {
    try {
      return JSON.readTree(body).path("error").path("message").asString("without a reason");
    } catch (JacksonException e) {
      return "without a reason";
    }
  }

  private @Nullable Duration retryAfter(HttpResponse<String> response) {
    String text = response.headers().firstValue("retry-after").orElse("").strip();
    try {
      if (text.matches("\\d{1,7}(\\.\\d+)?")) {
        return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
      }
      Instant at =
          text.isEmpty()
              ? null
              : ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at == null || at.isBefore(clock.instant())
          ? null
          : Duration.between(clock.instant(), at);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String shortened(String detail) {
    return detail.length() <= DETAIL ? detail : detail.substring(0, DETAIL);
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    var builder = java.net.http.HttpRequest.newBuilder(URI.create(request.url())).timeout(timeout);
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
    String sent = request.body();
    return builder
        .method(
            request.method().name(),
            sent == null ? BodyPublishers.noBody() : BodyPublishers.ofString(sent))
        .build();
  }

  /** The libraries set time-outs that this call already has. */
  private record Builder(HttpCall call) implements HttpClientBuilder {
    @Override
    public Duration connectTimeout() {
      return call.timeout;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
      return this;
    }

    @Override
    public Duration readTimeout() {
      return call.timeout;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
      return this;
    }

    @Override
    public HttpClient build() {
      return call;
    }
  }
}
