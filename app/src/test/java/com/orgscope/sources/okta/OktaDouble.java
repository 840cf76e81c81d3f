package com.orgscope.sources.okta;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.sources.Page;
import com.orgscope.sources.ProviderDouble;
import com.orgscope.sources.SeatList;
import com.orgscope.sources.TestClock;
import com.orgscope.sources.TestKeys;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Okta's System Log as its reference has it: a query without {@code until} is ordered by when Okta
 * kept the event and always has a next link; one with it is ordered by {@code published} and ends.
 * The limit of questions a minute is one window that everybody shares.
 */
public final class OktaDouble extends ProviderDouble {
  static final String TOKEN = "00token-of-the-test";
  private static final String NONCE = "nonce-of-the-test";

  /** SHA-256 of "bound" in Base64 for URLs. */
  private static final String BOUND_HASH = "Xhz0KHjfWP6nv6RbcVt4MtiJCSrSPoAuY5ErG_0gVjA";

  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final Comparator<Entry> BY_KEPT =
      Comparator.comparing(Entry::visible).thenComparing(OktaDouble::number);
  private static final Comparator<Entry> BY_PUBLISHED =
      Comparator.comparing(Entry::happened).thenComparing(OktaDouble::number);

  private final Map<String, Place> cursors = new HashMap<>();
  private int largestPage = 3;
  private int limit = 60;
  private int remaining = 60;
  private int leastRemaining = 60;
  private int refusals;
  private @Nullable Instant windowEnds;
  private Duration clockAhead = Duration.ZERO;
  private boolean joinedLinks;
  private boolean otherHost;
  private boolean bindsTokens;
  private final Set<String> proofsShown = new HashSet<>();
  final List<String> proofs = new ArrayList<>();
  final List<Integer> limitsAsked = new ArrayList<>();
  @Nullable String grants;
  int tokensAskedFor;
  final OktaApplications applications = new OktaApplications();

  /** Behind which event of a query an opaque cursor stands. */
  private record Place(@Nullable Entry last, Instant since, @Nullable Instant until) {}

  public OktaDouble(TestClock clock) {
    super(clock);
  }

  private static int number(Entry entry) {
    return Integer.parseInt(entry.id().substring(1));
  }

  OktaDouble pages(int size) {
    largestPage = size;
    return this;
  }

  synchronized void limit(int questionsAMinute) {
    limit = questionsAMinute;
    remaining = limit;
    leastRemaining = limit;
  }

  /** Both links in one line, as some gateways send them. */
  synchronized void joinLinks() {
    joinedLinks = true;
  }

  /** From now on the next link leads elsewhere. */
  synchronized void leadElsewhere() {
    otherHost = true;
  }

  synchronized void runAhead(Duration by) {
    clockAhead = by;
  }

  /** As after a fail-over: no link given out before is known any more. */
  synchronized void forgetCursors() {
    cursors.clear();
  }

  synchronized int leastRemaining() {
    return leastRemaining;
  }

  synchronized int refusals() {
    return refusals;
  }

  @Override
  protected Entry entry(String id, Instant happened, Instant visible) {
    String json =
        """
        {"uuid":"%s","published":"%s","eventType":"user.authentication.sso","version":"0",
         "severity":"INFO","displayMessage":"User single sign on to app","actor":{"id":"00u1",
         "type":"User","alternateId":"ann.ash@example.com","displayName":"Ann Ash"},
         "outcome":{"result":"SUCCESS"},"target":[{"id":"0oa1","type":"AppInstance",
         "alternateId":"Wiki","displayName":"OpenID Connect Client"}]}\
        """
            .formatted(id, happened)
            .replace("\n", "");
    return new Entry(id, happened, visible, json);
  }

  /** An event whose page no parser takes. */
  synchronized void publishBroken() {
    Instant at = clock.now().minus(Duration.ofHours(1));
    log.add(new Entry("e" + log.size(), at, at, "{'uuid':'broken'}"));
  }

  static Map<String, String> grant(String form) {
    return form(form);
  }

