package com.orgscope.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Somebody who is signed in, in a browser of their own, or a program with a token. */
final class PageVisitor {
  /** Pages of nobody: they show both made-up companies' doors to whoever is at this machine. */
  static final String OF_NOBODY = "/sign-in";

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
  private static final String SESSION_START = ".";

  private final Caller caller;
  private final @Nullable String token;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

  private PageVisitor(Caller caller, @Nullable String token) {
    this.caller = caller;
    this.token = token;
  }

  /**
   * @param token that opens the API
   */
  static PageVisitor program(Caller caller, String token) {
    return new PageVisitor(caller, token);
  }

  /**
   * @param client keeps no cookies, and its connections open
   * @param door of the made-up company ({@code "maple/ceo"})
   */
  static PageVisitor signIn(HttpClient client, String base, String door, Caller caller)
      throws IOException, InterruptedException {
    PageVisitor visitor = new PageVisitor(caller, null);
    URI address = URI.create(base + OF_NOBODY);
    Matcher token = CSRF.matcher(visitor.send(client, HttpRequest.newBuilder(address)).body());
    if (!token.find()) {
      throw Failure.bug("the sign-in page has no form", null);
    }
    HttpResponse<String> in =
        visitor.send(
            client,
            HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "_csrf=%s&principal=%s"
                            .formatted(encoded(token.group(1)), encoded(door)))));
    if (!in.headers().firstValue("Location").orElse("").endsWith("/")) {
      throw Failure.bug(door + " does not open: " + in.headers().firstValue("Location"), null);
    }
    return visitor;
  }

  Caller caller() {
    return caller;
  }

  @Nullable String token() {
    return token;
  }

  /** Asks with the cookies that were set, and keeps those that are. */
  HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    URI to = request.build().uri();
    String kept = String.join("; ", cookies.get(to, Map.of()).getOrDefault("Cookie", List.of()));
    if (!kept.isEmpty()) {
      request.header("Cookie", kept);
    }
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
    cookies.put(to, answer.headers().map());
    return answer;
  }

  /** The session of one company under the name of another. */
  String sessionAs(TenantId tenant) {
    List<String> all = new ArrayList<>();
    for (HttpCookie cookie : cookies.getCookieStore().getCookies()) {
      all.add(cookie.getName() + "=" + under(tenant, cookie.getValue()));
    }
    return String.join("; ", all);
  }

  /** A secret of this company as if it were another's. */
  String under(TenantId tenant, String secret) {
    return secret.replace(
        SESSION_START + caller.tenant() + SESSION_START, SESSION_START + tenant + SESSION_START);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
