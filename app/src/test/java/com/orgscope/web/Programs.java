package com.orgscope.web;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.BearerTokens;
import com.orgscope.signin.ServiceAccounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Programs of one company, one of each role, that ask the API; people's by their session. */
final class Programs implements AutoCloseable {
  private static final Pattern LINE = Pattern.compile("<pre class=\"command\">(curl [^<]+)</pre>");
  private static final Pattern HEADER = Pattern.compile("-H ['\"]([^:]+): ([^'\"]+)['\"]");
  private static final Pattern BODY = Pattern.compile("-d '([^']*)'");
  private static final Pattern ADDRESS = Pattern.compile("'https?://[^/]+(/[^']*)'$");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  /** No person stands behind them. */
  private static final List<String> OF_PROGRAMS = List.of("it-security", "ceo", "auditor");

  private final int port;
  private final ServiceAccounts accounts;
  private final Caller it;
  private final Map<String, String> tokens = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  Programs(int port, ServiceAccounts accounts, Caller it) {
    this.port = port;
    this.accounts = accounts;
    this.it = it;
  }

  /** A line of the page, as a shell reads it. */
  record Line(String method, String address, Map<String, String> headers, String body) {
    static Line of(String text) {
      Map<String, String> headers = new HashMap<>();
      HEADER.matcher(text).results().forEach(one -> headers.put(one.group(1), one.group(2)));
      Matcher body = BODY.matcher(text);
      Matcher address = ADDRESS.matcher(text);
      if (!address.find()) {
        throw new AssertionError("no address in " + text);
      }
      return new Line(
          text.contains(" -X POST ") ? "POST" : "GET",
          address.group(1),
          headers,
          body.find() ? body.group(1) : "");
    }

    boolean isOf(ApiSuite.Operation operation) {
      return method.equals(operation.method())
          && address
              .replaceAll("\\?.*", "")
              .matches(operation.path().replaceAll("\\{[^}]+}", "[^/]+"));
    }
  }

  static List<Line> lines(String page) {
    List<Line> lines = new ArrayList<>();
    LINE.matcher(page)
        .results()
        .map(found ->
            found
                .group(1)
                .replace("&quot;", "\"")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&"))
        .forEach(text -> lines.add(Line.of(text)));
    return lines;
  }

  /** As the first of the roles that a program has, else as somebody who signs in. */
  HttpResponse<String> run(Line line, List<String> roles, String scope) {
    return OF_PROGRAMS.stream()
        .filter(roles::contains)
        .findFirst()
        .map(role -> send(line, token(role)))
        .orElseGet(() -> signedIn(line, roles.getFirst()));
  }

  private HttpResponse<String> signedIn(Line line, String role) {
    try (Browser browser = new Browser(port).signIn(it.tenant() + "/" + role)) {
      if (line.method().equals("GET")) {
        return browser.get(line.address());
      }
      Matcher token = TOKEN.matcher(browser.get("/start").body());
      if (!token.find()) {
        throw new AssertionError("no form on the start of " + role);
      }
      return browser.postJson(line.address(), token.group(1), line.body());
    }
  }

  HttpResponse<String> post(String address, String role, String key, String body) {
    return send(
        new Line(
            "POST",
            address,
            Map.of("Idempotency-Key", key, "Content-Type", "application/json"),
            body),
        token(role));
  }

  HttpResponse<String> get(String address, String role) {
    return send(new Line("GET", address, Map.of(), ""), token(role));
  }

  /** As an assistant sends it, with a token or without, from a page of somewhere or from none. */
  HttpResponse<String> tool(
      String address, @Nullable String token, @Nullable String origin, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "application/json, text/event-stream");
    if (origin != null) {
      headers.put("Origin", origin);
    }
    return send(new Line("POST", address, headers, body), token);
  }

  private HttpResponse<String> send(Line line, @Nullable String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + line.address()))
            .method(line.method(), HttpRequest.BodyPublishers.ofString(line.body()));
    line.headers().forEach(request::header);
    if (token != null) {
      request.setHeader("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The secret of the role's program, which may ask for everything that its role may. */
  String token(String role) {
    return tokens.computeIfAbsent(
        role,
        name ->
            accounts.create(
                it,
                "program-" + name + "-" + Integer.toHexString(hashCode()),
                Role.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_')),
                Set.of(ApiScope.values()),
                Duration.ofDays(9)));
  }

  /** Who the role's program is. */
  Caller caller(String role, BearerTokens all) {
    return ((BearerTokens.Worth.Good)
            all.of(Objects.requireNonNull(token(role)), ApiScope.READ_RELEASE, null))
        .caller();
  }

  @Override
  public void close() {
    http.close();
  }
}
