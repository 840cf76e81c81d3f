package com.orgscope.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A browser that goes from server to server, step by step. As browsers do at the own machine it
 * sends cookies to every port, and secure ones too.
 */
final class Surfer implements AutoCloseable {
  private static final Pattern FORM =
      Pattern.compile("(?s)<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient client;
  private final Map<String, Cookie> cookies = new TreeMap<>();
  private final String origin;

  private record Cookie(String name, String path, String value) {}

  Surfer(int port) {
    this("http://127.0.0.1:" + port, HttpClient.newBuilder());
  }

  /**
   * @param client what believes the certificates of whom it asks
   */
  Surfer(String origin, HttpClient.Builder client) {
    this.origin = origin;
    this.client = client.followRedirects(HttpClient.Redirect.NEVER).build();
  }

  /** One answer, wherever it leads. */
  HttpResponse<String> ask(String address) {
    return send(HttpRequest.newBuilder(absolute(address)).GET());
  }

  /** Follows wherever it is led, by redirects and by pages that open the next one. */
  HttpResponse<String> open(String address) {
    return follow(ask(address));
  }

  HttpResponse<String> follow(HttpResponse<String> answer) {
    HttpResponse<String> now = answer;
    for (int step = 0; step < 12; step++) {
      HttpResponse<String> here = now;
      String next = here.headers().firstValue("Location").or(() -> refresh(here)).orElse(null);
      if (next == null) {
        return now;
      }
      now = ask(now.uri().resolve(next).toString());
    }
    throw new AssertionError("led on and on from " + answer.uri());
  }

  private static Optional<String> refresh(HttpResponse<String> answer) {
    return answer.headers().firstValue("Refresh").map(text -> text.replaceFirst("^0;url=", ""));
  }

  HttpResponse<String> post(String address, Map<String, String> form) {
    String body =
        form.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(absolute(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** A form of ours, with the token of the page that has it. */
  HttpResponse<String> postFrom(String page, String address, Map<String, String> form) {
    Matcher token = TOKEN.matcher(open(page).body());
    if (!token.find()) {
      throw new AssertionError("no form on " + page);
    }
    Map<String, String> all = new TreeMap<>(form);
    all.put("_csrf", token.group(1));
    return post(address, all);
  }

  /** From our sign-in to Keycloak's form, and what comes of it: the address to come back to. */
  HttpResponse<String> toKeycloak(String tenant, String user) {
    return fill(open("/sign-in/with/" + tenant), user);
  }

  HttpResponse<String> fill(HttpResponse<String> page, String user) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError(page.uri() + " is no sign-in form: " + page.body());
    }
    return post(
        form.group(1).replace("&amp;", "&"), Map.of("username", user, "password", "password"));
  }

  /** All the way in. */
  HttpResponse<String> signIn(String tenant, String user) {
    return follow(toKeycloak(tenant, user));
  }

  String cookie(String name) {
    return cookies.values().stream()
        .filter(cookie -> cookie.name().equals(name))
        .map(Cookie::value)
        .findFirst()
        .orElse("");
  }

  void plant(String name, String value) {
    cookies.put(name + "/", new Cookie(name, "/", value));
  }

  private URI absolute(String address) {
    return URI.create(address.startsWith("/") ? origin + address : address);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    URI uri = request.build().uri();
    String mine =
        cookies.values().stream()
            .filter(cookie -> uri.getPath().startsWith(cookie.path()))
            .map(cookie -> cookie.name() + "=" + cookie.value())
            .collect(Collectors.joining("; "));
    if (!mine.isEmpty()) {
      request.header("Cookie", mine);
    }
    try {
      HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keep(String header) {
    Matcher pair = Pattern.compile("^([^=]+)=([^;]*)").matcher(header);
    Matcher path = Pattern.compile("(?i);\\s*path=([^;]+)").matcher(header);
    if (!pair.find()) {
      return;
    }
    String where = path.find() ? path.group(1) : "/";
    String key = pair.group(1) + where;
    if (Pattern.compile("(?i)max-age=0(;|$)").matcher(header).find()) {
      cookies.remove(key);
    } else {
      cookies.put(key, new Cookie(pair.group(1), where, pair.group(2).replace("\"", "")));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
