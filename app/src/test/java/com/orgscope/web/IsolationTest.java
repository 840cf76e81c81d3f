package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.cli.TestMcpBridge;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Source;
import com.orgscope.licence.Contracts;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.review.Contests;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.BearerTokens;
import com.orgscope.signin.KeptAnswers;
import com.orgscope.signin.ServiceAccounts;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.DailyUsage;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two companies with data of every kind a page shows. Each page that this process has, asked of the
 * server itself so that the next one is among them, shows each role its own company's and nothing
 * of the other's. A page that shows neither would prove nothing, so that is a fault as well.
 */
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, TwoTenants.class, ApiDescription.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "orgscope.roles=web,ingest",
      "orgscope.web.demo=true",
      "springdoc.api-docs.enabled=true",
      "springdoc.api-docs.path=/openapi-written",
      "springdoc.api-docs.version=openapi_3_1",
      "springdoc.paths-to-match=/api/v1/**",
      "springdoc.default-flat-param-object=true",
      "springdoc.writer-with-order-by-keys=true",
      "springdoc.writer-with-default-pretty-printer=true"
    })
class IsolationTest {
  private static final List<String> ROLES =
      List.of("ceo", "executive", "manager", "employee", "it-security", "auditor", "council");

  /** Pages that show a role nothing but the name of its company: role, or any, and address. */
  private static final Set<String> NOTHING_TO_SHOW =
      Set.of(
          "any /start",
          "any /api/release.csv",
          "any /roles",
          "any /developers",
          "manager /",
          "employee /",
          "auditor /",
          "council /",
          "council /council",
          "council /council/previews",
          "council /api/council",
          "it-security /operations/events",
          "it-security /audit",
          "auditor /audit",
          "it-security /api/audit",
          "auditor /api/audit",
          "it-security /api/nights",
          "it-security /trials",
          "it-security /api/trials",
          "it-security /api/review/queue",
          "it-security /api/review/ratings",
          "manager /api/review/queue",
          "manager /api/review/survey",
          "it-security /egress",
          "it-security /api/egress",
          "it-security /person",
          "it-security /people",
          "it-security /view-as",
          "it-security /view-as/page/**",
          "manager /erasure",
          "employee /erasure",
          // Packed; what is in it, PersonalExportTest says.
          "manager /api/me/export",
          "employee /api/me/export",
          "manager /api/consent",
          "employee /api/consent",
          "manager /recommendations",
          "employee /recommendations");

  /** Pages that are no company's: everybody at this machine may see BOTH made-up ones' doors. */
  private static final Set<String> NOBODYS =
      Set.of(
          "/sign-in",
          "/sign-in/link/{company}/{code}",
          "/sign-in/with",
          "/sign-in/with/{company}",
          "/sign-in/back/{company}",
          "/sign-out/provider/{company}",
          "/openapi.json",
          McpAddresses.METADATA,
          McpAddresses.METADATA + "/mcp",
          McpAddresses.METADATA + "/mcp/{company}",
          "/api/v1/openapi.json",
          "/openapi-written",
          "/openapi-written.yaml",
          "/error");

  private static final String TRUST_CALL =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"trust\",\"arguments\":{}}}";

  private static final String NOBODYS_REQUEST = "01914b6e-0000-8000-8000-000000000001";

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private Database database;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private TestCensus census;
  @Autowired private Releases releases;
  @Autowired private Looks looks;
  @Autowired private Recommendations recommendations;
  @Autowired private Contests contests;
  @Autowired private Ingest ingest;
  @Autowired private Lake lake;
  @Autowired private DailyUsage days;
  @Autowired private Audit audit;
  @Autowired private TwoTenants.MovedClock clock;

  /** What is only of one company, wherever it may appear. */
  private record Planted(TenantId tenant, String company, List<String> marks, String decided) {}

  private static final List<Planted> BOTH = new ArrayList<>();

  @BeforeEach
  void plant() throws IOException {
    if (!BOTH.isEmpty()) {
      return;
    }
    BOTH.add(plant("maple", "Maple Example Ltd", 1_012));
    BOTH.add(plant("willow", "Willow Example Ltd", 2_345));
  }

