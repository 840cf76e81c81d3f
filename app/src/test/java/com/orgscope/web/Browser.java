package com.orgscope.web;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Somebody at a browser: keeps cookies, sends forms with their token. */
final class Browser implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final String origin;
  private final HttpClient client =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  Browser(int port) {
    this.origin = "http://127.0.0.1:" + port;
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(URI.create(origin + path)).GET().build());
  }

  HttpResponse<String> get(String path, String header, String value) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path)).header(header, value).GET().build());
  }

  /** What the script of a page is told for as long as it listens, line by line. */
  HttpResponse<Stream<String>> listen(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Accept", "text/event-stream")
            .GET()
            .build(),
        BodyHandlers.ofLines());
  }

  /** Of what is no text. */
  HttpResponse<byte[]> bytes(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path)).GET().build(),
        BodyHandlers.ofByteArray());
  }

  /** As a browser opens it in a frame. */
  HttpResponse<String> framed(String path) {
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Sec-Fetch-Dest", "iframe")
            .GET()
            .build());
  }

  Browser signIn(String principal) {
    HttpResponse<String> page = get("/sign-in");
    Matcher token = TOKEN.matcher(page.body());
    if (!token.find()) {
      throw new AssertionError("no form on the sign-in page:\n" + page.body());
    }
    HttpResponse<String> in = post("/sign-in", "principal", principal, "_csrf", token.group(1));
    if (in.uri().getPath().equals("/sign-in")) {
      throw new AssertionError("not let in as " + principal);
    }
    return this;
  }

  HttpResponse<String> post(String path, String... form) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < form.length; i += 2) {
      body.append(i == 0 ? "" : "&")
          .append(form[i])
          .append('=')
          .append(URLEncoder.encode(form[i + 1], StandardCharsets.UTF_8));
    }
    return send(
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build());
  }

  /**
   * As a script of a page sends it.
   *
   * @param more names of headers and their values by turns
   */
  HttpResponse<String> postJson(String path, String token, String body, String... more) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .header("Content-Type", "application/json")
            .header("X-CSRF-TOKEN", token)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return send((more.length == 0 ? request : request.headers(more)).build());
  }

  private HttpResponse<String> send(HttpRequest request) {
    return send(request, BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> as) {
    try {
      return client.send(request, as);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
