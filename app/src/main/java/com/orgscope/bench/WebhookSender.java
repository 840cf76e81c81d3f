package com.orgscope.bench;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A tenant's webhook, as a sender sees it. For threads. */
final class WebhookSender {
  private static final int TAKEN = 204;
  private static final int LATER = 503;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI address;
  private final String secret;

  WebhookSender(URI address, String secret) {
    this.address = address;
    this.secret = secret;
  }

  /**
   * Posts a body that is packed with Zstandard.
   *
   * @return how long to wait before it is posted again; zero if it was taken
   */
  Duration post(byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Authorization", secret)
            .header("Content-Encoding", "zstd")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case TAKEN -> Duration.ZERO;
        case LATER ->
            Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1));
        default ->
            throw Failure.bug(
                "the webhook answered " + answer.statusCode() + ": " + answer.body(), null);
      };
    } catch (IOException e) {
      throw Failure.bug("the webhook cannot be reached", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.bug("a sender was interrupted", e);
    }
  }
}