  @Override
  public String id(byte[] element) {
    return Page.text(element, "uuid");
  }

  /** Who has an application, as the product asks for it. */
  public static SeatList seats() {
    return new OktaSeats();
  }

  /** Its applications and their users. */
  public OktaApplications applications() {
    return applications;
  }

  /** Of somebody who may see everything, as often as a test likes. */
  public Map<String, String> settings() {
    return Map.of("org", address().toString(), "api-token", TOKEN, "questions-per-minute", "6000");
  }

  /** As is usual for a service application: its tokens are good only with a proof of its key. */
  synchronized void bindTokens() {
    bindsTokens = true;
  }

  /** Whether a proof is right for a request, and was not shown before. */
  private boolean isProved(Request request, @Nullable String proof) {
    if (proof == null || !TestKeys.signed(proof) || !TestKeys.showsItsKey(proof)) {
      return false;
    }
    JsonNode claims = TestKeys.claims(proof);
    return TestKeys.header(proof).path("typ").asString().equals("dpop+jwt")
        && claims.path("htm").asString().equals(request.method())
        && claims.path("htu").asString().equals(address() + request.path())
        && Math.abs(claims.path("iat").asLong() - clock.now().getEpochSecond()) < 60
        && proofsShown.add(claims.path("jti").asString());
  }

  private Reply boundToken(Request request) {
    String proof = request.headers().get("dpop");
    if (proof == null) {
      return new Reply(400, "{\"error\":\"invalid_dpop_proof\"}");
    }
    if (!isProved(request, proof)) {
      return new Reply(400, "{\"error\":\"invalid_request\"}");
    }
    if (!TestKeys.claims(proof).path("nonce").asString("").equals(NONCE)) {
      return new Reply(400, "{\"error\":\"use_dpop_nonce\"}").with("dpop-nonce", NONCE);
    }
    return new Reply(
        200, "{\"token_type\":\"DPoP\",\"access_token\":\"bound\",\"expires_in\":3600}");
  }

  private boolean isLetIn(Request request, String authorization) {
    if (OktaApplications.answers(request.path()) && !bindsTokens) {
      return authorization.equals("SSWS " + TOKEN) || authorization.equals("Bearer sees-apps");
    }
    if (bindsTokens) {
      String proof = request.headers().get("dpop");
      return authorization.equals("DPoP bound")
          && isProved(request, proof)
          && TestKeys.claims(String.valueOf(proof)).path("ath").asString().equals(BOUND_HASH);
    }
    return authorization.equals("SSWS " + TOKEN) || authorization.equals("Bearer granted");
  }

  @Override
  protected @Nullable Reply token(Request request) {
    if (!request.path().equals("/oauth2/v1/token")) {
      return null;
    }
    grants = request.body();
    tokensAskedFor++;
    if (bindsTokens) {
      return boundToken(request);
    }
    String scope = form(request.body()).getOrDefault("scope", "");
    if (applications.refused() && scope.equals("okta.apps.read")) {
      return new Reply(400, "{\"error\":\"invalid_scope\"}");
    }
    String token = scope.equals("okta.logs.read") ? "granted" : "sees-apps";
    return new Reply(200, "{\"access_token\":\"" + token + "\",\"expires_in\":3600}");
  }

  @Override
  protected Reply answer(Request request) {
    String proof = String.valueOf(request.headers().get("authorization"));
    proofs.add(proof);
    Map<String, String> query = request.query();
    limitsAsked.add(Integer.parseInt(query.getOrDefault("limit", "100")));
    if (!count()) {
      refusals++;
      return refusal(limit, 0);
    }
    return withLimit(allowed(request, proof, query), limit, remaining);
  }

