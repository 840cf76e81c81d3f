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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Requests of somebody who is signed in as each role of a company, or of its programs with tokens,
 * for another's pages, or another role's: every address of this process, with ids, texts and
 * headers that are not theirs.
 */
final class PageAttacks {
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");
  private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SESSION_START = ".";
  private static final String API = "/api/";

  /** Pages of nobody: they show both made-up companies' doors to whoever is at this machine. */
  private static final String OF_NOBODY = "/sign-in";

  private final String base;
  private final AccessMarks marks;
  private final List<String> pages;
  private final List<Visitor> visitors;
  private final Random random;

  PageAttacks(
      String base, AccessMarks marks, List<String> pages, List<Visitor> visitors, Random random) {
    this.base = base;
    this.marks = marks;
    this.pages = pages;
    this.visitors = visitors;
    this.random = random;
  }

  /** Somebody who is signed in, in a browser of their own, or a program with a token. */
  static final class Visitor {
    private final Caller caller;
    private final @Nullable String token;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient browser =
        HttpClient.newBuilder().cookieHandler(cookies).connectTimeout(PATIENCE).build();
    private final HttpClient without = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private Visitor(Caller caller, @Nullable String token) {
      this.caller = caller;
      this.token = token;
    }

    /**
     * @param token that opens the API
     */
    static Visitor program(Caller caller, String token) {
      return new Visitor(caller, token);
    }

    /**
     * @param door of the made-up company ({@code "maple/ceo"})
     */
    static Visitor signIn(String base, String door, Caller caller)
        throws IOException, InterruptedException {
      Visitor visitor = new Visitor(caller, null);
      String page =
          visitor
              .browser
              .send(
                  HttpRequest.newBuilder(URI.create(base + OF_NOBODY)).build(),
                  BodyHandlers.ofString())
              .body();
      Matcher token = CSRF.matcher(page);
      if (!token.find()) {
        throw Failure.bug("the sign-in page has no form", null);
      }
      HttpResponse<String> in =
          visitor.browser.send(
              HttpRequest.newBuilder(URI.create(base + OF_NOBODY))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      BodyPublishers.ofString(
                          "_csrf=%s&principal=%s"
                              .formatted(encoded(token.group(1)), encoded(door))))
                  .build(),
              BodyHandlers.ofString());
      if (!in.headers().firstValue("Location").orElse("").endsWith("/")) {
        throw Failure.bug(door + " does not open: " + in.headers().firstValue("Location"), null);
      }
      return visitor;
    }
  }

  /**
   * What came of one.
   *
   * @param status of HTTP
   * @param own whether it was made with a whole session of the reader's
   * @param foreign what the reader had no right to
   */
  record Outcome(Caller caller, String request, int status, boolean own, Set<String> foreign) {
    /** A page that its reader may not see, asked for in a way that nothing else is wrong with. */
    boolean refused() {
      return own && status == 403 && request.startsWith("GET ");
    }
  }

  Outcome one() throws IOException, InterruptedException {
    Visitor visitor = visitors.get(random.nextInt(visitors.size()));
    Visitor other = visitors.get(random.nextInt(visitors.size()));
    String page = page(visitor);
    String path =
        PLACE.matcher(page).replaceAll(found -> Matcher.quoteReplacement(encoded(word(other))));
    if (random.nextInt(3) == 0) {
      path += "?" + name() + "=" + encoded(word(other)) + "&" + name() + "=" + encoded(word(other));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    String method = method(request, other);
    if (visitor.token != null) {
      boolean own = show(visitor, visitor.token, other, request) && path.startsWith(API);
      return outcome(visitor, method + " " + path, own, visitor.without, request);
    }
    boolean own = true;
    HttpClient client = visitor.browser;
    switch (random.nextInt(8)) {
      case 0 -> request.header("X-Forwarded-For", "203.0.113.9");
      case 1 -> request.header("X-Tenant", other.caller.tenant().value());
      case 2 -> request.header("Accept", "application/json");
      case 3 -> {
        request.header("Authorization", "Bearer orgscope." + other.caller.tenant() + ".x");
        own = false;
      }
      case 4 -> {
        // The session of one company under the name of another.
        request.header("Cookie", cookies(visitor, other.caller.tenant()));
        client = visitor.without;
        own = false;
      }
      default -> {}
    }
    return outcome(visitor, method + " " + path, own, client, request);
  }

  /** Mostly of the API, for a program. */
  private String page(Visitor visitor) {
    List<String> among =
        visitor.token != null && random.nextInt(4) > 0
            ? pages.stream().filter(page -> page.startsWith(API)).toList()
            : pages;
    return among.get(random.nextInt(among.size()));
  }

  private Outcome outcome(
      Visitor visitor, String asked, boolean own, HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(UTF_8));
    Set<String> foreign =
        asked.contains(" " + OF_NOBODY)
            ? Set.of()
            : marks.foreign(visitor.caller, answer.body(), asked + URLDecoder.decode(asked, UTF_8));
    return new Outcome(visitor.caller, asked, answer.statusCode(), own, foreign);
  }

  /**
   * @return whether it is the program's own token, unchanged
   */
  private boolean show(Visitor program, String token, Visitor other, HttpRequest.Builder request) {
    String shown = token;
    switch (random.nextInt(5)) {
      case 0 -> request.header("X-Tenant", other.caller.tenant().value());
      case 1 -> request.header("Orgscope-Role", other.caller.role().name());
      case 2 ->
          // The secret of one company under the name of another.
          shown =
              token.replace(
                  SESSION_START + program.caller.tenant() + SESSION_START,
                  SESSION_START + other.caller.tenant() + SESSION_START);
      case 3 -> shown = token.substring(0, token.length() - 1);
      default -> {}
    }
    request.header("Authorization", "Bearer " + shown);
    return shown.equals(token);
  }

  private String method(HttpRequest.Builder request, Visitor other) {
    String[] methods = {"GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE"};
    String method = methods[random.nextInt(methods.length)];
    if (method.equals("GET")) {
      return method;
    }
    if (method.equals("POST")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.POST(
          BodyPublishers.ofString(
              "_csrf=%s&%s=%s".formatted(encoded(word(other)), name(), encoded(word(other)))));
    } else {
      request.method(method, BodyPublishers.noBody());
    }
    return method;
  }

  private String name() {
    List<String> names =
        List.of("tenant", "role", "person", "id", "run", "to", "q", "as", "format");
    return names.get(random.nextInt(names.size()));
  }

  private String word(Visitor other) {
    List<String> words = marks.words();
    return switch (random.nextInt(8)) {
      case 0 -> other.caller.tenant().value();
      case 1 -> other.caller.role().name().toLowerCase(Locale.ROOT);
      case 2 -> "../../operations";
      case 3 -> "' OR true --";
      case 4 -> "\u202e\u0000<script>";
      default -> words.get(random.nextInt(words.size()));
    };
  }

  private static String cookies(Visitor visitor, TenantId tenant) {
    List<String> all = new ArrayList<>();
    for (HttpCookie cookie : visitor.cookies.getCookieStore().getCookies()) {
      all.add(
          cookie.getName()
              + "="
              + cookie
                  .getValue()
                  .replace(visitor.caller.tenant() + SESSION_START, tenant + SESSION_START));
    }
    return String.join("; ", all);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
