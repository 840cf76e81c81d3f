package com.orgscope.sources.google;

import com.orgscope.sources.Page;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.PushChannels;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Google's activity reports: three applications, the newest first, late events with their old time,
 * {@code items} left out of an empty page, and one {@code uniqueQualifier} for all of a user's
 * items, as real data has it.
 */
public final class GoogleDouble extends ProviderDouble {
  static final String ACCOUNT = "collector@example-project.iam.gserviceaccount.com";
  static final String ADMIN = "admin@example.com";
  private static final int PAGE = 2;
  private static final Comparator<Entry> NEWEST_FIRST =
      Comparator.comparing(Entry::happened).thenComparing(GoogleDouble::number).reversed();

  private final Map<String, Entry> tokens = new HashMap<>();
  private int pageSize = PAGE;
  private int failFrom = Integer.MAX_VALUE;
  private int pagesOfChain;
  @Nullable String scope;

  private final GoogleWatch watch;
  private final GoogleLicences licences = new GoogleLicences();

  public GoogleDouble(TestClock clock) {
    super(clock);
    watch = new GoogleWatch(clock);
  }

  /** What opens and stops channels here. */
  public static PushChannels pushing() {
    return new GoogleChannels();
  }

  /** Who has a licence, as the product asks for it. */
  public static SeatList seats() {
    return new GoogleSeats();
  }

  /** Its licences. */
  public GoogleLicences licences() {
    return licences;
  }

  /** Of an administrator's account that may read everything. */
  public Map<String, String> settings() {
    return settings(ACCOUNT);
  }

  /** The same, and what licences need. */
  public Map<String, String> settingsForLicences() {
    Map<String, String> settings = new HashMap<>(settings());
    settings.put("customer", GoogleLicences.CUSTOMER);
    settings.put("licensing", address().toString());
    return settings;
  }

  Map<String, String> settings(String account) {
    String key =
        "{\"type\":\"service_account\",\"client_email\":\""
            + account
            + "\",\"private_key_id\":\"k1\",\"private_key\":\""
            + TestKeys.pem().replace("\r", "").replace("\n", "\\n")
            + "\",\"token_uri\":\""
            + address()
            + "/token\"}";
    return Map.of("service-account", key, "admin", ADMIN, "api", address().toString());
  }

  synchronized void pages(int size) {
    pageSize = size;
  }

  /** The n-th page of each chain cannot be had from now on; 0 for no such trouble. */
  synchronized void failAtPage(int page) {
    failFrom = page == 0 ? Integer.MAX_VALUE : page;
  }

  static int number(Entry entry) {
    return Integer.parseInt(entry.id().substring(1));
  }

  static String application(Entry entry) {
    return GoogleReports.APPLICATIONS.get(number(entry) % GoogleReports.APPLICATIONS.size());
  }

  @Override
  protected Entry entry(String id, Instant happened, Instant visible) {
    Entry bare = new Entry(id, happened, visible, "");
    String json =
        """
        {"kind":"admin#reports#activity","id":{"time":"%s",
        "uniqueQualifier":"-6709442587437772138","applicationName":"%s","customerId":"C0example"},
        "etag":"%s","actor":{"callerType":"USER","email":"ann.ash@example.com",
        "profileId":"1"},"events":[{%s,
        {"name":"n","intValue":"%d"}]}]}\
        """
            .formatted(happened, application(bare), id, said(application(bare)), number(bare))
            .replace("\n", "");
    return new Entry(id, happened, visible, json);
  }

  /** An event as each application reports it. */
  private static String said(String application) {
    return switch (application) {
      case "token" ->
          """
          "type":"auth","name":"authorize","parameters":[{"name":"app_name","value":"Notes"},
          {"name":"client_id","value":"c1.apps.example"}\
          """;
      case "saml" ->
          """
          "type":"login","name":"login_success","parameters":[
          {"name":"application_name","value":"Wiki"}\
          """;
      default ->
          """
          "type":"login","name":"login_success","parameters":[
          {"name":"login_type","value":"google_password"}\
          """;
    };
  }

  @Override
  public String id(byte[] element) {
    return Page.text(element, "etag");
  }