  private Planted plant(String id, String company, int employed) throws IOException {
    TenantId tenant = new TenantId(id);
    Caller operator = Caller.commandLine(tenant, "operator-of-" + id);
    tenants.create(new Tenant(tenant, company, "technology", Region.EU, ZoneId.of("UTC"), true));
    TestDirectory.employ(
        people,
        operator,
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        "1,one@%1$s.example,One of %1$s,Head,Engineering,2020-01-01,".formatted(id),
        "2,two@%1$s.example,Two of %1$s,Engineer,Engineering,2021-01-01,1".formatted(id),
        "3,three@%1$s.example,Three of %1$s,Engineer,Engineering,2021-01-01,1".formatted(id));
    census.company(tenant, employed, "run-" + id, LocalDate.of(2026, 11, 21));
    releases.publish(operator);
    Path file = home.resolve("planted-" + id + ".ndjson");
    Files.writeString(file, "{\"not an event\n");
    ingest.files(operator, Source.OKTA, List.of(file), Progress.NONE);
    context
        .getBean(Contracts.class)
        .importContracts(
            operator,
            Files.writeString(
                home.resolve("contracts-" + id + ".csv"),
                "application,seats,seat_price_per_year,currency\npaid-of-%s,2,10,USD\n"
                    .formatted(id)));
    new SignInLog().visit("02 09:00", "tool-of-" + id, "s").into(lake, tenant);
    days.refresh(tenant, Progress.NONE);
    Recommendation first = recommendations.all(operator, null).getFirst();
    recommendations.decide(operator, first.id(), RecommendationState.DECLINED, "word-of-" + id);
    looks.openByCommand(
        operator, people.visible(operator), LookReason.of("access-review", "1 look-of-" + id, ""));
    TestCouncilPolicies.managersSee(database, tenant, CouncilPolicy.Managers.CATEGORIES);
    contested(tenant, id);
    long published = releases.latest(operator).orElseThrow().total().people();
    return new Planted(
        tenant,
        company,
        List.of(
            Formats.people(published) + " people",
            "\"people\":" + releases.latest(operator).orElseThrow().cells().getFirst().people(),
            "\"people\":" + published,
            "1 look-of-" + id,
            "operator-of-" + id,
            file.getFileName().toString(),
            "word-of-" + id,
            "contest-of-" + id,
            "Two of " + id,
            "tool-of-" + id,
            "paid-of-" + id,
            "run-" + id),
        first.id());
  }

  private void contested(TenantId tenant, String id) {
    Map<PersonKey, Judgment> said = new HashMap<>();
    for (PersonKey person : people.visible(Caller.system(tenant, "test"))) {
      said.put(person, TestCompany.decided("Engineering", 0.9));
    }
    TestRuns.active(context, tenant, "said-of-" + id, LocalDate.of(2026, 11, 21), said);
    said.keySet()
        .forEach(person ->
            contests.open(
                new Caller(tenant, Role.EMPLOYEE, "one-of-them", person),
                "Product",
                "contest-of-" + id));
  }

  @Test
  void each_page_shows_each_role_its_own_company_and_nothing_of_the_other() {
    Set<String> pages = pages();
    assertThat(pages).contains("/", "/start", "/company", "/api/v1/release", "/operations");
    Set<String> shown = new TreeSet<>();
    for (Planted own : BOTH) {
      Planted other = BOTH.get(BOTH.getFirst() == own ? 1 : 0);
      for (String role : ROLES) {
        try (Browser browser = new Browser(port).signIn(own.tenant() + "/" + role)) {
          for (String page : pages) {
            shown.addAll(look(browser, role, page, own, other));
          }
        }
      }
    }
    assertThat(shown)
        .as("each kind of planted data is somewhere, or it tells nothing")
        .contains(
            "operator-of-maple",
            "planted-willow.ndjson",
            "word-of-maple",
            "word-of-willow",
            "tool-of-maple");
  }

