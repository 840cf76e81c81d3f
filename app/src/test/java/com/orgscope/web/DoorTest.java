package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.SignInLinks;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.signin.IdentityProvider;
import com.orgscope.signin.IdentityProviders;
import com.orgscope.signin.TestSignIn;
import com.orgscope.state.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What strangers, proxies and broken clients get of a server that is in demo mode. */
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "orgscope.roles=web,ingest",
      "orgscope.web.demo=true",
      "orgscope.web.metrics-token=a-token-for-the-collector",
      "orgscope.web.request-timeout=1s",
      "orgscope.web.max-sessions-per-user=2",
      "orgscope.web.max-sessions=4"
    })
class DoorTest {
  private static final TenantId CEDAR = new TenantId("cedar");
  private static final List<String> SAME_WITH_ALL =
      List.of(
          "Content-Security-Policy",
          "X-Content-Type-Options",
          "X-Frame-Options",
          "Referrer-Policy",
          "Permissions-Policy",
          "Cross-Origin-Opener-Policy",
          "Cross-Origin-Resource-Policy");

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private Tenants tenants;
  @Autowired private Ingest ingest;
  @Autowired private TestCensus census;
  @Autowired private People people;
  @Autowired private Releases releases;
  @Autowired private SignInLinks links;
  @Autowired private IdentityProviders providers;
  @Autowired private Audit audit;
  @Autowired private TwoTenants.MovedClock clock;
  @Autowired private Database database;
  private Wire wire = new Wire(0);

  @BeforeEach
  void settle() {
    if (tenants.all().isEmpty()) {
      TwoTenants.settle(tenants, people, census, releases);
      tenants.create(new Tenant(CEDAR, "Cedar Real Ltd", "finance", Region.EU, ZoneId.of("UTC")));
    }
    clock.at(TwoTenants.MORNING);
    wire = new Wire(port);
  }

  // Demo mode

  @Test
  void demo_mode_opens_only_companies_that_demo_made() throws IOException {
    String page = wire.get("/sign-in").body();
    assertThat(page).contains("acorn/ceo", "This is a demo").doesNotContain("cedar", "Cedar");
    assertThat(signIn("cedar/it-security").header("Location")).isEqualTo("/sign-in?refused");
    assertThat(signIn("acorn/it-security").header("Location")).isEqualTo("/");
  }

