package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Asks providers over HTTP. An answer is whole or it is none: a body that breaks off, drips for too
 * long or is larger than any page is a {@link Failure} of kind RETRY. Redirects are not followed,
 * since a credential would go along.
 */
@Component
final class Wire implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final HttpClient client;
  private final SourcesSettings settings;

  Wire(SourcesSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
  }

  ProviderResponse send(HttpRequest.Builder question, URI uri) {
    HttpRequest request =
        question
            .uri(uri)
            .timeout(settings.responseTimeout())
            .setHeader("Accept", "application/json")
            .setHeader("Accept-Encoding", "gzip")
            .setHeader("User-Agent", "orgscope")
            .build();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(
            request,
            BodyHandlers.limiting(
                BodyHandlers.ofByteArray(), settings.maxResponseSize().toBytes()));
    String host = uri.getHost();
    try {
      HttpResponse<byte[]> response =
          exchange.get(settings.responseTimeout().toNanos(), TimeUnit.NANOSECONDS);
      return new ProviderResponse(response.statusCode(), response.headers(), unpacked(response));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw Failure.retry(
          host + " gave no whole answer in " + settings.responseTimeout().toSeconds() + " s", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw Failure.retry("this process ends", e);
    } catch (ExecutionException e) {
      throw Failure.retry(host + " could not be asked: " + reason(e.getCause()), e);
    } catch (IOException e) {
      throw Failure.retry("the answer of " + host + " broke off", e);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return cause.getCause() instanceof UnresolvedAddressException
          ? "nobody knows a host of that name"
          : "it does not let itself be connected to";
    }
    return String.valueOf(cause);
  }

  private byte[] unpacked(HttpResponse<byte[]> response) throws IOException {
    if (!"gzip".equalsIgnoreCase(response.headers().firstValue("Content-Encoding").orElse(""))) {
      return response.body();
    }
    int most = Math.toIntExact(settings.maxResponseSize().toBytes());
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      byte[] plain = in.readNBytes(most);
      if (in.read() >= 0) {
        throw new IOException("larger than " + most + " bytes");
      }
      return plain;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