  private static List<String> look(
      Browser browser, String role, String page, Planted own, Planted other) {
    String address = page.replaceAll("\\{[^}]+}", other.decided());
    HttpResponse<String> answer = browser.get(address);
    String at = role + " of " + own.tenant() + " on " + address;
    assertThat(answer.statusCode()).as(at).isIn(200, 400, 403, 404);
    assertThat(answer.body()).as(at).doesNotContain(other.company(), other.tenant() + "/");
    assertThat(answer.body()).as(at).doesNotContain(other.marks());
    List<String> seen = own.marks().stream().filter(answer.body()::contains).toList();
    String plain = page.replace("/api/v1/", "/api/");
    boolean nothing =
        NOTHING_TO_SHOW.contains(role + " " + plain) || NOTHING_TO_SHOW.contains("any " + plain);
    if (answer.statusCode() == 200 && !nothing) {
      assertThat(seen).as(at + " shows nothing of its own company:\n" + answer.body()).isNotEmpty();
    } else if (answer.statusCode() == 200 && !page.startsWith("/api/")) {
      assertThat(answer.body()).as(at).contains(own.company());
    } else if (answer.statusCode() != 200) {
      assertThat(seen).as(at + " is refused, and yet shows").isEmpty();
    }
    return seen;
  }

  /** The addresses one can look at, by the server's own list. */
  private Set<String> pages() {
    Set<String> pages = new TreeSet<>();
    context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(IsolationTest::canBeLookedAt)
        // One of the addresses of an operation of the API is enough.
        .flatMap(info ->
            info.getPatternValues().stream()
                .filter(page ->
                    info.getPatternValues().stream()
                        .noneMatch(one ->
                            one.equals(page.replaceFirst("^/api/(?!v1/)", "/api/v1/"))
                                && !one.equals(page))))
        .filter(page -> !NOBODYS.contains(page))
        .forEach(pages::add);
    return pages;
  }

  private static boolean canBeLookedAt(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  @Test
  void nobody_decides_on_what_another_company_was_recommended() {
    Planted maple = BOTH.getFirst();
    Planted willow = BOTH.getLast();
    try (Browser browser = new Browser(port).signIn("willow/it-security")) {
      String token =
          browser.get("/recommendations").body().replaceAll("(?s).*name=\"_csrf\" value=\"", "");
      HttpResponse<String> answer =
          browser.post(
              "/recommendations/" + maple.decided(),
              "_csrf",
              token.substring(0, token.indexOf('"')),
              "to",
              "proposed",
              "reason",
              "foreign");
      assertThat(answer.body()).doesNotContain("word-of-maple");
    }
    Caller operator = Caller.commandLine(maple.tenant(), "looks");
    assertThat(recommendations.all(operator, null))
        .filteredOn(one -> one.id().equals(maple.decided()))
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(RecommendationState.DECLINED));
    assertThat(willow.tenant()).isNotEqualTo(maple.tenant());
  }

  /** {@code -Dorgscope.docs.write=true} writes it anew. */
  @Test
  void the_document_of_the_api_is_that_of_the_code() throws IOException {
    try (Browser browser = new Browser(port).signIn("maple/employee");
        Browser stranger = new Browser(port)) {
      String now = browser.get("/openapi-written").body() + "\n";
      if (Boolean.getBoolean("orgscope.docs.write")) {
        Files.writeString(ApiSuite.KEPT, now);
      }
      assertThat(Files.readString(ApiSuite.KEPT).equals(now))
          .as(
              "the document is the code's; what changed: git diff, after -Dorgscope.docs.write=true")
          .isTrue();
      for (String address : List.of("/api/v1/openapi.json", "/openapi.json")) {
        assertThat(stranger.get(address).body()).isEqualTo(Files.readString(ApiSuite.KEPT));
      }
    }
  }