  @Test
  void a_company_does_not_become_a_demo() {
    Tenant cedar = tenants.get(CEDAR);
    Tenant demo =
        new Tenant(CEDAR, cedar.name(), cedar.industry(), cedar.region(), cedar.zone(), true);
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> tenants.create(demo))
        .hasMessageContaining("exists already");
    assertThat(tenants.get(CEDAR).demo()).isFalse();
  }

  @Test
  void each_page_of_a_made_up_company_says_so() throws IOException {
    try (Browser browser = new Browser(port).signIn("acorn/auditor")) {
      for (String path : List.of("/company", "/start", "/recommendations", "/operations")) {
        assertThat(browser.get(path).body())
            .as(path)
            .contains("Demo: made up, open to everybody at this machine");
      }
    }
    assertThat(operator(CEDAR).body("/start")).doesNotContain("Demo:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 127.0.0.1",
        "X-Forwarded-Host: localhost",
        "X-Forwarded-Proto: https",
        "X-Forwarded-Port: 8080",
        "X-Forwarded-Prefix: /x",
        "X-Forwarded: for=127.0.0.1",
        "x-forwarded-server: a",
        "Forwarded: for=127.0.0.1",
        "X-Real-IP: 127.0.0.1",
        "X-Client-IP: 127.0.0.1",
        "True-Client-IP: 127.0.0.1",
        "CF-Connecting-IP: 127.0.0.1",
        "Via: 1.1 proxy",
        "X-Forward-For: 127.0.0.1",
        "X_Forwarded_For: 127.0.0.1",
        "Client-IP: 127.0.0.1",
        "WL-Proxy-Client-IP: 127.0.0.1",
        "X-Azure-ClientIP: 127.0.0.1",
        "X-Appengine-User-IP: 127.0.0.1",
        "X-Amzn-Trace-Id: Root=1",
        "X-Request-Id: 1",
        "CDN-Loop: cdn",
        "Max-Forwards: 3",
        "Tailscale-User-Login: a@b.example",
        "X-Of-Tomorrow: 127.0.0.1",
        "Host: evil.example",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:1",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.nip.io"
      })
  void the_demos_doors_are_closed_to_whoever_may_speak_for_others(String header)
      throws IOException {
    assertThat(wire.get("/sign-in", header).body())
        .contains("There is no sign-in here")
        .doesNotContain("acorn/");
    assertThat(signIn("acorn/ceo", header).header("Location")).isEqualTo("/sign-in?refused");
  }

  @Test
  void this_machine_has_three_names_and_a_proxy_without_headers_speaks_old_http()
      throws IOException {
    for (String name : List.of("localhost", "127.0.0.1", "[::1]", "LOCALHOST")) {
      assertThat(wire.get("/sign-in", "Host: " + name + ":" + port).body())
          .as(name)
          .contains("acorn/ceo");
    }
    String old = "GET /sign-in HTTP/1.0\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    assertThat(wire.send(old).body()).contains("There is no sign-in here");
  }

  /** As Chromium, Firefox, Safari and curl send them today. */
  @Test
  void what_browsers_send_of_their_own_accord_closes_no_door() throws IOException {
    String[] own = {
      "User-Agent: Mozilla/5.0",
      "Accept: text/html",
      "Accept-Language: de",
      "Accept-Encoding: identity",
      "Cookie: a=b",
      "Cache-Control: max-age=0",
      "Pragma: no-cache",
      "Origin: null",
      "Referer: http://127.0.0.1/",
      "Upgrade-Insecure-Requests: 1",
      "Sec-CH-UA: \"Chromium\"",
      "Sec-Fetch-Site: same-origin",
      "Sec-GPC: 1",
      "DNT: 1",
      "If-None-Match: a",
      "Priority: u=0, i",
      "TE: trailers",
      "Save-Data: on",
      "X-Requested-With: XMLHttpRequest"
    };
    assertThat(wire.get("/sign-in", own).body()).contains("acorn/ceo");
    assertThat(signIn("acorn/ceo", own).header("Location")).isEqualTo("/");
  }

  // Strangers

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/sign-in",
        "/sign-in?refused",
        "/sign-in/link/cedar/x",
        "/company",
        "/operations",
        "/no-such-page",
        "/api/release",
        "/api/v1/release",
        "/api/v1/openapi.json",
        "/mcp",
        "/.well-known/oauth-protected-resource/mcp",
        "/actuator/health",
        "/actuator/prometheus",
        "/actuator/env",
        "/assets/orgscope.css",
        "/hooks/acorn/okta",
        "/scim/v2/acorn/Users"
      })
  void a_stranger_who_looks_gets_no_session_and_is_sent_nowhere_else(String path)
      throws IOException {
    for (String cookie : List.of("Accept: */*", "Cookie: orgscope=00112233445566778899AABBCC")) {
      Wire.Said said = wire.get(path, cookie, "Host: evil.example:81");
      assertThat(said.header("Set-Cookie")).isEmpty();
      assertThat(said.header("Location")).doesNotContain("evil");
      assertThat(said.body()).doesNotContain("evil.example");
    }
  }

  @Test
  void old_http_is_sent_nowhere_else_either() throws IOException {
    for (String path : List.of("/", "/company", "/operations")) {
      Wire.Said said = wire.send("GET " + path + " HTTP/1.0\r\nHost: evil.example\r\n\r\n");
      assertThat(said.status()).as(path).isEqualTo(302);
      assertThat(said.header("Location")).as(path).isEqualTo("/sign-in");
    }
  }

  @Test
  void a_stranger_who_posts_gets_no_session_either() throws IOException {
    for (String path : List.of("/sign-in", "/sign-out", "/recommendations/x", "/no-such-page")) {
      assertThat(wire.post(path, "a=b").header("Set-Cookie")).as(path).isEmpty();
    }
    assertThat(signIn("acorn/nobody").header("Set-Cookie")).isEmpty();
    assertThat(signIn("acorn/ceo").header("Set-Cookie"))
        .startsWith("orgscope=")
        .contains("HttpOnly", "SameSite=Strict");
  }

  @Test
  void a_form_of_another_site_signs_nobody_in() throws IOException {
    for (String header :
        List.of(
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Site: same-site",
            "Origin: http://evil.example",
            "Origin: null")) {
      assertThat(signIn("acorn/ceo", header).status()).as(header).isEqualTo(403);
    }
    assertThat(wire.post("/sign-in", "principal=acorn%2Fceo&_csrf=1.x").status()).isEqualTo(403);
    assertThat(signIn("acorn/ceo", "Sec-Fetch-Site: same-origin", "Origin: null").status())
        .isEqualTo(302);
    String form = form("acorn/ceo");
    clock.at(TwoTenants.MORNING.plus(Duration.ofHours(3)));
    assertThat(wire.post("/sign-in", form).status()).as("a form of this morning").isEqualTo(403);
  }

  @Test
  void a_token_that_is_made_up_is_refused_whatever_it_is() throws IOException {
    String session = signIn("acorn/it-security").header("Set-Cookie").replaceFirst(";.*", "");
    Random random = new Random(7);
    byte[] masked = new byte[2 * 43];
    for (int attempt = 0; attempt < 50; attempt++) {
      random.nextBytes(masked);
      String token = Base64.getUrlEncoder().withoutPadding().encodeToString(masked);
      assertThat(
              wire.post(
                      "/recommendations/x", "_csrf=" + token + "&to=proposed", "Cookie: " + session)
                  .status())
          .as(token)
          .isEqualTo(403);
    }
  }

  @Test
  void there_are_so_many_sessions_of_each_and_of_all() throws IOException {
    TestSignIn.forgetEverybody(database);
    List<Browser> open =
        Stream.of("ceo", "ceo", "auditor", "auditor")
            .map(role -> {
              clock.at(clock.instant().plusSeconds(1));
              return in("birch/" + role);
            })
            .toList();
    try (Browser third = in("birch/ceo")) {
      assertThat(third.get("/company").uri().getPath()).isEqualTo("/company");
      assertThat(open.getFirst().get("/company").uri().toString()).endsWith("/sign-in?elsewhere");
      assertThat(open.get(1).get("/company").uri().getPath()).isEqualTo("/company");
      clock.at(TwoTenants.MORNING.plus(Duration.ofMinutes(2)));
      assertThat(third.get("/company").uri().getPath()).isEqualTo("/company");
      assertThat(signIn("birch/it-security").header("Location")).isEqualTo("/");
      long left =
          Stream.of(open.get(1), open.get(2), open.get(3))
              .filter(one -> one.get("/company").uri().getPath().equals("/company"))
              .count();
      assertThat(left).as("of four one is new, and one is not the least lately used").isEqualTo(2);
      assertThat(third.get("/company").uri().getPath()).isEqualTo("/company");
    }
    assertThat(wire.get("/sign-in?elsewhere").body()).contains("or too many people did");
    open.forEach(Browser::close);
  }

  // Slow and broken clients

  @Test
  void a_slow_head_is_cut_and_a_slow_body_on_pages_and_webhooks() throws Exception {
    record Slow(String head, String little) {}
    List<Slow> all =
        Stream.concat(
                Stream.of("/sign-in", "/hooks/acorn/okta", "/scim/v2/acorn/Users")
                    .map(path ->
                        new Slow(
                            wire.head("POST", path)
                                + "Content-Type: application/x-www-form-urlencoded\r\n"
                                + "Content-Length: 1000\r\n\r\n",
                            "a")),
                Stream.of(new Slow("GET / HTTP/1.1\r\n", "X-A: b\r\n"), new Slow("GE", "T")))
            .toList();
    try (var beside = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Double>> seconds =
          all.stream()
              .map(slow -> beside.submit(() -> secondsOfSlow(slow.head, slow.little)))
              .toList();
      for (int i = 0; i < all.size(); i++) {
        assertThat(seconds.get(i).get()).as(all.get(i).head).isBetween(0.9, 6.0);
      }
    }
  }

  /** Sends the head and then a little five times a second until the server hangs up. */
  private double secondsOfSlow(String head, String little) throws Exception {
    long begun = System.nanoTime();
    CountDownLatch never = new CountDownLatch(1);
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (!never.await(200, TimeUnit.MILLISECONDS)) {
                    socket.getOutputStream().write(little.getBytes(StandardCharsets.US_ASCII));
                  }
                } catch (IOException | InterruptedException e) {
                  // It was cut.
                }
              });
      try {
        socket.getInputStream().readAllBytes();
      } catch (SocketException e) {
        // Reset by the server.
      }
      never.countDown();
      sender.join();
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  static Stream<String> broken() {
    String host = "Host: 127.0.0.1\r\nConnection: close\r\n";
    String form = "Content-Type: application/x-www-form-urlencoded\r\n";
    return Stream.of(
        "GARBAGE\r\n\r\n",
        "GET /a|b{c} HTTP/1.1\r\n" + host + "\r\n",
        "GET /\u00e4 HTTP/1.1\r\n" + host + "\r\n",
        "GET /%zz HTTP/1.1\r\n" + host + "\r\n",
        "GET /%00 HTTP/1.1\r\n" + host + "\r\n",
        "GET /a%2e%2e/b HTTP/1.1\r\n" + host + "\r\n",
        "GET /company;x=y HTTP/1.1\r\n" + host + "\r\n",
        "GET //company HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "GET / HTTP/9.9\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n" + host + "Host: again\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "Bad Header: x\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "X: " + "x".repeat(20_000) + "\r\n\r\n",
        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET * HTTP/1.1\r\n" + host + "\r\n",
        "OPTIONS *x HTTP/1.1\r\n" + host + "\r\n",
        "CONNECT evil.example:443 HTTP/1.1\r\n" + host + "\r\n",
        "TRACE / HTTP/1.1\r\n" + host + "\r\n",
        "TRACK / HTTP/1.1\r\n" + host + "\r\n",
        "BREW /company HTTP/1.1\r\n" + host + "\r\n",
        "GET /no-such HTTP/1.1\r\n" + host + "Cookie: \u0001=\"; orgscope=;;;=,\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" + host + form + "Content-Length: x\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" + host + form + "Transfer-Encoding: odd\r\n\r\n",
        "POST /sign-in HTTP/1.1\r\n" + host + form + "Content-Length: 4\r\n\r\na=%z",
        "POST /sign-in HTTP/1.1\r\n" + host + form + "Content-Length: 2000000\r\n\r\na=b",
        "POST /sign-in HTTP/1.1\r\n"
            + host
            + form
            + "Content-Length: 70000\r\n\r\na="
            + "x".repeat(69_998),
        "POST /sign-in HTTP/1.1\r\n"
            + host
            + form
            + "Content-Length: 1000\r\n\r\n"
            + "a=b&".repeat(250),
        "POST /sign-in HTTP/1.1\r\n"
            + host
            + "Content-Type: multipart/form-data\r\nContent-Length: 9\r\n\r\n--broken\n",
        "POST /company HTTP/1.1\r\n" + host + form + "Content-Length: 3\r\n\r\na=b",
        "PUT /sign-in HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("broken")
  void what_cannot_be_read_gets_a_calm_page_with_the_same_headers(String bytes) throws IOException {
    Wire.Said usual = wire.get("/sign-in");
    Wire.Said said = wire.send(bytes);
    assertThat(said.status()).isBetween(300, 599);
    assertThat(said.status()).as(said.body()).isNotEqualTo(500);
    for (String header : SAME_WITH_ALL) {
      assertThat(said.headers().get(header))
          .as(header)
          .isNotNull()
          .isEqualTo(usual.headers().get(header));
    }
    assertThat(said.header("Cache-Control")).contains("no-store");
    assertThat(said.header("Set-Cookie")).isEmpty();
    assertThat(said.header("Server")).isEmpty();
    assertThat(said.body()).doesNotContain("Exception", "Tomcat", "org.apache", "\tat ");
    if (said.status() >= 400) {
      assertThat(said.header("Content-Type")).startsWith("text/html");
      assertThat(said.body()).contains("<h1>", "href=\"/\"", "orgscope.css");
    }
  }

  @Test
  void who_asks_about_the_whole_server_gets_the_same_headers() throws IOException {
    Wire.Said usual = wire.get("/sign-in");
    Wire.Said said = wire.send("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(said.status()).isEqualTo(200);
    for (String header : SAME_WITH_ALL) {
      assertThat(said.header(header)).as(header).isNotEmpty().isEqualTo(usual.header(header));
    }
    assertThat(said.header("Cache-Control")).contains("no-store");
    assertThat(said.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://evil.example/company, /company",
    "https://evil.example:81/a?b=c, /a?b=c",
    "HTTP://evil.example//other.example/a, /other.example/a",
    "http://evil.example, /",
    "http://evil.example?a=b, /?a=b",
    "//evil.example/a, /a",
    "/\\evil.example/a, /a",
    "http:///evil.example/a, /a",
    "http://evil.example/\\other.example, /other.example",
    "http://login.example/authorize, /authorize",
    "https://login.example@evil.example/a, /a",
    "https://login.example.evil.example/a, /a",
    "https://login.example:444/a, /a",
    "https://login.example\\@evil.example/a, /@evil.example/a",
    "https://login.example/authorize?x=http://a, https://login.example/authorize?x=http://a",
    "https://Login.Example?x=y, https://Login.Example?x=y",
    "/company, /company",
    "company, /company"
  })
  void a_redirect_names_no_host_but_one_that_is_known_beforehand(String from, String to) {
    assertThat(RequestOrigin.kept(from, Set.of("login.example"))).isEqualTo(to);
    assertThat(RequestOrigin.kept(from, Set.of())).doesNotContain("://l", "://L").startsWith("/");
  }

  @Test
  void programs_get_problem_details_instead() throws IOException {
    for (String head :
        List.of(
            wire.head("GET", "/no-such", "Accept: application/json"),
            wire.head("GET", "/company", "Accept: application/json"),
            wire.head("GET", "/api/no-such"),
            wire.head("GET", "/api/%zz"),
            wire.head("TRACE", "/api/release"),
            wire.head("GET", "/actuator/prometheus"),
            wire.head("DELETE", "/hooks/acorn/okta"))) {
      Wire.Said said = wire.send(head + "\r\n");
      assertThat(said.status()).as(head).isBetween(400, 499);
      assertThat(said.header("Content-Type")).as(head).startsWith("application/problem+json");
      assertThat(said.body()).as(head).contains("\"status\"", "\"title\"");
      assertThat(said.header("Content-Security-Policy")).isEqualTo(PageHeaders.CONTENT_POLICY);
    }
  }

  // Metrics

  @Test
  void metrics_are_for_whoever_has_the_token_alone() throws IOException {
    assertThat(wire.get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(wire.get("/actuator/prometheus", "Authorization: Bearer other").status())
        .isEqualTo(401);
    try (Browser browser = new Browser(port).signIn("acorn/it-security")) {
      assertThat(browser.get("/actuator/prometheus").statusCode())
          .as("one company's IT would see the others' names")
          .isEqualTo(401);
    }
    Wire.Said said =
        wire.get("/actuator/prometheus", "Authorization: Bearer a-token-for-the-collector");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.body()).contains("jvm_memory_used_bytes");
  }

  // The operator's link

  @Test
  void a_link_signs_an_operator_in_once_and_looking_at_it_does_not_use_it_up() throws IOException {
    String code = links.make(Caller.commandLine(CEDAR, "olga"));
    String link = "/sign-in/link/cedar/" + code;
    for (int look = 0; look < 3; look++) {
      Wire.Said asked = wire.get(link);
      assertThat(asked.status()).isEqualTo(200);
      assertThat(asked.body()).contains("Sign in to Cedar Real Ltd", "IT/Security");
      assertThat(asked.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(asked.header("Set-Cookie")).isEmpty();
    }
    Wire.Said in = wire.post("/sign-in", form("cedar") + "&code=" + code);
    assertThat(in.header("Location")).isEqualTo("/");
    assertThat(wire.post("/sign-in", form("cedar") + "&code=" + code).header("Location"))
        .isEqualTo("/sign-in?used");
    assertThat(wire.get(link).status()).isEqualTo(410);
    assertThat(wire.get(link).body()).contains("./orgscope sign-in --tenant T");
    assertThat(audit.entries(Caller.commandLine(CEDAR, "olga"), 50))
        .filteredOn(
            entry -> entry.subject().equals("sign-in") && entry.principal().equals("os:olga"))
        .extracting(AuditEntry::action)
        .containsSubsequence("sign in by a link", "make a sign-in link");
  }

  @Test
  void a_link_is_for_minutes_for_one_company_for_this_machine_and_for_its_newest_maker()
      throws IOException {
    Caller olga = Caller.commandLine(CEDAR, "olga");
    for (Role role : Role.values()) {
      if (role != Role.IT_SECURITY && !role.isOfAPerson()) {
        assertThatThrownBy(() -> links.make(new Caller(CEDAR, role, "local:" + role, null)))
            .isInstanceOf(Failure.class);
      }
    }
    String code = links.make(olga);
    for (String from : List.of("X-Forwarded-For: 127.0.0.1", "Host: evil.example")) {
      assertThat(wire.get("/sign-in/link/cedar/" + code, from).body())
          .contains("A link is for this machine")
          .doesNotContain("Cedar");
      assertThat(wire.post("/sign-in", form("cedar") + "&code=" + code, from).header("Location"))
          .isEqualTo("/sign-in?relayed");
      assertThat(links.good(CEDAR, code)).as("it was not used").isTrue();
    }
    assertThat(wire.get("/sign-in?relayed").body())
        .contains("It was not used")
        .doesNotContain("used up");
    assertThat(wire.get("/sign-in/link/acorn/" + code).status()).isEqualTo(410);
    assertThat(links.use(new TenantId("acorn"), code)).isEmpty();
    clock.at(TwoTenants.MORNING.plus(SignInLinks.LIFE));
    assertThat(wire.get("/sign-in/link/cedar/" + code).status()).isEqualTo(410);
    assertThat(links.use(CEDAR, code)).isEmpty();
    clock.at(TwoTenants.MORNING);
    String renewed = links.make(olga);
    assertThat(links.good(CEDAR, code)).as("the earlier one").isFalse();
    assertThat(links.use(CEDAR, renewed)).get().extracting(Caller::principal).isEqualTo("os:olga");
    assertThat(links.use(CEDAR, renewed)).isEmpty();
  }

  @Test
  void a_link_made_before_the_identity_provider_was_set_is_good_no_more() throws IOException {
    Caller olga = Caller.commandLine(CEDAR, "olga");
    String code = links.make(olga);
    providers.set(
        olga,
        new IdentityProvider(
            CEDAR, "https://idp.example", "orgscope", "secret", "groups", "email", null, false));
    try {
      Wire.Said asked = wire.get("/sign-in/link/cedar/" + code);
      assertThat(asked.status()).isEqualTo(410);
      assertThat(asked.body())
          .contains("signs in by its identity provider", "emergency-access propose");
      assertThat(wire.post("/sign-in", form("cedar") + "&code=" + code).header("Location"))
          .isEqualTo("/sign-in?used");
      assertThat(links.good(CEDAR, code)).as("it was not used up").isTrue();
    } finally {
      providers.remove(olga);
    }
  }

  @Test
  void who_signed_in_by_a_link_is_told_what_comes_next() throws IOException {
    String start = operator(CEDAR).body("/");
    assertThat(steps(start))
        .containsExactly(
            "Sign in, and name the company: Done",
            "Tell who works here: Next",
            "Read the sign-in logs: Then",
            "Tell what licences cost: When you like",
            "Let the first night run: Then",
            "Publish the first numbers: Then",
            "Let others in: When you like");
    assertThat(start)
        .contains("What comes next", "Tell who works here. 4 steps to the first numbers of Cedar")
        .contains("./orgscope people import --tenant cedar people.csv --home " + home)
        .contains("href=\"/people\"")
        .doesNotContain("action=\"/start/night\"");
    assertThat(start.substring(start.indexOf("Elsewhere")).split("</ul>", 2)[0])
        .containsOnlyOnce("href=\"/developers\"")
        .containsOnlyOnce("href=\"/trials\"");
  }

  /** In the order of the page, each with its state. */
  private static List<String> steps(String page) {
    return Pattern.compile("</span> ([^<]+) <span class=\"step-state\">([^<]+)</span>")
        .matcher(page)
        .results()
        .map(step -> step.group(1) + ": " + step.group(2))
        .toList();
  }

  @Test
  void each_first_step_says_what_it_found_and_what_could_not_be_used() throws IOException {
    TenantId fir = new TenantId("fir");
    Caller olga = Caller.commandLine(fir, "olga");
    tenants.create(
        new Tenant(fir, "Fir Real Ltd", "retail", Region.EU, ZoneId.of("Europe/Berlin")));
    TwoTenants.employ(people, fir);
    assertThat(operator(fir).body("/"))
        .contains("3 people in 1 department; 1 without a manager.")
        .contains("Read the sign-in logs. 3 steps to the first numbers of Fir Real Ltd.");
    String log = visit("two@fir.example", 18) + visit("stranger@fir.example", 20) + "no event\n";
    var unused =
        ingest.stream(
            olga,
            Source.OKTA,
            new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
            Progress.NONE);
    Operator in = operator(fir);
    assertThat(in.body("/"))
        .contains("Okta: 2 events, the first of 18 Nov, the last of 20 Nov.")
        .contains("Kinds of work can come from 18 Dec on: 30 days must lie between")
        .contains("Not in the directory: 1 account of the last 28 days.")
        .contains("1 piece of standard input could not be used: the line is no JSON.")
        .contains("Let the first night run. 2 steps to the first numbers")
        .contains("By itself it begins at 02:00 in Europe/Berlin, and publishes what it finds")
        .contains("./orgscope nightly --tenant fir --quote --home " + home);
    assertThat(in.post("/start/night").header("Location")).isEqualTo("/start");
    assertThat(in.body("/start"))
        .contains("When it was asked for here: Asked, and not done yet.")
        .contains("Begin it now");
    ended(fir, 1, "failed");
    ended(fir, 2, "refused");
    assertThat(in.body("/start"))
        .as("a night that told nothing is none")
        .contains("Let the first night run. 2 steps to the first numbers")
        .contains("Night 2 is refused: why", "Begin it now");
    ended(fir, 3, "partial");
    ended(fir, 4, "failed");
    assertThat(in.body("/start"))
        .contains("Publish the first numbers. One step to the first numbers", "Night 4 is failed")
        .doesNotContain("Begin it now");
    ended(fir, 5, "failed");
    ended(fir, 6, "failed");
    for (int number = 7; number < 20; number++) {
      ended(fir, number, "published", Whom.PUT_ASIDE);
    }
    assertThat(in.body("/operations"))
        .as("however many nights of a few were between")
        .contains("Critical: 3 nights in a row failed", "The last night failed");
  }

  /** A night that ended so; those of higher numbers are newer. */
  private void ended(TenantId tenant, int number, String state) {
    ended(tenant, number, state, Whom.DUE);
  }

  private void ended(TenantId tenant, int number, String state, Whom whom) {
    database.runAs(
        Caller.system(tenant, "test"),
        sql -> {
          sql.sql(
                  """
                  INSERT INTO nightly.run (tenant, run, as_of, state, because, begun_at, whom)
                  VALUES (:tenant, :number, '2026-11-20', :state, 'why',
                    timestamptz '2026-11-20' + :number::int * interval '1 hour', :whom)
                  """)
              .param("tenant", tenant.value())
              .param("number", Integer.toString(number))
              .param("state", state)
              .param("whom", whom.name())
              .update();
        });
  }

  @Test
  void nobody_but_it_sees_or_moves_the_first_steps() throws IOException {
    try (Browser ceo = in("birch/ceo")) {
      String start = ceo.get("/start").body();
      assertThat(steps(start)).isEmpty();
      Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(start);
      assertThat(token.find()).isTrue();
      assertThat(ceo.post("/start/night", "_csrf", token.group(1)).statusCode()).isEqualTo(403);
    }
  }

  /** Of whoever can act a step and its command, of others that nothing is asked of them. */
  @Test
  void as_long_as_nothing_is_published_every_page_of_every_role_says_what_is_next() {
    TenantId hazel = new TenantId("hazel");
    tenants.create(
        new Tenant(hazel, "Hazel Example Ltd", "retail", Region.EU, ZoneId.of("UTC"), true));
    Map<String, String> next = saying(hazel, List.of("it-security", "ceo", "auditor", "council"));
    assertThat(next).hasSizeGreaterThan(18).containsKey("it-security /operations");
    expect(next, "Next: tell who works here", "people import --tenant hazel people.csv");
    TwoTenants.employ(people, hazel);
    next = saying(hazel, List.of("manager", "employee", "executive"));
    assertThat(next).containsKeys("manager /team", "employee /me", "executive /company");
    expect(next, "", "");
    try (Browser it = in("hazel/it-security")) {
      assertThat(it.get("/review").body())
          .contains("Next: read the sign-in logs")
          .contains("./orgscope ingest --tenant hazel --source okta LOGS");
    }
    try (Browser acorn = in("acorn/it-security")) {
      assertThat(acorn.get("/operations").body()).doesNotContain("class=\"ahead\"");
    }
  }

  private void expect(Map<String, String> said, String step, String command) {
    assertThat(said)
        .allSatisfy((where, page) -> {
          if (where.equals("it-security /start")) {
            assertThat(page).as(where).contains("What comes next", "./orgscope ");
          } else if (where.startsWith("it-security")) {
            assertThat(page).as(where).contains(step, "./orgscope " + command, "href=\"/start\"");
          } else {
            assertThat(page)
                .as(where)
                .contains("IT/Security sets this up; nothing is asked of you");
          }
        });
  }

  /** Every page that the roles may open, by role and address; not one fails. */
  private Map<String, String> saying(TenantId tenant, List<String> roles) {
    Map<String, String> said = new TreeMap<>();
    for (String role : roles) {
      try (Browser browser = in(tenant + "/" + role)) {
        for (String address : addresses()) {
          HttpResponse<String> page = browser.get(address);
          assertThat(page.statusCode()).as(role + " " + address).isIn(200, 403, 404);
          if (page.statusCode() == 200
              && page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            said.put(role + " " + page.uri().getPath(), page.body());
          }
        }
      }
    }
    return said;
  }

  /** Whole pages to read; what is put into one, or is no page, is not among them. */
  private List<String> addresses() {
    return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(info -> info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET)))
        .flatMap(info -> info.getPatternValues().stream())
        .filter(page -> !page.contains("{") && !page.contains("*"))
        .filter(page -> !page.startsWith("/api") && !page.startsWith("/sign-"))
        .filter(page -> !page.endsWith("/live") && !page.endsWith("/decide"))
        .filter(page -> !page.equals("/error") && !page.equals("/roles"))
        .sorted()
        .toList();
  }

  private static String visit(String login, int day) {
    return """
    {"uuid":"first-%1$s-%2$d","published":"2026-11-%2$dT09:00:00.000Z",\
    "eventType":"user.authentication.sso","outcome":{"result":"SUCCESS"},\
    "actor":{"id":"00u-%1$s","type":"User","alternateId":"%1$s"},\
    "target":[{"id":"0oa1","type":"AppInstance","displayName":"GitHub"}]}
    """
        .formatted(login, day);
  }

  private record Operator(DoorTest door, String cookie) {
    String body(String path) {
      try {
        Wire.Said said = door.wire.get(path, "Cookie: " + cookie);
        return said.status() == 302
            ? door.wire.get(said.header("Location"), "Cookie: " + cookie).body()
            : said.body();
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    Wire.Said post(String path) throws IOException {
      Matcher token = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(body("/start"));
      assertThat(token.find()).isTrue();
      return door.wire.post(path, "_csrf=" + token.group(1), "Cookie: " + cookie);
    }
  }

  private Operator operator(TenantId tenant) throws IOException {
    String code = links.make(Caller.commandLine(tenant, "olga"));
    String cookie =
        wire.post("/sign-in", form(tenant.value()) + "&code=" + code)
            .header("Set-Cookie")
            .replaceFirst(";.*", "");
    return new Operator(this, cookie);
  }

  private Browser in(String principal) {
    return new Browser(port).signIn(principal);
  }

  private Wire.Said signIn(String principal, String... headers) throws IOException {
    return wire.post("/sign-in", form(principal), headers);
  }

  private String form(String principal) throws IOException {
    Matcher token =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(wire.get("/sign-in").body());
    assertThat(token.find()).isTrue();
    return "_csrf=" + token.group(1) + "&principal=" + principal.replace("/", "%2F");
  }
}