  @Override
  protected @Nullable Reply token(Request request) {
    if (!request.path().equals("/token")) {
      return null;
    }
    String assertion = form(request.body()).getOrDefault("assertion", "");
    JsonNode claims = TestKeys.claims(assertion);
    scope = claims.path("scope").asString();
    boolean good =
        TestKeys.signed(assertion)
            && claims.path("iss").asString().equals(ACCOUNT)
            && claims.path("sub").asString().equals(ADMIN)
            && claims.path("exp").asLong() - claims.path("iat").asLong() <= 3600;
    String token = scope.endsWith("/apps.licensing") ? "sees-licences" : "granted";
    return good
        ? new Reply(200, "{\"access_token\":\"" + token + "\",\"expires_in\":3599}")
        : new Reply(400, "{\"error\":\"invalid_grant\"}");
  }

  @Override
  protected Reply overLimit(Request request) {
    return new Reply(503, "{\"error\":{\"code\":503}}");
  }

  /** A page without items and with a token to the same place. */
  @Override
  protected Reply special(Request request) {
    String token = UUID.randomUUID().toString();
    Entry before = tokens.get(request.query().getOrDefault("pageToken", ""));
    if (before != null) {
      tokens.put(token, before);
    } else if (!log.isEmpty()) {
      tokens.put(token, new Entry("e999999", Instant.MAX, Instant.MIN, ""));
    } else {
      return answer(request);
    }
    return new Reply(
        200, "{\"kind\":\"admin#reports#activities\",\"nextPageToken\":\"" + token + "\"}");
  }

  /** Its channels. */
  public GoogleWatch watch() {
    return watch;
  }

  /** Tells of an activity by every channel of its application, whoever opened it. */
  public void push(Entry entry) {
    watch.push(application(entry), entry.json());
  }

  @Override
  protected Reply answer(Request request) {
    if (GoogleLicences.answers(request.path())) {
      if (!"Bearer sees-licences".equals(request.headers().get("authorization"))) {
        return new Reply(401, "{}");
      }
      GoogleLicences.Said said = licences.answer(request.path(), request.query());
      return new Reply(said.status(), said.body());
    }
    if (!"Bearer granted".equals(request.headers().get("authorization"))) {
      return new Reply(401, "{}");
    }
    if (request.method().equals("POST")) {
      GoogleWatch.Said said =
          request.path().endsWith("/channels/stop")
              ? watch.stop(request.body())
              : watch.open(request.path(), request.body());
      return new Reply(said.status(), said.body());
    }
    Map<String, String> query = request.query();
    Instant start = Instant.parse(query.get("startTime"));
    Instant end = query.containsKey("endTime") ? Instant.parse(query.get("endTime")) : clock.now();
    if (!start.isBefore(end)
        || start.isBefore(clock.now().minus(Duration.ofDays(180)))
        || end.isAfter(clock.now())) {
      return new Reply(400, "{\"error\":{\"code\":400}}");
    }
    String token = query.get("pageToken");
    if (token != null && !tokens.containsKey(token)) {
      return new Reply(400, "{\"error\":{\"code\":400}}");
    }
    pagesOfChain = token == null ? 1 : pagesOfChain + 1;
    if (pagesOfChain >= failFrom) {
      return new Reply(500, "{}");
    }
    Entry before = token == null ? null : tokens.get(token);
    String application = request.path().substring(request.path().lastIndexOf('/') + 1);
    List<Entry> rest =
        log.stream()
            .filter(entry -> application(entry).equals(application))
            .filter(entry -> !entry.visible().isAfter(clock.now()))
            .filter(entry -> !entry.happened().isBefore(start) && !entry.happened().isAfter(end))
            .filter(entry -> before == null || NEWEST_FIRST.compare(entry, before) > 0)
            .sorted(NEWEST_FIRST)
            .toList();
    return page(rest);
  }

  @Override
  protected Reply told(Request request, Told page) {
    return new Reply(
        200,
        "{\"items\":["
            + page.events().stream().map(Entry::json).collect(Collectors.joining(","))
            + "]"
            + (page.next() == null ? "" : ",\"nextPageToken\":\"" + page.next() + "\"")
            + "}");
  }

  private Reply page(List<Entry> rest) {
    List<Entry> page = rest.subList(0, Math.min(pageSize, rest.size()));
    String body = "{\"kind\":\"admin#reports#activities\",\"etag\":\"x\"";
    if (!page.isEmpty()) {
      body +=
          ",\"items\":[" + page.stream().map(Entry::json).collect(Collectors.joining(",")) + "]";
    }
    if (page.size() < rest.size()) {
      String next = UUID.randomUUID().toString();
      tokens.put(next, page.getLast());
      body += ",\"nextPageToken\":\"" + next + "\"";
    }
    return new Reply(200, body + "}");
  }
}