  @Test
  void each_operation_of_the_api_is_told_in_the_document_and_answers_at_both_addresses()
      throws IOException {
    Set<String> told = new TreeSet<>();
    new ApiSuite().operations().forEach(one -> told.add(one.method() + " " + one.path()));
    Set<String> served = new TreeSet<>();
    Set<String> plain = new TreeSet<>();
    context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .forEach(info ->
            info.getPatternValues().stream()
                .filter(path -> path.startsWith("/api/") && !path.endsWith("/openapi.json"))
                .forEach(path ->
                    info.getMethodsCondition()
                        .getMethods()
                        .forEach(method ->
                            (path.startsWith("/api/v1/") ? served : plain)
                                .add(method + " " + path))));
    assertThat(told).as("told: @Operation and @Admits").isEqualTo(served).hasSizeGreaterThan(20);
    assertThat(plain)
        .as("what was at /api/ is at /api/v1/ too")
        .isEqualTo(
            served.stream()
                .map(one -> one.replace("/api/v1/", "/api/"))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void each_operation_answers_each_role_as_it_is_told_and_with_the_rows_of_the_page()
      throws IOException {
    ApiSuite suite = new ApiSuite();
    for (String role : ROLES) {
      try (Browser browser = new Browser(port).signIn("maple/" + role)) {
        suite.read(browser, role);
      }
    }
    try (Browser stranger = new Browser(port)) {
      for (ApiSuite.Operation operation : suite.operations()) {
        String address = operation.path().replaceAll("\\{[^}]+}", NOBODYS_REQUEST);
        HttpResponse<String> answer =
            operation.method().equals("GET")
                ? stranger.get(address)
                : stranger.postJson(address, "none", "{}");
        assertThat(answer.statusCode()).as(address).isIn(401, 403);
        suite.asTold("a stranger", operation, answer, answer.body());
      }
    }
  }

  @Test
  void the_examples_of_the_page_run() throws IOException {
    ApiSuite suite = new ApiSuite();
    Caller it = Caller.commandLine(BOTH.getFirst().tenant(), "test");
    try (Programs programs = new Programs(port, context.getBean(ServiceAccounts.class), it);
        Browser browser = new Browser(port).signIn("maple/it-security")) {
      List<Programs.Line> lines = Programs.lines(browser.get("/developers").body());
      assertThat(lines).hasSizeGreaterThan(18);
      for (ApiSuite.Operation operation : suite.operations()) {
        String scope = operation.scope();
        if (scope != null) {
          Programs.Line line =
              lines.stream().filter(one -> one.isOf(operation)).findFirst().orElseThrow();
          HttpResponse<String> answer = programs.run(line, operation.roles(), scope);
          assertThat(answer.statusCode())
              .as("%s: %s", line, answer.body())
              .isIn(200, 202, 409, operation.path().contains("{") ? 404 : 200);
          suite.asTold("the example", operation, answer, answer.body());
        }
      }
    }
  }

  @Test
  void a_list_comes_in_parts_that_new_rows_do_not_move() throws IOException {
    Caller it = Caller.commandLine(BOTH.getFirst().tenant(), "test");
    for (int i = 0; i < 7; i++) {
      audit.record(it, "fill a list", "row " + i, "why");
    }
    try (Browser browser = new Browser(port).signIn("maple/it-security");
        Browser other = new Browser(port).signIn("willow/it-security")) {
      String list = "/api/v1/audit?action=fill+a+list&limit=3";
      List<String> rows = new ArrayList<>();
      String next = "";
      int parts = 0;
      do {
        JsonNode part = JsonMapper.shared().readTree(browser.get(list + next).body());
        part.get("items").forEach(row -> rows.add(row.get("subject").asString()));
        next = part.get("next").isNull() ? null : "&cursor=" + part.get("next").asString();
        audit.record(it, "fill a list", "later " + parts++, "why");
        assertThat(next == null ? "" : other.get(list + next).body()).doesNotContain("row ");
      } while (next != null && parts < 9);
      assertThat(rows)
          .containsExactly("row 6", "row 5", "row 4", "row 3", "row 2", "row 1", "row 0");
      String foreign = Listed.cursor("egress", List.of("5"));
      for (String wrong :
          List.of("limit=0", "limit=201", "limit=x", "cursor=zzz", "cursor=" + foreign)) {
        HttpResponse<String> refused = browser.get("/api/v1/audit?" + wrong);
        assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type"))
            .hasValue("application/problem+json");
      }
      for (String page : List.of("egress", "review/queue")) {
        assertThat(browser.get("/api/v1/" + page + "?limit=201").statusCode()).isEqualTo(400);
        assertThat(
                browser
                    .get("/api/v1/" + page + "?cursor=" + Listed.cursor("audit", List.of("5")))
                    .statusCode())
            .as(page)
            .isEqualTo(400);
      }
    }
  }

  @Test
  void people_in_lists_come_once_each_in_an_order_that_names_nobody() {
    Map<String, String> lists =
        Map.of(
            "team", "manager",
            "review/queue", "it-security",
            "review/survey", "manager",
            "looks", "employee");
    lists.forEach((list, role) -> {
      try (Browser browser = new Browser(port).signIn("maple/" + role)) {
        String all = "/api/v1/" + list;
        JsonNode whole = JsonMapper.shared().readTree(browser.get(all).body()).get("items");
        List<JsonNode> rows = new ArrayList<>();
        String next = "";
        while (next != null) {
          JsonNode part = JsonMapper.shared().readTree(browser.get(all + "?limit=1" + next).body());
          part.get("items").forEach(rows::add);
          next = part.get("next").isNull() ? null : "&cursor=" + part.get("next").asString();
          assertThat(next == null ? "" : Listed.read(next.substring("&cursor=".length())))
              .as(list)
              .doesNotContainPattern("[0-9a-f]{8}-[0-9a-f]{4}");
        }
        assertThat(rows).as(list).containsExactlyElementsOf(whole);
        assertThat(rows.size())
            .as(list)
            .isGreaterThanOrEqualTo(list.equals("team") || list.endsWith("queue") ? 2 : 0);
      }
    });
  }

  @Test
  void a_write_with_a_key_is_done_once_and_answered_alike() throws IOException {
    Caller it = Caller.commandLine(BOTH.getFirst().tenant(), "test");
    try (Programs programs = new Programs(port, context.getBean(ServiceAccounts.class), it)) {
      String releases = "/api/v1/releases";
      String key = "release-of-monday";
      HttpResponse<String> first = programs.post(releases, "it-security", key, "");
      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      HttpResponse<String> again = programs.post(releases, "it-security", key, "");
      assertThat(again.headers().firstValue("idempotency-replayed")).hasValue("true");
      assertThat(again.statusCode()).isEqualTo(202);
      assertThat(again.body()).isEqualTo(first.body());
      assertThat(again.headers().firstValue("location"))
          .isEqualTo(first.headers().firstValue("location"));
      assertThat(programs.post("/api/releases", "it-security", "\"" + key + "\"", "").body())
          .as("at the other address of it, with the key as the draft writes it")
          .isEqualTo(first.body());
      assertThat(programs.post(releases, "it-security", key, "{}").statusCode()).isEqualTo(422);
      assertThat(programs.post("/api/v1/nights", "it-security", key, "").statusCode())
          .isEqualTo(422);
      HttpResponse<String> others = programs.post(releases, "auditor", key, "");
      assertThat(others.statusCode()).as("whose key it is not").isEqualTo(403);
      assertThat(programs.post(releases, "it-security", "short", "").statusCode()).isEqualTo(400);
      String long64 = "x".repeat(64 * 1024 + 1);
      HttpResponse<String> tooLong = programs.post(releases, "it-security", key + "-long", long64);
      assertThat(tooLong.statusCode()).isEqualTo(413);
      assertThat(tooLong.body()).contains("64 KB may be sent");
      String wrong = "{\"login\": \"nobody@maple.example\"}";
      for (int i = 0; i < 2; i++) {
        HttpResponse<String> refused =
            programs.post("/api/v1/erasures", "it-security", key + "-erasure", wrong);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.headers().firstValue("idempotency-replayed"))
            .as("what did nothing is not kept")
            .isEmpty();
      }
      KeptAnswers answers = context.getBean(KeptAnswers.class);
      Caller program = programs.caller("it-security", context.getBean(BearerTokens.class));
      byte[] asked = RepeatedRequests.digest("POST", "/api/v1/nights", null, new byte[0]);
      String busy = key + "-night";
      assertThat(Database.as(Login.PAGES, () -> answers.turn(program, busy, asked)))
          .isInstanceOf(KeptAnswers.Repeat.First.class);
      String guessed =
          String.join(
              "\n",
              "ask",
              program.tenant().value(),
              program.role().name(),
              program.principal(),
              busy);
      Long found =
          database.inTransactionAs(
              Caller.system(program.tenant(), "test"),
              sql ->
                  sql.sql("SELECT count(*) FROM signin.kept_answer WHERE ask = ? OR request = ?")
                      .params(Sha256.of(guessed), asked)
                      .query(Long.class)
                      .single());
      assertThat(found).as("who has the database cannot try who asked for what").isZero();
      HttpResponse<String> underWay = programs.post("/api/v1/nights", "it-security", busy, "");
      assertThat(underWay.statusCode()).as(underWay.body()).isEqualTo(409);
      assertThat(underWay.headers().firstValue("retry-after")).hasValue("1");
      clock.at(clock.instant().plus(KeptAnswers.LOST).plusSeconds(1));
      assertThat(programs.post("/api/v1/nights", "it-security", busy, "").statusCode())
          .as("whoever began it never ended")
          .isEqualTo(202);
      assertThat(answers.forgetEnded(program.tenant())).as("none has ended").isZero();
      clock.at(clock.instant().plus(KeptAnswers.LIFE));
      assertThat(answers.forgetEnded(program.tenant())).as("of any age").isGreaterThan(1);
      HttpResponse<String> later = programs.post(releases, "it-security", key, "");
      assertThat(later.headers().firstValue("idempotency-replayed")).as("a day later").isEmpty();
      ErasureHandler erasure =
          context.getBeansOfType(ErasureHandler.class).values().stream()
              .filter(one -> one.place().equals("kept answers"))
              .findFirst()
              .orElseThrow();
      assertThat(erasure.erase(new Erased(it.tenant(), Set.of(), List.of(), Set.of()))).isOne();
      assertThat(programs.post(releases, "it-security", key, "").headers().map())
          .as("who is erased is in no answer")
          .doesNotContainKey("idempotency-replayed");
    } finally {
      clock.at(TwoTenants.MORNING);
    }
  }

  @Test
  void a_file_of_people_with_a_key_is_as_long_as_without() {
    try (Browser browser = new Browser(port).signIn(BOTH.getFirst().tenant() + "/auditor")) {
      Matcher token = TOKEN.matcher(browser.get("/start").body());
      assertThat(token.find()).isTrue();
      String file = "x".repeat(64 * 1024 + 1);
      assertThat(
              browser
                  .postJson(
                      "/api/people", token.group(1), file, "Idempotency-Key", "a-file-of-people")
                  .statusCode())
          .as("read, and not for this role")
          .isEqualTo(403);
    }
  }

  @Test
  void a_record_is_opened_anew_whatever_key_comes_along() {
    Planted maple = BOTH.getFirst();
    Caller it = Caller.commandLine(maple.tenant(), "test");
    try (Browser browser = new Browser(port).signIn(maple.tenant() + "/it-security")) {
      Matcher token = TOKEN.matcher(browser.get("/start").body());
      assertThat(token.find()).isTrue();
      String body =
          "{\"login\": \"three@%s.example\", \"purpose\": \"access-review\", \"reference\": \"AR-77\"}"
              .formatted(maple.tenant());
      for (int opened = 1; opened <= 2; opened++) {
        HttpResponse<String> record =
            browser.postJson(
                "/api/v1/person", token.group(1), body, "Idempotency-Key", "record-of-three-twice");
        assertThat(record.statusCode()).as(record.body()).isEqualTo(200);
        assertThat(record.headers().firstValue("idempotency-replayed")).isEmpty();
        assertThat(
                audit.entries(it, 1_000).stream()
                    .map(Object::toString)
                    .filter(entry ->
                        entry.contains("action=open a person's record") && entry.contains("AR-77")))
            .hasSize(opened);
      }
    }
  }

  @Test
  void each_tool_answers_each_role_with_the_figures_of_the_api() throws IOException {
    Planted maple = BOTH.getFirst();
    Caller it = Caller.commandLine(maple.tenant(), "test");
    List<McpSchema.Tool> told = new ArrayList<>();
    try (Programs programs = new Programs(port, context.getBean(ServiceAccounts.class), it)) {
      for (String role : List.of("ceo", "executive", "it-security", "auditor", "council")) {
        JsonNode release =
            JsonMapper.shared().readTree(programs.get("/api/v1/release", role).body());
        try (Assistant assistant = new Assistant(port, "/mcp", programs.token(role))) {
          told.addAll(assistant.tools());
          for (Tool tool : Tool.values()) {
            McpSchema.CallToolResult answer = assistant.call(tool);
            boolean ofRelease = tool.scope() == ApiScope.READ_RELEASE;
            boolean may = ofRelease && !role.equals("council");
            assertThat(Boolean.TRUE.equals(answer.isError()))
                .as("%s %s: %s", role, tool, answer)
                .isEqualTo(!may);
            if (may) {
              ApiSuite.sameFigures(tool, Assistant.told(answer), release);
            } else {
              assertThat(Assistant.text(answer)).contains("Not with your role");
            }
          }
        }
      }
    }
    assertThat(told)
        .allSatisfy(tool -> {
          assertThat(tool.annotations().readOnlyHint()).isTrue();
          assertThat(tool.outputSchema()).containsKey("required");
          assertThat(tool.description()).doesNotContain(maple.company(), "maple");
        });
    assertThat(told).hasSize(5 * Tool.values().length);
    assertThat(told.stream().distinct()).as("to everybody alike").hasSize(Tool.values().length);
  }

  @Test
  void tools_of_people_answer_them_with_the_rows_of_the_api_and_with_no_name() {
    ToolDesk desk = context.getBean(ToolDesk.class);
    TenantId maple = BOTH.getFirst().tenant();
    PersonKey manager = person("one@maple.example");
    Caller one = new Caller(maple, Role.MANAGER, "one", manager);
    try (Browser browser = new Browser(port).signIn("maple/manager")) {
      JsonNode rows = JsonMapper.shared().readTree(browser.get("/api/v1/team").body()).get("items");
      ToolAnswers.Team team = Database.as(Login.PAGES, () -> desk.team(one, null));
      assertThat(team.reports())
          .extracting(ToolAnswers.Report::person, ToolAnswers.Report::standing)
          .containsExactlyElementsOf(
              rows.valueStream()
                  .map(row -> tuple(row.get("person").asString(), row.get("standing").asString()))
                  .toList())
          .isNotEmpty();
      assertThat(team.toString()).doesNotContain("Two of maple", "@maple");
      JsonNode said = JsonMapper.shared().readTree(browser.get("/api/v1/contest").body());
      ToolAnswers.Own own = Database.as(Login.PAGES, () -> desk.own(one));
      assertThat(own.category()).isEqualTo(said.get("category").asString());
      assertThat(own.contest()).isEqualTo("open");
      assertThat(own.history()).hasSize(said.get("history").size());
      assertThat(own.toString()).doesNotContain("contest-of-maple");
      Caller chief = new Caller(maple, Role.CEO, "chief", null);
      assertThatThrownBy(() -> Database.as(Login.PAGES, () -> desk.team(chief, null)))
          .isInstanceOf(PageAccess.Forbidden.class);
    }
  }

  private PersonKey person(String login) {
    return people
        .byLogin(Caller.system(BOTH.getFirst().tenant(), "test"), login)
        .orElseThrow()
        .key();
  }

  @Test
  void an_assistant_on_this_machine_asks_by_its_pipe_what_its_token_may() throws IOException {
    Caller it = Caller.commandLine(BOTH.getFirst().tenant(), "test");
    String begin =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":"
            + "\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}}";
    String ready = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}";
    String call = TRUST_CALL;
    try (Programs programs = new Programs(port, context.getBean(ServiceAccounts.class), it)) {
      String ceo = programs.token("ceo");
      List<String> said = TestMcpBridge.carried(port, "/mcp/maple", ceo, begin, ready, call);
      assertThat(said).as("what is only told has no answer").hasSize(2);
      assertThat(
              JsonMapper.shared()
                  .readTree(said.getFirst())
                  .at("/result/serverInfo/name")
                  .asString())
          .isEqualTo("orgscope");
      assertThat(said.getLast()).isEqualTo(programs.tool("/mcp", ceo, null, call).body());
      for (List<String> wrong : List.of(List.of("/mcp/willow", ceo), List.of("/mcp", "osk_no"))) {
        List<String> refused =
            TestMcpBridge.carried(port, wrong.getFirst(), wrong.getLast(), ready, call, "no JSON");
        assertThat(refused).hasSize(2);
        assertThat(JsonMapper.shared().readTree(refused.getFirst()).at("/error/message").asString())
            .contains("the token is not good");
      }
    }
  }