  private Reply allowed(Request request, String proof, Map<String, String> query) {
    if (!isLetIn(request, proof)) {
      return new Reply(401, "{\"errorCode\":\"E0000011\"}");
    }
    if (OktaApplications.answers(request.path())) {
      OktaApplications.Said said = applications.answer(request.path(), query);
      Reply reply = new Reply(said.status(), said.body());
      return said.next() == null ? reply : withLinks(reply, request, said.next());
    }
    Place place = place(query);
    if (place == null) {
      return new Reply(400, "{\"errorCode\":\"E0000031\"}");
    }
    if (place.since().isBefore(clock.now().minus(Duration.ofDays(180)))) {
      return new Reply(400, "{\"errorCode\":\"E0000053\"}");
    }
    return page(request, place, Math.min(limitsAsked.getLast(), largestPage));
  }

  /** Counts the question; false past the limit. */
  private boolean count() {
    if (windowEnds == null || !clock.now().isBefore(windowEnds)) {
      windowEnds = clock.now().plus(WINDOW);
      remaining = limit;
    }
    remaining--;
    leastRemaining = Math.min(leastRemaining, remaining);
    return remaining >= 0;
  }

  private Reply withLimit(Reply reply, int most, int left) {
    Instant ends = windowEnds == null ? clock.now().plus(WINDOW) : windowEnds;
    return reply
        .with("X-Rate-Limit-Limit", String.valueOf(most))
        .with("X-Rate-Limit-Remaining", String.valueOf(left))
        .with("X-Rate-Limit-Reset", String.valueOf(ends.plus(clockAhead).getEpochSecond() + 1));
  }

  private Reply refusal(int most, int left) {
    return withLimit(new Reply(429, "{\"errorCode\":\"E0000047\"}"), most, left);
  }

  @Override
  protected Reply overLimit(Request request) {
    return refusal(limit, 0);
  }

  /** Too many questions at once, of which the headers know nothing. */
  @Override
  protected Reply special(Request request) {
    return refusal(0, 0);
  }

  @Override
  protected Duration clockAhead() {
    return clockAhead;
  }

  private @Nullable Place place(Map<String, String> query) {
    if (query.containsKey("after")) {
      return cursors.get(query.get("after"));
    }
    String until = query.get("until");
    return new Place(
        null, Instant.parse(query.get("since")), until == null ? null : Instant.parse(until));
  }

  private Reply page(Request request, Place place, int size) {
    boolean polling = place.until() == null;
    Comparator<Entry> order = polling ? BY_KEPT : BY_PUBLISHED;
    List<Entry> rest =
        log.stream()
            .filter(entry -> !entry.visible().isAfter(clock.now()))
            .filter(entry ->
                polling
                    ? !entry.visible().isBefore(place.since())
                    : !entry.happened().isBefore(place.since())
                        && entry.happened().isBefore(place.until()))
            .filter(entry -> place.last() == null || order.compare(entry, place.last()) > 0)
            .sorted(order)
            .toList();
    List<Entry> page = rest.subList(0, Math.min(size, rest.size()));
    Reply reply =
        new Reply(200, "[" + String.join(",", page.stream().map(Entry::json).toList()) + "]");
    if (polling || page.size() < rest.size()) {
      String after = UUID.randomUUID().toString();
      cursors.put(
          after,
          new Place(page.isEmpty() ? place.last() : page.getLast(), place.since(), place.until()));
      return withLinks(reply, request, after);
    }
    return reply;
  }

  @Override
  protected Reply told(Request request, Told page) {
    Reply reply =
        new Reply(
            200, "[" + String.join(",", page.events().stream().map(Entry::json).toList()) + "]");
    return page.next() == null
        ? reply
        : reply.with(
            "Link", "<" + address() + "/api/v1/logs?after=" + page.next() + ">; rel=\"next\"");
  }

  private Reply withLinks(Reply reply, Request request, String after) {
    String host = otherHost ? "http://localhost:" + address().getPort() : address().toString();
    String self = "<" + address() + request.target() + ">; rel=\"self\"";
    String next =
        "<%s%s?limit=%d&after=%s>; rel=\"next\""
            .formatted(host, request.path(), largestPage, URLEncoder.encode(after, UTF_8));
    return joinedLinks
        ? reply.with("Link", self + ", " + next)
        : reply.with("Link", self).with("Link", next);
  }
}
