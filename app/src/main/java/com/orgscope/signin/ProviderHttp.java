package com.orgscope.signin;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks identity providers for documents: whole, of bounded size, in bounded time. Redirects are not
 * followed, since a secret would go along.
 */
@Component
final class ProviderHttp implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long LARGEST = 1 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /**
   * What came.
   *
   * @param date of the provider's clock, as its header says it
   */
  record Said(int status, JsonNode body, @Nullable String date) {}

  Said get(String address) {
    return send(HttpRequest.newBuilder(address(address)).GET());
  }

  Said post(String address, Map<String, String> form, @Nullable String authorization) {
    String body =
        form.entrySet().stream()
            .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return send(request);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static URI address(String address) {
    if (!IdentityProvider.isSafe(address)) {
      throw Failure.retry("the identity provider names an address that is not over TLS", null);
    }
    return URI.create(address);
  }

  private Said send(HttpRequest.Builder building) {
    HttpRequest request = building.timeout(TIMEOUT).setHeader("Accept", "application/json").build();
    String host = request.uri().getHost();
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      HttpResponse<byte[]> response = exchange.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return new Said(
          response.statusCode(),
          JSON.readTree(response.body()),
          response.headers().firstValue("Date").orElse(null));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw Failure.retry(host + " gave no whole answer in " + TIMEOUT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      throw Failure.retry("this process ends", e);
    } catch (ExecutionException e) {
      String what = e.getCause() instanceof IOException io ? String.valueOf(io.getMessage()) : "";
      throw Failure.retry(host + " could not be asked " + what, e);
    } catch (JacksonException e) {
      throw Failure.retry(host + " answered with something that is no JSON", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