  @Test
  void the_door_of_assistants_takes_a_token_for_it_and_tells_whoever_has_none_where_to_ask()
      throws IOException {
    Caller it = Caller.commandLine(BOTH.getFirst().tenant(), "test");
    String here = "http://localhost:" + port;
    String call = TRUST_CALL;
    try (Programs programs = new Programs(port, context.getBean(ServiceAccounts.class), it);
        Browser session = new Browser(port).signIn("maple/ceo")) {
      String metadata = here + "/.well-known/oauth-protected-resource/mcp";
      for (HttpResponse<String> refused :
          List.of(programs.tool("/mcp", null, null, call), session.get("/mcp"))) {
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("www-authenticate"))
            .hasValue("Bearer resource_metadata=\"" + metadata + "\"");
      }
      String api = "Bearer resource_metadata=\"" + here + McpAddresses.METADATA + "\"";
      try (Browser stranger = new Browser(port)) {
        assertThat(stranger.get("/api/v1/release").headers().firstValue("www-authenticate"))
            .hasValue(api);
      }
      assertThat(
              programs
                  .tool("/api/v1/nights", "orgscope.maple.wrong", null, "")
                  .headers()
                  .firstValue("www-authenticate"))
          .hasValue(api + ", error=\"invalid_token\"");
      assertThat(
              programs
                  .tool("/mcp/willow", null, null, call)
                  .headers()
                  .firstValue("www-authenticate"))
          .hasValue("Bearer resource_metadata=\"" + metadata + "/willow\"");
      JsonNode told =
          JsonMapper.shared()
              .readTree(session.get("/.well-known/oauth-protected-resource/mcp").body());
      assertThat(told.get("resource").asString()).isEqualTo(here + "/mcp");
      assertThat(told.get("scopes_supported").toString()).contains("orgscope.team.read");
      assertThat(
              JsonMapper.shared()
                  .readTree(session.get("/.well-known/oauth-protected-resource").body())
                  .get("resource")
                  .asString())
          .isEqualTo(here);
      String ceo = programs.token("ceo");
      assertThat(programs.tool("/mcp", ceo, null, call).statusCode()).isEqualTo(200);
      assertThat(programs.tool("/mcp", ceo, here, call).statusCode()).isEqualTo(200);
      assertThat(programs.tool("/mcp/maple", ceo, null, call).statusCode()).isEqualTo(200);
      assertThat(programs.tool("/mcp/willow", ceo, null, call).statusCode()).isEqualTo(401);
      assertThat(programs.tool("/mcp", ceo, "https://evil.example", call).statusCode())
          .isEqualTo(403);
      assertThat(programs.tool("/mcp", "orgscope.maple.wrong", null, call).statusCode())
          .isEqualTo(401);
      String narrow =
          context
              .getBean(ServiceAccounts.class)
              .create(it, "narrow", Role.CEO, Set.of(ApiScope.READ_LOOKS), Duration.ofDays(1));
      HttpResponse<String> out = programs.tool("/mcp", narrow, null, call);
      assertThat(out.statusCode()).isEqualTo(403);
      assertThat(out.headers().firstValue("www-authenticate").orElseThrow())
          .endsWith("error=\"insufficient_scope\", scope=\"orgscope.release.read\"");
    }
  }

  /** Those ask for a tenant's own secret with each request and have tests of their own. */
  @Test
  void nothing_else_of_this_process_answers_but_what_is_named_here() {
    assertThat(
            context.getBeansOfType(ServletRegistrationBean.class).values().stream()
                .flatMap(servlet -> Stream.of(servlet.getUrlMappings().toArray()))
                .map(Object::toString))
        .containsExactlyInAnyOrder("/", "/hooks/*", "/mcp", "/mcp/*", "/scim/v2/*");
  }
}
