package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
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
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Source;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.RecommendationState;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.review.Contests;
import com.orgscope.state.Database;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.DailyUsage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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

/**
 * Two companies with data of every kind a page shows. Each page that this process has, asked of the
 * server itself so that the next one is among them, shows each role its own company's and nothing
 * of the other's. A page that shows neither would prove nothing, so that is a fault as well.
 */
@SpringBootTest(
    classes = {com.orgscope.OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web,ingest", "orgscope.web.demo=true"})
class IsolationTest {
  private static final List<String> ROLES =
      List.of("ceo", "executive", "manager", "employee", "it-security", "auditor", "council");

  /** Pages that show a role nothing but the name of its company: role, or any, and address. */
  private static final Set<String> NOTHING_TO_SHOW =
      Set.of(
          "any /start",
          "any /roles",
          "manager /",
          "employee /",
          "auditor /",
          "council /",
          "council /council",
          "council /council/previews",
          "council /api/council",
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
          "/error");

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
        "2,two@%1$s.example,Two of %1$s,Engineer,Engineering,2021-01-01,1".formatted(id));
    census.company(tenant, employed, "run-" + id, LocalDate.of(2026, 11, 21));
    releases.publish(operator);
    Path file = home.resolve("planted-" + id + ".ndjson");
    Files.writeString(file, "{\"not an event\n");
    ingest.files(operator, Source.OKTA, List.of(file), Progress.NONE);
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
    assertThat(pages).contains("/", "/start", "/company", "/api/release", "/operations");
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
    boolean nothing =
        NOTHING_TO_SHOW.contains(role + " " + page) || NOTHING_TO_SHOW.contains("any " + page);
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
        .flatMap(info -> info.getPatternValues().stream())
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

  /** Those ask for a tenant's own secret with each request and have tests of their own. */
  @Test
  void nothing_else_of_this_process_answers_but_what_is_named_here() {
    assertThat(
            context.getBeansOfType(ServletRegistrationBean.class).values().stream()
                .flatMap(servlet -> Stream.of(servlet.getUrlMappings().toArray()))
                .map(Object::toString))
        .containsExactlyInAnyOrder("/", "/hooks/*", "/scim/v2/*");
  }
}
