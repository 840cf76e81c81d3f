package com.orgscope.bench;

import static com.orgscope.bench.AttackDice.any;
import static com.orgscope.bench.PageVisitor.encoded;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests of somebody who is signed in as each role of a company, or of its programs with tokens,
 * for another's pages, or another role's: every address of this process, with ids, texts and
 * headers that are not theirs.
 */
final class PageAttacks {
  private static final Pattern PLACE = Pattern.compile("\\{[^}]+}");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String API = "/api/";
  private static final List<String> METHODS =
      List.of("GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE");
  private static final List<String> NAMES =
      List.of("tenant", "role", "person", "id", "run", "to", "q", "as", "format");

  private final String base;
  private final AccessMarks marks;
  private final List<String> pages;
  private final List<String> api;
  private final List<PageVisitor> visitors;
  private final AttackDice dice;

  /** Of all of them: what is a visitor's own goes with each request. */
  private final HttpClient client;

  PageAttacks(
      String base,
      AccessMarks marks,
      List<String> pages,
      List<PageVisitor> visitors,
      HttpClient client,
      AttackDice dice) {
    this.base = base;
    this.marks = marks;
    this.pages = pages;
    this.api = pages.stream().filter(page -> page.startsWith(API)).toList();
    this.visitors = visitors;
    this.client = client;
    this.dice = dice;
  }

  /** Connections are kept open, and no cookies are. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();
  }

  /**
   * One that is yet to be made.
   *
   * @param asked as it is told
   * @param kind the same words for all of a kind
   * @param cookies whether it is made with the visitor's own session
   * @param own whether nothing of it is wrong but who asks
   */
  record Planned(
      long number,
      PageVisitor visitor,
      String asked,
      String kind,
      HttpRequest.Builder request,
      boolean cookies,
      boolean own) {
    /** A refusal of it is a page that its reader may not see, and so in the log. */
    boolean isLogged() {
      return own && asked.startsWith("GET ");
    }

    Caller caller() {
      return visitor.caller();
    }
  }

  /**
   * What came of one.
   *
   * @param status of HTTP
   * @param foreign what the reader had no right to
   */
  record Outcome(Planned planned, int status, Set<String> foreign) {
    boolean refused() {
      return status == 403;
    }
  }

  /** How something is asked for: the words for it, with what, and whether it is without fault. */
  private record Way(String words, boolean cookies, boolean own) {}

  /**
   * @param company whose visitors are asked as
   */
  Planned plan(long number, TenantId company) {
    RandomGenerator random = dice.of(number);
    List<PageVisitor> own =
        visitors.stream().filter(one -> one.caller().tenant().equals(company)).toList();
    PageVisitor visitor = any(random, own);
    PageVisitor other = any(random, visitors);
    String page = page(random, visitor);
    String path =
        PLACE
            .matcher(page)
            .replaceAll(found -> Matcher.quoteReplacement(encoded(word(random, other))));
    if (random.nextInt(3) == 0) {
      path +=
          "?%s=%s&%s=%s"
              .formatted(
                  any(random, NAMES),
                  encoded(word(random, other)),
                  any(random, NAMES),
                  encoded(word(random, other)));
    }
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    String method = method(random, request, other);
    String token = visitor.token();
    Way way =
        token == null
            ? bySession(random, visitor, other, request)
            : byToken(random, visitor, token, other, request);
    boolean faultless = way.own() && (token == null || path.startsWith(API));
    return new Planned(
        number,
        visitor,
        method + " " + path,
        method + " " + way.words(),
        request,
        way.cookies(),
        faultless);
  }

  Outcome make(Planned planned) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        planned.cookies()
            ? planned.visitor().send(client, planned.request())
            : client.send(planned.request().build(), BodyHandlers.ofString(UTF_8));
    String asked = planned.asked() + URLDecoder.decode(planned.asked(), UTF_8);
    Set<String> foreign = new TreeSet<>();
    if (!planned.asked().contains(" " + PageVisitor.OF_NOBODY)) {
      foreign.addAll(marks.foreign(planned.caller(), answer.body(), asked));
      foreign.addAll(marks.foreignNames(planned.caller(), answer.body(), asked));
    }
    return new Outcome(planned, answer.statusCode(), foreign);
  }

  private static Way bySession(
      RandomGenerator random, PageVisitor visitor, PageVisitor other, HttpRequest.Builder request) {
    return switch (random.nextInt(8)) {
      case 0 -> {
        request.header("X-Forwarded-For", "203.0.113.9");
        yield new Way("by session, forwarded", true, true);
      }
      case 1 -> {
        request.header("X-Tenant", other.caller().tenant().value());
        yield new Way("by session, naming a company", true, true);
      }
      case 2 -> {
        request.header("Accept", "application/json");
        yield new Way("by session, as a program", true, true);
      }
      case 3 -> {
        request.header("Authorization", "Bearer orgscope." + other.caller().tenant() + ".x");
        yield new Way("by session and a made-up token", true, false);
      }
      case 4 -> {
        request.header("Cookie", visitor.sessionAs(other.caller().tenant()));
        yield new Way("by session under a company's name", false, false);
      }
      default -> new Way("by session", true, true);
    };
  }

  private static Way byToken(
      RandomGenerator random,
      PageVisitor program,
      String token,
      PageVisitor other,
      HttpRequest.Builder request) {
    String shown = token;
    String words = "by token";
    switch (random.nextInt(5)) {
      case 0 -> {
        request.header("X-Tenant", other.caller().tenant().value());
        words = "by token, naming a company";
      }
      case 1 -> {
        request.header("Orgscope-Role", other.caller().role().name());
        words = "by token, naming a role";
      }
      case 2 -> {
        shown = program.under(other.caller().tenant(), token);
        words = "by token under a company's name";
      }
      case 3 -> {
        shown = token.substring(0, token.length() - 1);
        words = "by a part of a token";
      }
      default -> {}
    }
    request.header("Authorization", "Bearer " + shown);
    return new Way(words, false, shown.equals(token));
  }

  /** Mostly of the API, for a program. */
  private String page(RandomGenerator random, PageVisitor visitor) {
    return any(random, visitor.token() != null && random.nextInt(4) > 0 ? api : pages);
  }

  private String method(RandomGenerator random, HttpRequest.Builder request, PageVisitor other) {
    String method = any(random, METHODS);
    if (method.equals("POST")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
      request.POST(
          BodyPublishers.ofString(
              "_csrf=%s&%s=%s"
                  .formatted(
                      encoded(word(random, other)),
                      any(random, NAMES),
                      encoded(word(random, other)))));
    } else {
      request.method(method, BodyPublishers.noBody());
    }
    return method;
  }

  private String word(RandomGenerator random, PageVisitor other) {
    return switch (random.nextInt(8)) {
      case 0 -> other.caller().tenant().value();
      case 1 -> other.caller().role().name().toLowerCase(Locale.ROOT);
      case 2 -> "../../operations";
      case 3 -> "' OR true --";
      case 4 -> "\u202e\u0000<script>";
      default -> any(random, marks.words());
    };
  }
}
