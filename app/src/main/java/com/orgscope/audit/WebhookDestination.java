package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.egress.Recorder;
import com.orgscope.state.Hmac;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * POST of JSON over HTTPS. The header {@code Orgscope-Signature} reads {@code t=SECONDS,v1=MAC},
 * with a {@code v1} for each secret: HMAC-SHA-256, in hexadecimal, of the seconds since 1970, a
 * full stop and the body. An answer of 2xx says that the receiver has it all; nothing is
 * redirected.
 */
final class WebhookDestination implements Destination {
  private static final int SHORTEST_SECRET = 32;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final URI url;
  private final Path keyFile;
  private final boolean entries;
  private final HttpClient client;
  private final Duration limit;
  private final InstantSource clock;

  /**
   * @param limit of one request, from the first packet to the last of the answer
   */
  WebhookDestination(AuditSettings.Webhook settings, Duration limit, InstantSource clock) {
    this.url = URI.create(settings.url());
    this.keyFile = Objects.requireNonNull(settings.keyFile());
    this.entries = settings.entries();
    this.limit = limit;
    this.clock = clock;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .sslContext(Trust.context(settings.caFile(), null, null, "webhook"))
            .build();
  }

  @Override
  public String name() {
    return "webhook";
  }

  @Override
  public boolean takesEntries() {
    return entries;
  }

  @Override
  public Outcome send(List<Letter> letters, Recorder leaving) {
    String body = body(letters);
    HttpRequest request;
    try {
      request =
          HttpRequest.newBuilder(url)
              .timeout(limit)
              .header("Content-Type", "application/json")
              .header("Orgscope-Delivery", letters.getFirst().id() + ".." + letters.getLast().id())
              .header("Orgscope-Signature", signature(body))
              .POST(BodyPublishers.ofString(body))
              .build();
    } catch (IOException e) {
      return new Outcome.Failed(
          "its secret cannot be read from %s: %s".formatted(keyFile, Trust.words(e)), null);
    }
    leaving.record("POST " + Recorder.host(url), body.getBytes(UTF_8));
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, BodyHandlers.discarding());
    try {
      return outcome(answer.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      return failed("no answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(Trust.words(Objects.requireNonNullElse(e.getCause(), e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("this server stops");
    } finally {
      answer.cancel(true);
    }
  }

  private Outcome outcome(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    return status >= 200 && status < 300
        ? new Outcome.Taken()
        : new Outcome.Failed(url.getHost() + " answers " + status, wait(answer));
  }

  private Outcome failed(String why) {
    return new Outcome.Failed(url.getHost() + ": " + why, null);
  }

  /** In seconds; a date is left to our own waiting, which is never longer than some minutes. */
  private static @Nullable Duration wait(HttpResponse<Void> answer) {
    String text = answer.headers().firstValue("Retry-After").orElse("").strip();
    if (!text.matches("\\d{1,6}")) {
      return null;
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(text));
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static String body(List<Letter> letters) {
    return letters.stream().map(Letter::json).collect(Collectors.joining(",", "[", "]"));
  }

  private String signature(String body) throws IOException {
    String seconds = Long.toString(clock.instant().getEpochSecond());
    byte[] signed = (seconds + "." + body).getBytes(UTF_8);
    return secrets().stream()
        .map(secret -> "v1=" + HexFormat.of().formatHex(Hmac.of(secret.getBytes(UTF_8), signed)))
        .collect(Collectors.joining(",", "t=" + seconds + ",", ""));
  }

  private List<String> secrets() throws IOException {
    List<String> secrets = new ArrayList<>();
    for (String line : Files.readAllLines(keyFile)) {
      String secret = line.strip();
      if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
        throw new IOException("a secret has at least " + SHORTEST_SECRET + " characters");
      }
      if (!secret.isEmpty()) {
        secrets.add(secret);
      }
    }
    if (secrets.isEmpty()) {
      throw new IOException("there is none");
    }
    return secrets;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
