package com.orgscope.sources.entra;

import com.orgscope.sources.Page;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Microsoft Graph's sign-ins: five questions in ten seconds, next links that are forgotten after a
 * while, rows that show up long after the sign-in began; non-interactive ones only in the beta and
 * only when asked for.
 */
public class GraphDouble extends ProviderDouble {
  static final String SECRET = "secret-of-the-test";
  private static final Pattern RANGE =
      Pattern.compile("createdDateTime ge (\\S+) and createdDateTime lt (\\S+)");
  private static final Duration LINK_LIFE = Duration.ofMinutes(2);
  private static final Comparator<Entry> BY_TIME =
      Comparator.comparing(Entry::happened).thenComparing(GraphDouble::number);

  private final GraphObjects objects = new GraphObjects();
  private final Map<String, Place> links = new HashMap<>();
  private int largestPage = 2;
  private int throttled;
  private final ArrayDeque<Instant> asked = new ArrayDeque<>();
  private boolean otherHost;
  private int failAfterPages = Integer.MAX_VALUE;
  private int pagesOfChain;

  private record Place(
      boolean interactive, Instant from, Instant until, Entry last, Instant made) {}

  public GraphDouble(TestClock clock) {
    super(clock);
  }

  /** Who has an application, as the product asks for it. */
  public static SeatList seats() {
    return new EntraSeats();
  }

  /** Its directory. */
  public GraphObjects objects() {
    return objects;
  }

  /** Of an application that may read everything. */
  public Map<String, String> settings() {
    return settings(SECRET);
  }

  /** One of its own, since what an application may ask is counted beyond tenants. */
  String clientId() {
    return "app-" + address().getPort();
  }

  Map<String, String> settings(String secret) {
    return Map.of(
        "directory-id",
        "contoso.example",
        "client-id",
        clientId(),
        "client-secret",
        secret,
        "graph",
        address().toString(),
        "login",
        address().toString());
  }

  synchronized void pages(int size) {
    largestPage = size;
  }

  synchronized void leadElsewhere() {
    otherHost = true;
  }

  /** Every chain of pages breaks after so many from now on. */
  synchronized void breakAfter(int pages) {
    failAfterPages = pages;
  }

  synchronized int throttled() {
    return throttled;
  }

  static int number(Entry entry) {
    return Integer.parseInt(entry.id().substring(1));
  }

  static boolean isInteractive(Entry entry) {
    return number(entry) % 2 == 0;
  }

  @Override
  protected Entry entry(String id, Instant happened, Instant visible) {
    String json =
        """
        {"id":"%s","createdDateTime":"%s","userDisplayName":"Ann Ash",
        "userPrincipalName":"ann.ash@example.com","userId":"u1","appId":"a1",
        "appDisplayName":"Wiki","correlationId":"c-%s","status":{"errorCode":0}}\
        """
            .formatted(id, happened, id)
            .replace("\n", "");
    return new Entry(id, happened, visible, json);
  }

  @Override
  public String id(byte[] element) {
    return Page.text(element, "id");
  }

  @Override
  protected @Nullable Reply token(Request request) {
    if (!request.path().endsWith("/oauth2/v2.0/token")) {
      return null;
    }
    Map<String, String> form = form(request.body());
    return SECRET.equals(form.get("client_secret"))
            && request.path().startsWith("/contoso.example/")
            && form.getOrDefault("scope", "").endsWith("/.default")
        ? new Reply(200, "{\"access_token\":\"granted\",\"expires_in\":3599}")
        : new Reply(401, "{\"error\":\"invalid_client\"}");
  }

  @Override
  protected Reply overLimit(Request request) {
    throttled++;
    return new Reply(429, "{}").with("Retry-After", "7");
  }

  @Override
  protected Reply answer(Request request) {
    if (!"Bearer granted".equals(request.headers().get("authorization"))) {
      return new Reply(401, "{}");
    }
    if (GraphObjects.answers(request.path())) {
      GraphObjects.Said said = objects.answer(request.path(), request.query());
      String host = otherHost ? "http://localhost:" + address().getPort() : address().toString();
      return new Reply(said.status(), said.body(host + request.path()));
    }
    // Any ten seconds, not those of one clock: across a border twice as many would pass.
    asked.add(clock.now());
    while (!asked.getFirst().isAfter(clock.now().minusSeconds(10))) {
      asked.remove();
    }
    if (asked.size() > 5) {
      return overLimit(request);
    }
    Map<String, String> query = request.query();
    Place place;
    if (query.containsKey("$skiptoken")) {
      place = links.get(query.get("$skiptoken"));
      if (place == null || place.made().plus(LINK_LIFE).isBefore(clock.now())) {
        return new Reply(400, "{\"error\":{\"code\":\"UnknownError\"}}");
      }
      pagesOfChain++;
    } else {
      String filter = query.getOrDefault("$filter", "");
      Matcher range = RANGE.matcher(filter);
      if (!range.find()) {
        return new Reply(400, "{\"error\":{\"code\":\"BadRequest\"}}");
      }
      boolean interactive = !filter.contains("nonInteractiveUser");
      if (!interactive && !request.path().startsWith("/beta/")) {
        return new Reply(400, "{\"error\":{\"code\":\"BadRequest\"}}");
      }
      place =
          new Place(
              interactive,
              Instant.parse(range.group(1)),
              Instant.parse(range.group(2)),
              new Entry("e-1", Instant.MIN, Instant.MIN, ""),
              clock.now());
      pagesOfChain = 1;
    }
    if (pagesOfChain > failAfterPages) {
      return new Reply(500, "{}");
    }
    return page(request, place);
  }

  @Override
  protected Reply told(Request request, Told page) {
    String next =
        page.next() == null
            ? ""
            : "\"@odata.nextLink\":\""
                + (address() + request.path() + "?$skiptoken=" + page.next()).replace("\"", "\\\"")
                + "\",";
    return new Reply(
        200,
        "{"
            + next
            + "\"value\":["
            + page.events().stream().map(Entry::json).collect(Collectors.joining(","))
            + "]}");
  }

  private Reply page(Request request, Place place) {
    List<Entry> rest =
        log.stream()
            .filter(entry -> isInteractive(entry) == place.interactive())
            .filter(entry -> !entry.visible().isAfter(clock.now()))
            .filter(entry ->
                !entry.happened().isBefore(place.from())
                    && entry.happened().isBefore(place.until()))
            .filter(entry -> BY_TIME.compare(entry, place.last()) > 0)
            .sorted(BY_TIME)
            .toList();
    List<Entry> page = rest.subList(0, Math.min(largestPage, rest.size()));
    String body = "{\"@odata.context\":\"x\"";
    if (page.size() < rest.size()) {
      String token = UUID.randomUUID().toString();
      links.put(
          token,
          new Place(place.interactive(), place.from(), place.until(), page.getLast(), clock.now()));
      String host = otherHost ? "http://localhost:" + address().getPort() : address().toString();
      body += ",\"@odata.nextLink\":\"" + host + request.path() + "?$skiptoken=" + token + "\"";
    }
    return new Reply(
        200,
        body
            + ",\"value\":["
            + page.stream().map(Entry::json).collect(Collectors.joining(","))
            + "]}");
  }
}
