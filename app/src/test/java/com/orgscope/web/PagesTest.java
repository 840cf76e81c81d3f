package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.access.Access;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.Looks;
import com.orgscope.access.Secrets;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.access.UnitGrant;
import com.orgscope.access.UnitGrant.Holder;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.access.UnitGrants;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Pair;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Version;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.egress.Channel;
import com.orgscope.egress.Egress;
import com.orgscope.ingest.Ingest;
import com.orgscope.insight.Interval;
import com.orgscope.insight.QuarterAnswers;
import com.orgscope.insight.Release;
import com.orgscope.insight.ReleaseDocument;
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
import com.orgscope.licence.Contracts;
import com.orgscope.licence.LicenceDocument;
import com.orgscope.licence.Licences;
import com.orgscope.licence.Visibility;
import com.orgscope.llm.TestCalls;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
import com.orgscope.nightly.PeopleFiles;
import com.orgscope.nightly.TestPeopleFiles;
import com.orgscope.privacy.Erased;
import com.orgscope.privacy.ErasureHandler;
import com.orgscope.privacy.TestErasure;
import com.orgscope.signin.ApiScope;
import com.orgscope.signin.Previews;
import com.orgscope.signin.ServiceAccounts;
import com.orgscope.sources.Sources;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import com.orgscope.work.Recurring;
import com.orgscope.work.TestRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
    classes = {OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web", "orgscope.web.demo=true"})
class PagesTest {
  /** {@code 180.0 hours a week (150.2 to 210.9)}, or the range itself. */
  private static final Pattern HOURS_AND_RANGE =
      Pattern.compile(
          "(?<![\\d.,])[\\d.,]+ (to [\\d.,]+ hours a week|hours a week \\([\\d.,]+ to [\\d.,]+\\))");

  private static final List<String> ROLES =
      List.of("ceo", "executive", "manager", "employee", "it-security", "auditor", "council");

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", () -> PreparedHome.in(home).toString());
  }

  @AfterAll
  static void everyFileThatSignInsAndPagesMadeIsOfAKindThatTheSearchForTheErasedKnows()
      throws IOException {
    assertThat(TestErasure.unlisted(home)).isEmpty();
  }

  @LocalServerPort private int port;
  @Autowired private Tenants tenants;
  @Autowired private TestCensus census;
  @Autowired private People people;
  @Autowired private Releases releases;
  @Autowired private Audit audit;
  @Autowired private Egress egress;
  @Autowired private Sources sources;
  @Autowired private Lake lake;
  @Autowired private DailyUsage days;
  @Autowired private TwoTenants.MovedClock clock;
  @Autowired private Database database;
  @Autowired private Secrets secrets;
  @Autowired private ApplicationContext context;
  @Autowired private Access access;
  @Autowired private UnitGrants grants;
  @Autowired private Looks looks;
  private Browser browser = new Browser(0);

  @BeforeEach
  void settle() {
    if (tenants.all().isEmpty()) {
      TwoTenants.settle(tenants, people, census, releases);
    }
    clock.at(TwoTenants.MORNING.plus(Duration.ofHours(3)));
    browser = new Browser(port);
  }

  @AfterEach
  void leave() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ceo,         200, 403, 200",
    "executive,   200, 403, 200",
    "auditor,     200, 403, 200",
    "it-security, 200, 200, 200",
    "manager,     403, 403, 200",
    "employee,    403, 403, 200",
    "council,     403, 403, 200",
  })
  void each_role_sees_its_pages_and_no_other(String role, int company, int operations, int start) {
    browser.signIn("acorn/" + role);
    assertThat(browser.get("/company").statusCode()).as("company").isEqualTo(company);
    assertThat(browser.get("/api/release").statusCode()).as("api").isEqualTo(company);
    assertThat(browser.get("/operations").statusCode()).as("operations").isEqualTo(operations);
    assertThat(browser.get("/operations/live").statusCode()).as("live").isEqualTo(operations);
    assertThat(browser.get("/operations/events").statusCode()).as("runs").isEqualTo(operations);
    assertThat(browser.get("/applications").statusCode()).as("names").isEqualTo(operations);
    assertThat(browser.get("/candidate").statusCode()).as("exact").isEqualTo(operations);
    assertThat(browser.get("/start").statusCode()).as("start").isEqualTo(start);
    assertThat(browser.get("/").statusCode()).as("home").isEqualTo(200);
  }

  /** From events to the page: Linear in the place of Jira for the engineers, from one day on. */
  @Test
  void a_newly_adopted_application_is_used_in_the_next_night_and_its_people_read_so() {
    TenantId linden = new TenantId("linden");
    tenants.create(
        new Tenant(linden, "Linden Example Ltd", "technology", Region.EU, ZoneId.of("UTC"), true));
    Caller it = Caller.commandLine(linden, "test");
    TestDirectory.employ(
        people,
        Caller.system(linden, "test"),
        "employee_id,login,display_name,title,department,hire_date,manager_id",
        "1,user0@x.example,Nought,Lead,Platform,2020-01-01,",
        "4,user3@x.example,Three,Clerk,Platform,2020-01-01,1");
    LocalDate day = LocalDate.of(2026, 11, 20);
    LocalDate adopted = day.minusDays(29);
    Nightly nightly = context.getBean(Nightly.class);
    // Whose use spans less than thirty days is not decided.
    work(it, adopted.minusDays(32), adopted.minusDays(1), "Jira");
    NightReport before = nightly.run(it, adopted.minusDays(1), Whom.DUE, Progress.NONE);
    assertThat(before.state()).as(before.because()).isEqualTo(NightReport.State.PUBLISHED);
    assertThat(before.judged().decided()).isEqualTo(60);

    work(it, adopted, day, "Linear");
    NightReport after = nightly.run(it, day, Whom.DUE, Progress.NONE);
    assertThat(after.state()).as(after.because()).isEqualTo(NightReport.State.PUBLISHED);
    assertThat(after.selected().byReason())
        .as("the next night chooses the department by itself")
        .isEqualTo(Map.of("changed", 20));
    assertThat(after.judged().decided()).isEqualTo(20);
    assertThat(after.change().changed()).as("they do the same work as before").isZero();

    browser.signIn("linden/employee");
    String page = browser.get("/me").body();
    assertThat(page)
        .contains("<strong>Engineering</strong>", "Linear")
        .doesNotContain("Too little");
  }

  /** Of twenty engineers, accountants and recruiters each, with that tracker of tasks. */
  private void work(Caller it, LocalDate from, LocalDate until, String tracker) {
    List<String> daily = List.of(tracker, "NetSuite", "Greenhouse");
    List<List<String>> turns =
        List.of(
            List.of("GitHub", "SonarQube", "Jenkins"),
            List.of("BlackLine", "Coupa", "NetSuite"),
            List.of("Lever", "Workday", "Greenhouse"));
    StringBuilder log = new StringBuilder();
    for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
      Instant morning = day.atTime(8, 0).toInstant(ZoneOffset.UTC);
      for (int i = 0; i < 120; i++) {
        int trade = i % 3;
        String app = i < 60 ? daily.get(trade) : turns.get(trade).get((int) (day.toEpochDay() % 3));
        OktaVisit visit =
            OktaVisit.of(day + "-" + i, morning.plusSeconds(900L * (i / 60)), i % 60, app)
                .in("s" + day + "-" + i % 60);
        log.append(visit.json()).append('\n');
      }
    }
    context.getBean(Ingest.class).stream(
        it,
        Source.OKTA,
        new ByteArrayInputStream(log.toString().getBytes(StandardCharsets.UTF_8)),
        Progress.NONE);
  }

  @Test
  void a_refusal_says_which_role_may() {
    browser.signIn("acorn/employee");
    assertThat(browser.get("/company").body())
        .contains("Not with your role", "CEO, IT/Security, Auditor")
        .doesNotContain("IT_SECURITY", "EMPLOYEE", "MANAGER", "k-anonymous");
    assertThat(browser.get("/operations").body()).contains("IT/Security");
    HttpResponse<String> api = browser.get("/api/release");
    assertThat(api.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(json(api).get("status").asInt()).isEqualTo(403);
    assertThat(json(api).get("detail").asString()).contains("CEO");
  }

  @Test
  void it_opens_one_persons_record_for_a_purpose_and_the_person_reads_so() {
    browser.signIn("acorn/it-security");
    String form = browser.get("/person").body();
    assertThat(form).contains("the person's own request", "Reference", "Open, and write it down");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", form);
    for (String login : List.of("two@acorn.example", "three@acorn.example")) {
      assertThat(browser.post("/person", "_csrf", token, "login", login).statusCode())
          .isEqualTo(409);
      HttpResponse<String> opened =
          browser.post(
              "/person",
              "_csrf",
              token,
              "login",
              login,
              "purpose",
              "access-review",
              "reference",
              "AR-77");
      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
      assertThat(opened.body())
          .contains(login, "Opened for an access review, reference AR-77", "What do they use?");
      HttpResponse<String> asked =
          browser.postJson(
              "/api/person",
              token,
              "{\"login\": \"%s\", \"purpose\": \"correction\", \"reference\": \"K 5\"}"
                  .formatted(login));
      assertThat(asked.statusCode()).as(asked.body()).isEqualTo(200);
      assertThat(json(asked).propertyNames())
          .as("a category, if somebody said one")
          .contains("login", "purpose", "reference", "usage")
          .isSubsetOf("login", "purpose", "reference", "category", "usage");
      assertThat(json(asked).get("usage").propertyNames())
          .containsExactly("days", "to", "accesses", "apps");
    }
    HttpResponse<String> unsaid =
        browser.postJson("/api/person", token, "{\"login\": \"two@acorn.example\"}");
    assertThat(unsaid.statusCode()).isEqualTo(409);
    assertThat(json(unsaid).get("detail").asString()).contains("security-incident");
    try (Browser employee = new Browser(port).signIn("acorn/employee")) {
      String looked = employee.get("/looks").body();
      assertThat(looked)
          .contains("Who looked at you?", "<td>IT/Security</td>", "an access review", "AR-77")
          .contains("to correct a category", "K 5")
          .doesNotContain("local:", "it-security");
      JsonNode told = json(employee.get("/api/looks")).get("looks");
      assertThat(told.get(0).propertyNames()).containsExactly("at", "role", "purpose", "reference");
      assertThat(told.get(0).get("reference").asString()).isEqualTo("K 5");
      assertThat(told.get(1).get("purpose").asString()).isEqualTo("an access review");
      assertThat(employee.get("/person").statusCode()).isEqualTo(403);
    }
    assertThat(browser.get("/looks").statusCode()).isEqualTo(403);
  }

  @Test
  void it_searches_the_audit_log_and_that_it_did_stands_in_it() {
    try (Browser employee = new Browser(port).signIn("acorn/employee")) {
      assertThat(employee.get("/audit").statusCode()).isEqualTo(403);
      assertThat(employee.get("/audit").body()).contains("IT/Security, Auditor");
      assertThat(employee.get("/api/audit").statusCode()).isEqualTo(403);
    }
    browser.signIn("acorn/it-security");
    String all = browser.get("/audit").body();
    assertThat(all)
        .contains("Who looked at what?", "<td>sign in</td>", "class=\"refused\"")
        .doesNotContain("@acorn.example");
    String refused = browser.get("/audit?outcome=refused&action=read+the+audit+log").body();
    assertThat(refused).contains("class=\"refused\"").doesNotContain("class=\"allowed\"");
    JsonNode document = json(browser.get("/api/audit?action=read+the+audit+log"));
    assertThat(document.propertyNames()).containsExactly("entries", "next");
    JsonNode newest = document.get("entries").get(0);
    assertThat(newest.propertyNames())
        .containsExactly(
            "number",
            "at",
            "principal",
            "role",
            "action",
            "refused",
            "subject",
            "reason",
            "persons",
            "aliases",
            "erased",
            "from",
            "request");
    assertThat(newest.get("role").asString()).isEqualTo("it_security");
    assertThat(newest.get("refused").asBoolean()).isFalse();

    JsonNode one = json(browser.get("/api/audit?limit=1"));
    assertThat(one.get("entries")).hasSize(1);
    JsonNode before = json(browser.get("/api/audit?limit=1&before=" + one.get("next").asLong()));
    assertThat(before.get("entries").get(0).get("number").asLong())
        .isLessThan(one.get("entries").get(0).get("number").asLong());
    String request = newest.get("request").asString();
    assertThat(json(browser.get("/api/audit?request=" + request)).get("entries"))
        .allSatisfy(entry -> assertThat(entry.get("request").asString()).isEqualTo(request));
    assertThat(json(browser.get("/api/audit?since=2100-01-01")).get("entries")).isEmpty();
    assertThat(json(browser.get("/api/audit?until=2000-01-01")).get("entries")).isEmpty();
    assertThat(browser.get("/audit?since=yesterday").statusCode()).isEqualTo(409);
    assertThat(browser.get("/audit?who=nobody").body()).contains("Nothing in the log answers that");
  }

  @Test
  void the_council_reads_what_people_are_promised_and_of_no_person() {
    for (String role : ROLES) {
      if (!role.equals("council")) {
        try (Browser other = new Browser(port).signIn("acorn/" + role)) {
          for (String page : List.of("/council", "/council/previews", "/api/council")) {
            assertThat(other.get(page).statusCode()).as(role + page).isEqualTo(403);
          }
          assertThat(other.get("/council").body()).contains("Not with your role", "(Council)");
        }
      }
    }
    TenantId acorn = TwoTenants.ACORN;
    egress
        .recorder(acorn, Channel.MODEL)
        .record("POST https://council.example.com/v1/chat?x=1", new byte[] {'7'});
    TestCalls.asked(database, acorn, 3, 2);
    TestCouncilPolicies.shown(database, acorn, 27);
    CouncilPolicy named = TestCouncilPolicies.naming(List.of("cem"), CouncilPolicy.Managers.NAMED);
    TestCouncilPolicies.put(database, acorn, named);
    TestCouncilPolicies.proposed(context, acorn, "k: 25 -> 10");
    try {
      browser.signIn("acorn/council");
      assertThat(browser.get("/").uri().getPath()).isEqualTo("/council");
      String page = browser.get("/council").body();
      assertThat(page)
          .contains("One document waits for your signature", "k: 25 → 10", "one of them cem")
          .contains("./orgscope keys sign DOCUMENT --key")
          .contains("The kind of work, why, and what speaks for it", "What you are told.")
          .contains("Version test.1: 20 people or a few more were shown it")
          .contains("not what was signed", "Nothing is published or applied until")
          .contains("What kind of work do people mostly do", "work_categorizer v9", "small-model")
          .contains("<td class=\"figure\" data-of=\"Asked\">3<", "2 more answered from memory")
          .contains("council.example.com", "It is the only key: if it is lost")
          .contains("/assurance/impact-assessment", "/assurance/workers")
          .doesNotContain("/v1/chat", "@acorn.example", "Person One", "Person Two");
      String sights = browser.get("/council/previews").body();
      assertThat(sights)
          .contains("Alex Example", "GitHub has 61 % of the active use", "absent alike")
          .doesNotContain("@acorn.example", "Person One", "Person Two", "Person Three");
      JsonNode document = json(browser.get("/api/council"));
      assertThat(document.get("notice").get("people").get("test.1").asInt()).isEqualTo(20);
      assertThat(document.get("waiting").get(0).get("council").asBoolean()).isTrue();
      for (Person one : people.all(Caller.system(acorn, "test"))) {
        assertThat(page + sights + document).doesNotContain(one.key().toString());
      }
      assertThat(audit.entries(Caller.commandLine(acorn, "tess"), 10))
          .filteredOn(entry -> entry.principal().equals("local:council"))
          .extracting(AuditEntry::action)
          .contains("read what people are promised");
      TestCouncilPolicies.managersSee(database, acorn, CouncilPolicy.Managers.CATEGORIES);
      assertThat(browser.get("/council/previews").body())
          .contains("<td>Alex Example</td>", "<td>Engineering</td>")
          .contains("Not why, not how sure")
          .doesNotContainPattern("(?s)id=\"manager\".*GitHub has.*id=\"employee\"");
      TestCouncilPolicies.managersSee(database, acorn, CouncilPolicy.Managers.NOTHING);
      assertThat(browser.get("/council/previews").body())
          .doesNotContainPattern("(?s)id=\"manager\".*Alex Example.*id=\"employee\"")
          .contains("Nothing of anybody.");
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  /**
   * Five seats of Figma of which one is idle and two are spare, two of Jira that nobody knows of.
   */
  @Test
  void it_sees_each_contract_exactly_by_page_and_api_and_nobody_else_does(@TempDir Path files)
      throws IOException {
    TenantId medlar = new TenantId("medlar");
    Caller operator = Caller.commandLine(medlar, "tess");
    licensed(operator, files);
    browser.signIn("medlar/it-security");
    String page = browser.get("/licences").body();
    assertThat(page)
        .contains("$443.50 a year may be given back: 4 seats of 3 contracts. Of 1 more")
        .contains("As of 22 Nov 2026, by sign-ins from 1 Oct 2026 on.")
        .containsPattern(
            "(?s)<th scope=\"row\">Figma</th>.*?>5<.*?\\$722.50.*?>3</td>.*?>2</td>.*?>1</td>.*?>0</td>.*?>2, 2, 2<.*?>3<.*?\\$433.50.*?by 1 Dec 2026")
        .containsPattern("(?s)>Jira<span class=\"note block\">Standard, Ann &lt;b&gt;</span>")
        .containsPattern(
            "Jira, cannot tell: the log needs [0-9]+ days: so long may people be silent")
        .contains("no rate of CHF", "it was 1 Nov 2026, and is renewed on 1 Dec 2026")
        .containsPattern(
            "(?s)nobody pay for\\?.*<th scope=\"row\">Slack</th><td class=\"figure\">3</td>")
        .contains("contracts seats --tenant medlar seats.csv")
        .doesNotContain("@medlar.example", "<b>");
    licencesAsToldByCommand(operator);
    clock.at(TwoTenants.MORNING.plus(Duration.ofDays(40)));
    assertThat(json(browser.signIn("medlar/it-security").get("/api/licences")).get("as_of"))
        .as("of days after the log's last nobody knows who was there")
        .isEqualTo(JsonMapper.shared().valueToTree("2026-11-20"));
    noticeIsAsOfToday(operator, files);
    for (String role : List.of("ceo", "executive", "manager", "employee", "auditor", "council")) {
      try (Browser other = new Browser(port).signIn("acorn/" + role)) {
        assertThat(other.get("/licences").statusCode()).as(role).isEqualTo(403);
        assertThat(other.get("/api/licences").statusCode()).as(role).isEqualTo(403);
      }
    }
    assertThat(browser.signIn("birch/it-security").get("/licences").body())
        .contains("Nobody said yet", "contracts import --tenant birch contracts.csv");
  }

  /** On the first of January, of a log that ended in November. */
  private void noticeIsAsOfToday(Caller operator, Path files) throws IOException {
    context
        .getBean(Contracts.class)
        .importContracts(
            operator,
            Files.writeString(
                files.resolve("medlar-renewed.csv"),
                """
                application,tier,seats,seat_price_per_year,currency,renewal,notice_days,renews_by_itself,owner
                Figma,,5,144.50,USD,2026-12-31,30,no,
                Jira,Standard,2,10,USD,2027-01-15,30,yes,
                Zoom,,2,10,USD,2027-01-31,30,yes,
                """));
    assertThat(browser.get("/licences").body())
        .contains("As of 20 Nov 2026, by sign-ins", "Contracts are as of 1 Jan 2027.")
        .contains("$10.00 a year may be given back")
        .contains("it ended on 31 Dec 2026")
        .contains("it was 16 Dec 2026, and is renewed on 15 Jan 2027")
        .contains("by 1 Jan 2027")
        .doesNotContain("by 1 Dec 2026", "by 16 Dec 2026");
    clock.at(Instant.parse("2027-01-01T03:00:00Z"));
    assertThat(browser.signIn("medlar/it-security").get("/licences").body())
        .as("where the company is it is the evening before")
        .contains("Contracts are as of 31 Dec 2026.", "it ends on 31 Dec 2026");
  }

  private void licencesAsToldByCommand(Caller operator) {
    JsonNode told = json(browser.get("/api/licences"));
    assertThat(told.propertyNames())
        .containsExactly(
            "tenant",
            "as_of",
            "log_from",
            "contracts",
            "unpaid",
            "duplicates",
            "rates",
            "currency");
    JsonNode figma = told.get("contracts").get(0);
    assertThat(figma.propertyNames())
        .containsExactly(
            "application",
            "tier",
            "seats",
            "seat_price_per_year",
            "currency",
            "renewal",
            "notice_date",
            "renews_by_itself",
            "owner",
            "seats_from",
            "active",
            "known",
            "shows",
            "silence_days",
            "silence_days_measured",
            "log_days_needed",
            "cannot_tell_because",
            "usd_per_year",
            "idle_usd_per_year",
            "give_back_usd_per_year");
    assertThat(figma.get("give_back_usd_per_year").decimalValue()).isEqualByComparingTo("433.50");
    assertThat(figma.get("known").get("idle").asInt()).isOne();
    assertThat(told.get("contracts").get(1).get("log_days_needed").asInt()).isGreaterThan(53);
    assertThat(told)
        .as("what contracts show answers")
        .isEqualTo(
            JsonMapper.shared()
                .readTree(
                    JsonMapper.shared()
                        .writeValueAsString(
                            LicenceDocument.of(
                                "medlar",
                                context
                                    .getBean(Licences.class)
                                    .report(
                                        operator,
                                        LocalDate.of(2026, 11, 22),
                                        LocalDate.of(2026, 11, 22)),
                                Currency.getInstance("USD")))));
  }

  private void licensed(Caller operator, Path files) throws IOException {
    TenantId medlar = operator.tenant();
    tenants.create(
        new Tenant(
            medlar,
            "Medlar Example Ltd",
            "retail",
            Region.US,
            ZoneId.of("America/New_York"),
            true));
    TwoTenants.employ(people, medlar);
    Map<String, PersonKey> keys = new HashMap<>();
    people.logins(operator).forEach((key, login) -> keys.put(login, key));
    PersonKey one = keys.get("one@medlar.example");
    PersonKey two = keys.get("two@medlar.example");
    PersonKey three = keys.get("three@medlar.example");
    LocalDate first = LocalDate.of(2026, 10, 1);
    LocalDate last = LocalDate.of(2026, 11, 20);
    new SignInLog()
        .by(Objects.requireNonNull(one))
        .visitOn(first, "Confluence")
        .visitOn(last, "Figma")
        .visitOn(last, "Slack")
        .by(Objects.requireNonNull(two))
        .visitOn(last, "Slack")
        .by(Objects.requireNonNull(three))
        .visitOn(last, "Figma")
        .visitOn(last, "Slack")
        .into(lake, medlar);
    days.refresh(medlar, Progress.NONE);
    Contracts contracts = context.getBean(Contracts.class);
    contracts.importContracts(
        operator,
        Files.writeString(
            files.resolve("medlar-contracts.csv"),
            """
            application,tier,seats,seat_price_per_year,currency,renewal,notice_days,renews_by_itself,owner
            Figma,,5,144.50,USD,2026-12-31,30,yes,
            Jira,Standard,2,10,USD,2026-12-01,30,yes,Ann <b>
            Zoom,,2,10,CHF,,,,
            """));
    contracts.importSeats(
        operator,
        Files.writeString(
            files.resolve("medlar-seats.csv"),
            """
            application,tier,login
            Figma,,one@medlar.example
            Figma,,two@medlar.example
            Figma,,three@medlar.example
            Jira,Standard,two@medlar.example
            """));
    context
        .getBean(Licences.class)
        .say(operator, "Figma", Visibility.SIGN_INS, 31, LocalDate.of(2026, 11, 22));
  }

  @Test
  void it_searches_what_left_the_house_and_that_it_did_stands_in_the_audit_log() {
    try (Browser auditor = new Browser(port).signIn("acorn/auditor")) {
      assertThat(auditor.get("/egress").statusCode()).isEqualTo(403);
      assertThat(auditor.get("/api/egress").statusCode()).isEqualTo(403);
    }
    TenantId acorn = new TenantId("acorn");
    for (String question : List.of("60 % Kettle <b>", "40 % Teapot")) {
      egress
          .recorder(acorn, Channel.MODEL)
          .record("POST https://model.example.com/v1", question.getBytes(StandardCharsets.UTF_8));
    }
    egress
        .recorder(acorn, Channel.AUDIT)
        .record("POST https://siem.example.com/", new byte[] {'['});
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/egress?q=KETTLE").body())
        .contains("What left the house?", "60 % Kettle &lt;b&gt;", "15 bytes", "model.example.com")
        .doesNotContain("Teapot");
    JsonNode document = json(browser.get("/api/egress?channel=model&limit=1"));
    assertThat(document.propertyNames()).containsExactly("sent", "looked_at", "next");
    JsonNode newest = document.get("sent").get(0);
    assertThat(newest.propertyNames())
        .containsExactly("number", "at", "channel", "recipient", "size", "sha256", "body");
    assertThat(newest.get("body").asString()).isEqualTo("40 % Teapot");
    JsonNode next =
        json(browser.get("/api/egress?channel=model&before=" + document.get("next").asLong()));
    assertThat(next.get("sent").get(0).get("body").asString()).isEqualTo("60 % Kettle <b>");
    String whole = browser.get("/egress/" + newest.get("number").asLong()).body();
    assertThat(whole).contains("40 % Teapot", newest.get("sha256").asString());
    assertThat(browser.get("/egress/999999999").statusCode()).isEqualTo(404);
    assertThat(browser.get("/egress?channel=post").statusCode()).isEqualTo(409);
    assertThat(browser.get("/egress?q=no+such+thing").body()).contains("Nothing that left answers");
    assertThat(json(browser.get("/api/egress?since=2100-01-01")).get("sent")).isEmpty();
    assertThat(audit.entries(Caller.commandLine(acorn, "tess"), 5))
        .extracting(AuditEntry::action)
        .contains("read what left the house");
  }

  /** Pages of a whole: the address of the next has what is looked for, and the last has none. */
  @Test
  void the_pages_of_the_audit_log_lead_from_one_to_the_next() {
    Caller it = Caller.commandLine(new TenantId("acorn"), "tess");
    for (int i = 0; i < 120; i++) {
      audit.record(it, "try the pages", "page & <more>", "why");
    }
    browser.signIn("acorn/it-security");
    String address = "/audit?action=try+the+pages";
    int rows = 0;
    int pages = 0;
    while (!address.isEmpty()) {
      String body = browser.get(address).body();
      rows += body.split("class=\"allowed\"", -1).length - 1;
      pages++;
      Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(body);
      address = next.find() ? next.group(1).replace("&amp;", "&") : "";
    }
    assertThat(rows).isEqualTo(120);
    assertThat(pages).isEqualTo(3);
    assertThat(browser.get("/audit?action=try+the+pages").body())
        .contains("page &amp; &lt;more&gt;");
  }

  @Test
  void an_auditor_reads_the_log_with_people_by_alias() {
    PersonKey person = people.all(Caller.system(new TenantId("acorn"), "tests")).getFirst().key();
    Caller it = Caller.commandLine(new TenantId("acorn"), "tess");
    audit.record(it, "look for the auditor", person.toString(), "why");
    try (Browser auditor = new Browser(port).signIn("acorn/auditor")) {
      JsonNode entry =
          json(auditor.get("/api/audit?action=look+for+the+auditor")).get("entries").get(0);
      assertThat(entry.get("principal").asString()).startsWith("alias:");
      assertThat(entry.get("persons")).isEmpty();
      assertThat(entry.get("aliases")).hasSize(1);
      String page = auditor.get("/audit?action=look+for+the+auditor").body();
      assertThat(page).contains("by alias").doesNotContain("os:tess", person.toString());
      String alias = entry.get("aliases").get(0).asString();
      assertThat(json(auditor.get("/api/audit?who=" + alias)).get("entries")).isNotEmpty();
      assertThat(json(auditor.get("/api/audit?who=" + person)).get("entries"))
          .as("whose key it is they cannot find out")
          .isEmpty();
      assertThat(json(auditor.get("/api/audit?who=os:tess")).get("entries")).isEmpty();
    }
    browser.signIn("acorn/it-security");
    assertThat(json(browser.get("/api/audit?who=" + person)).get("entries")).isNotEmpty();
    assertThat(json(browser.get("/api/audit?who=os:tess")).get("entries")).isNotEmpty();
  }

  @Test
  void managers_and_employees_say_what_they_think_by_the_api_and_asking_twice_does_nothing_twice()
      throws Exception {
    Caller it = Caller.commandLine(TwoTenants.ACORN, "tess");
    Map<PersonKey, Judgment> said = new HashMap<>();
    for (String login : List.of("one", "two", "three")) {
      said.put(
          people.byLogin(it, login + "@acorn.example").orElseThrow().key(),
          TestCompany.decided("Engineering", 0.9));
    }
    TestRuns.active(context, TwoTenants.ACORN, "rated", LocalDate.of(2026, 11, 22), said);
    TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, CouncilPolicy.Managers.CATEGORIES);
    try (Browser employee = new Browser(port).signIn("acorn/employee");
        Browser manager = new Browser(port).signIn("acorn/manager")) {
      String hers = found("name=\"_csrf\" value=\"([^\"]+)\"", manager.get("/review").body());
      JsonNode asked = json(manager.get("/api/review/survey")).get("questions");
      assertThat(asked.get(0).propertyNames()).containsExactly("person", "category");
      String report = asked.get(0).get("person").asString();
      String answer = "{\"person\": \"%s\", \"matches\": true, \"stars\": 4}".formatted(report);
      for (int twice = 0; twice < 2; twice++) {
        JsonNode left = json(manager.postJson("/api/review/survey", hers, answer));
        assertThat(left.get("questions").size()).isEqualTo(asked.size() - 1);
      }
      assertThat(
              manager
                  .postJson("/api/review/survey", hers, "{\"person\": \"%s\"}".formatted(report))
                  .statusCode())
          .isEqualTo(409);
      String word =
          "{\"person\": \"%s\", \"category\": \"Design\", \"reason\": \"draws\"}".formatted(report);
      for (int twice = 0; twice < 2; twice++) {
        JsonNode holds = json(manager.postJson("/api/review/override", hers, word));
        assertThat(holds.propertyNames()).containsExactly("person", "category", "set");
        assertThat(holds.get("category").asString()).isEqualTo("Design");
      }
      for (int twice = 0; twice < 2; twice++) {
        JsonNode holds = json(manager.postJson("/api/review/undo", hers, word));
        assertThat(holds.get("category").asString()).isEqualTo("Engineering");
        assertThat(holds.get("set").asBoolean()).isFalse();
      }
      HttpResponse<String> stranger =
          manager.postJson(
              "/api/review/override", hers, word.replace(report, UUID.randomUUID().toString()));
      Caller theirs =
          new Caller(
              TwoTenants.ACORN, Role.EMPLOYEE, "report", new PersonKey(UUID.fromString(report)));
      TestCouncilPolicies.say(database, theirs, false);
      HttpResponse<String> optedOut = manager.postJson("/api/review/override", hers, word);
      TestCouncilPolicies.say(database, theirs, true);
      assertThat(optedOut.statusCode()).isEqualTo(stranger.statusCode()).isEqualTo(409);
      assertThat(optedOut.body()).isEqualTo(stranger.body()).contains("othing is shown to you");
      String own = found("name=\"_csrf\" value=\"([^\"]+)\"", employee.get("/me").body());
      for (int twice = 0; twice < 2; twice++) {
        assertThat(
                json(employee.postJson("/api/review/rating", own, "{\"stars\": 5}"))
                    .propertyNames())
            .containsExactly("category", "stars", "rated_at");
      }
      assertThat(employee.get("/me").body())
          .contains("How right is that?", "You said 5 of 5 on 22 Nov", "Rate it anew");
      assertThat(post(employee, "/me/rating", own, "stars", "4").body())
          .contains("You said 4 of 5 on 22 Nov")
          .containsPattern("value=\"4\" required checked");
      assertThat(post(employee, "/me/rating", own, "stars", "0").statusCode()).isEqualTo(409);
      assertThat(post(manager, "/me/rating", hers, "stars", "4").statusCode()).isEqualTo(200);
      String team = manager.get("/team").body();
      assertThat(team)
          .contains("Does this match reality?", "You answered this.")
          .containsPattern("value=\"yes\" required checked")
          .as("since when is not shown with categories alone")
          .doesNotContain("since </span>");
      assertThat(json(manager.get("/api/team")).get("reports"))
          .allSatisfy(row -> assertThat(row.get("since").isNull()).isTrue());
      assertThat(
              post(manager, "/team/answer", hers, "person", report, "reality", "no", "stars", "2")
                  .body())
          .containsPattern("value=\"no\" required checked")
          .containsPattern("value=\"2\" required checked");
      assertThat(post(manager, "/team/answer", hers, "person", report, "stars", "2").statusCode())
          .isEqualTo(409);
      HttpResponse<String> six = employee.postJson("/api/review/rating", own, "{\"stars\": 6}");
      assertThat(six.statusCode()).isEqualTo(409);
      assertThat(six.headers().firstValue("content-type")).hasValue("application/problem+json");
      assertThat(employee.postJson("/api/review/override", own, word).statusCode()).isEqualTo(403);
      assertThat(employee.get("/api/review/queue").statusCode()).isEqualTo(403);
      assertThat(manager.get("/api/review/ratings").statusCode()).isEqualTo(403);
      browser.signIn("acorn/it-security");
      JsonNode told = json(browser.get("/api/review/ratings"));
      assertThat(told.propertyNames()).containsExactly("k", "ratings", "answers");
      assertThat(told.get("ratings")).as("of fewer than k nothing").isEmpty();
      assertThat(json(browser.get("/api/review/queue")).propertyNames()).containsExactly("waiting");
      String its = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/review").body());
      HttpResponse<String> refused = browser.postJson("/api/review/override", its, word);
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("by deciding what somebody contests");
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  @Test
  void an_employee_contests_their_category_and_somebody_else_decides_and_both_are_told() {
    Map<PersonKey, Judgment> said = new HashMap<>();
    for (String login : List.of("one", "two", "three")) {
      PersonKey person =
          people
              .byLogin(Caller.commandLine(TwoTenants.ACORN, "tess"), login + "@acorn.example")
              .orElseThrow()
              .key();
      said.put(person, TestCompany.decided("Engineering", 0.9));
    }
    TestRuns.active(context, TwoTenants.ACORN, "said", LocalDate.of(2026, 11, 21), said);
    TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, CouncilPolicy.Managers.CATEGORIES);
    try (Browser employee = new Browser(port).signIn("acorn/employee");
        Browser manager = new Browser(port).signIn("acorn/manager")) {
      String page = employee.get("/me").body();
      assertThat(page)
          .as("of other days than what is used now")
          .contains("Found of your use up to ");
      assertThat(page).contains("<strong>Engineering</strong>", "90 % sure", "Contest it");
      String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
      assertThat(employee.post("/me/contest", "category", "Product", "statement", "x").statusCode())
          .as("a form of another site")
          .isEqualTo(403);
      HttpResponse<String> contested =
          employee.post(
              "/me/contest", "_csrf", token, "category", "Product", "statement", "I plan <it>");
      assertThat(contested.body())
          .contains("Under review", "I plan &lt;it", "decides by 22 Dec")
          .doesNotContain("Contest it");
      HttpResponse<String> again =
          employee.postJson(
              "/api/contest", token, "{\"category\": \"Product\", \"statement\": \"again\"}");
      assertThat(again.statusCode()).isEqualTo(409);
      JsonNode told = json(employee.get("/api/contest"));
      assertThat(told.propertyNames())
          .containsExactly("status", "category", "confidence", "contest", "history");
      assertThat(told.get("history").get(0).propertyNames())
          .containsExactly(
              "run",
              "as_of",
              "published_at",
              "model",
              "prompt",
              "status",
              "category",
              "confidence",
              "standing");
      assertThat(told.get("history").get(0).get("standing").asString()).isEqualTo("holds");
      assertThat(employee.get("/me").body())
          .contains("What was said lately, and by what", "It holds.");
      assertThat(told.get("status").asString()).isEqualTo("under_review");
      assertThat(told.get("contest").propertyNames())
          .containsExactly(
              "state", "contested", "wanted", "statement", "opened_at", "due_at", "decision");
      assertThat(manager.get("/review").body())
          .contains("under review", "Person T")
          .doesNotContain("I plan", "Product</", "Engineering");
      assertThat(employee.get("/review").statusCode()).isEqualTo(403);
      decided(employee, manager);
    } finally {
      TestCouncilPolicies.remove(database);
    }
    assertThat(browser.get("/me").statusCode()).isEqualTo(403);
  }

  @Test
  void people_take_all_that_is_held_about_them_and_others_have_none_to_take() throws IOException {
    for (String role : List.of("employee", "manager")) {
      try (Browser somebody = new Browser(port).signIn("acorn/" + role)) {
        assertThat(somebody.get("/me").body()).contains("href=\"/api/me/export\"");
        HttpResponse<byte[]> taken = somebody.bytes("/api/me/export");
        assertThat(taken.statusCode()).isEqualTo(200);
        assertThat(taken.headers().firstValue("content-type")).hasValue("application/zip");
        assertThat(taken.headers().firstValue("content-disposition").orElse(""))
            .startsWith("attachment");
        assertThat(taken.headers().firstValue("cache-control").orElse("")).contains("no-store");
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(taken.body()))) {
          for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
            files.put(each.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
          }
        }
        assertThat(files).containsKeys("README.txt", "events.csv", "categories.json");
        String own = role.equals("manager") ? "Person One" : "Person T";
        assertThat(files.get("names.json")).contains(own);
        assertThat(files.get("log.json")).contains("export what is held of oneself");
        assertThat(files.toString())
            .doesNotContain(role.equals("manager") ? "Person T" : "Person One");
      }
    }
    for (String role : List.of("ceo", "executive", "it-security", "auditor")) {
      try (Browser somebody = new Browser(port).signIn("acorn/" + role)) {
        assertThat(somebody.get("/api/me/export").statusCode()).as(role).isEqualTo(403);
      }
    }
  }

  @Test
  void an_employee_opts_out_and_takes_part_again_and_their_manager_is_told_nothing() {
    Map<PersonKey, Judgment> said = new HashMap<>();
    for (String login : List.of("one", "two", "three")) {
      PersonKey person =
          people
              .byLogin(Caller.commandLine(TwoTenants.ACORN, "tess"), login + "@acorn.example")
              .orElseThrow()
              .key();
      said.put(person, TestCompany.decided("Engineering", 0.9));
    }
    TestRuns.active(context, TwoTenants.ACORN, "opted", LocalDate.of(2026, 11, 21), said);
    try (Browser employee = new Browser(port).signIn("acorn/employee");
        Browser manager = new Browser(port).signIn("acorn/manager")) {
      List<String> managers = List.of("/start", "/review", "/recommendations", "/api/consent");
      List<String> before = managers.stream().map(page -> withoutToken(manager.get(page))).toList();
      String page = employee.get("/me").body();
      assertThat(page)
          .contains(
              "Do you take part?",
              "You take part, unless you opt out",
              "Your manager sees nothing that is said of you",
              "The security log of sign-ins stays",
              "Version built-in.1, which you were shown first on");
      String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
      assertThat(employee.post("/me/consent", "choice", "out").statusCode())
          .as("a form of another site")
          .isEqualTo(403);
      assertThat(employee.post("/me/consent", "_csrf", token, "choice", "perhaps").statusCode())
          .isEqualTo(409);
      assertThat(employee.post("/me/consent", "_csrf", token, "choice", "out").body())
          .contains("Nothing: you do not take part.", "Take part", "You do not take part since")
          .doesNotContain("Engineering</strong>");
      JsonNode told = json(employee.get("/api/consent"));
      assertThat(told.propertyNames())
          .containsExactly("counted", "consent", "managers", "said_at", "notice");
      assertThat(told.get("notice").propertyNames()).containsExactly("version", "text", "shown_at");
      assertThat(told.get("counted").asBoolean()).isFalse();
      assertThat(json(employee.get("/api/contest")).get("category").isNull()).isTrue();
      assertThat(managers.stream().map(each -> withoutToken(manager.get(each))).toList())
          .as("what the manager reads, to the byte")
          .isEqualTo(before);
      assertThat(employee.postJson("/api/consent", token, "{}").statusCode()).isEqualTo(409);
      assertThat(
              json(employee.postJson("/api/consent", token, "{\"counted\": true}"))
                  .get("counted")
                  .asBoolean())
          .isTrue();
      assertThat(employee.get("/me").body()).contains("<strong>");
    }
    for (String nobody : List.of("acorn/ceo", "acorn/auditor", "acorn/it-security")) {
      assertThat(new Browser(port).signIn(nobody).get("/api/consent").statusCode()).isEqualTo(403);
    }
  }

  // Managers

  /** Of acorn's three: the manager, and two who report to them. */
  private Map<String, PersonKey> threeAreSaid(String run, Judgment two, Judgment three) {
    Map<String, PersonKey> keys = new HashMap<>();
    for (String login : List.of("one", "two", "three")) {
      keys.put(
          login,
          people
              .byLogin(Caller.commandLine(TwoTenants.ACORN, "tess"), login + "@acorn.example")
              .orElseThrow()
              .key());
    }
    TestRuns.active(
        context,
        TwoTenants.ACORN,
        run,
        LocalDate.of(2026, 11, 21),
        Map.of(
            keys.get("one"),
            TestCompany.decided("Management", 0.9),
            keys.get("two"),
            two,
            keys.get("three"),
            three));
    return keys;
  }

  @Test
  void a_manager_reads_what_reports_do_and_why_sets_it_right_and_undoes_that() {
    TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, CouncilPolicy.Managers.NAMED);
    Map<String, PersonKey> keys =
        threeAreSaid(
            "team-1",
            TestCompany.decided("Engineering", 0.9, "Product"),
            TestCompany.judgment(Judgment.Status.UNCERTAIN, "Sales", 0.4));
    String two = Objects.requireNonNull(keys.get("two")).toString();
    String three = Objects.requireNonNull(keys.get("three")).toString();
    try (Browser manager = new Browser(port).signIn("acorn/manager")) {
      assertThat(manager.get("/").uri().getPath()).isEqualTo("/team");
      String before = withoutToken(manager.get("/team"));
      String page = manager.get("/team").body();
      assertThat(page)
          .contains("2 direct reports: 1 waits for your word, 1 with a kind of work.")
          .contains("Person Two", "Software Engineer", "Engineering", "90 %", "since </span>21 Nov")
          .contains("GitHub (31 %) speaks for Engineering.", "Perhaps Sales", "Parts of their work")
          .contains("What is published of Engineering?", "Release 2026-11-21.1")
          .doesNotContain("Person One");
      String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
      String[] word = {"person", two, "category", "Product", "reason", "plans <it"};
      for (String form : List.of("/team/override", "/team/undo", "/team/confirm")) {
        assertThat(manager.post(form, word).statusCode()).as(form).isEqualTo(403);
      }
      assertThat(withoutToken(manager.get("/team"))).isEqualTo(before);
      assertThat(post(manager, "/team/override", token, word).body())
          .contains("You set this on 22 Nov: “plans &lt;it")
          .contains("One word of yours holds.");
      assertThat(audit.entries(Caller.commandLine(TwoTenants.ACORN, "tess"), 30))
          .filteredOn(entry -> entry.action().equals("override a category"))
          .extracting(AuditEntry::principal, AuditEntry::subject)
          .containsExactly(org.assertj.core.api.Assertions.tuple("local:manager", two));
      assertThat(post(manager, "/team/undo", token, "person", two).body())
          .doesNotContain("You set this");
      assertThat(post(manager, "/team/confirm", token, "person", three).body())
          .contains("2 direct reports: 2 with a kind of work.");
      assertThat(post(manager, "/team/undo", token, "person", three).body())
          .contains("1 waits for your word");
      assertThat(post(manager, "/team/override", token, "person", "nobody").statusCode())
          .isEqualTo(409);
      String chief = Objects.requireNonNull(keys.get("one")).toString();
      assertThat(
              post(
                      manager,
                      "/team/override",
                      token,
                      "person",
                      chief,
                      "category",
                      "Sales",
                      "reason",
                      "me")
                  .body())
          .contains("Nobody sets their own category");
      JsonNode told = json(manager.get("/api/team"));
      assertThat(told.propertyNames()).containsExactly("all", "page", "pages", "reports", "words");
      assertThat(told.get("words").propertyNames())
          .containsExactly("hold", "unanswered", "agreed", "differ");
      assertThat(told.get("reports").get(0).propertyNames())
          .containsExactly(
              "person",
              "name",
              "standing",
              "category",
              "confidence",
              "since",
              "set_by",
              "reasoning",
              "roles",
              "evidence");
      try (Browser employee = new Browser(port).signIn("acorn/employee")) {
        assertThat(employee.get("/looks").body()).contains("<td>Manager</td>", "as your manager");
        String theirs = found("name=\"_csrf\" value=\"([^\"]+)\"", employee.get("/me").body());
        assertThat(post(employee, "/team/override", theirs, word).statusCode()).isEqualTo(403);
      }
    } finally {
      TestCouncilPolicies.remove(database);
    }
    for (String other : List.of("ceo", "executive", "employee", "it-security", "auditor")) {
      try (Browser somebody = new Browser(port).signIn("acorn/" + other)) {
        assertThat(somebody.get("/team").statusCode()).as(other).isEqualTo(403);
        assertThat(somebody.get("/api/team").statusCode()).as(other).isEqualTo(403);
      }
    }
  }

  private static HttpResponse<String> post(
      Browser browser, String path, String token, String... form) {
    String[] all = new String[form.length + 2];
    all[0] = "_csrf";
    all[1] = token;
    System.arraycopy(form, 0, all, 2, form.length);
    return browser.post(path, all);
  }

  /** Who opted out, is new, or is hardly known: a manager cannot tell, to the byte. */
  @ParameterizedTest
  @EnumSource(CouncilPolicy.Managers.class)
  void to_a_manager_whoever_is_not_shown_is_the_same_to_the_byte(CouncilPolicy.Managers managers) {
    TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, managers);
    Judgment known = TestCompany.decided("Engineering", 0.9);
    try (Browser manager = new Browser(port).signIn("acorn/manager")) {
      Set<List<String>> read = new HashSet<>();
      Set<Map<String, String>> written = new HashSet<>();
      Map<String, PersonKey> keys = threeAreSaid("same-1-" + managers, known, known);
      PersonKey key = Objects.requireNonNull(keys.get("two"));
      Caller two = new Caller(TwoTenants.ACORN, Role.EMPLOYEE, "two", key);
      TestCouncilPolicies.say(database, two, false);
      read.add(asManager(manager));
      written.add(writes(manager, key));
      written.add(writes(manager, new PersonKey(UUID.randomUUID())));
      TestCouncilPolicies.say(database, two, true);
      if (managers != CouncilPolicy.Managers.NOTHING) {
        assertThat(asManager(manager)).as("and is not when shown").isNotIn(read);
      }
      threeAreSaid(
          "same-2-" + managers,
          TestCompany.judgment(Judgment.Status.NOT_ENOUGH_DATA, null, 0),
          known);
      read.add(asManager(manager));
      written.add(writes(manager, key));
      threeAreSaid(
          "same-3-" + managers,
          TestCompany.judgment(Judgment.Status.PROVISIONAL, "Engineering", 0.9),
          known);
      read.add(asManager(manager));
      written.add(writes(manager, key));
      TestRuns.forget(context, TwoTenants.ACORN, key);
      read.add(asManager(manager));
      written.add(writes(manager, key));
      assertThat(read).hasSize(1);
      assertThat(written).as("nor by any write, in status, head or body").hasSize(1);
      assertThat(read.iterator().next().getFirst())
          .contains(
              managers == CouncilPolicy.Managers.NOTHING
                  ? "policy shows no one by name"
                  : "Nothing to show")
          .doesNotContain("opted out", "Provisional", "PROVISIONAL");
      threeAreSaid("same-4-" + managers, known, known);
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  /** What a manager is answered who tries everything that they could do to a report. */
  private static Map<String, String> writes(Browser manager, PersonKey person) {
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", manager.get("/review").body());
    Map<String, String> answers = new TreeMap<>();
    for (String form : List.of("/team/override", "/team/undo", "/team/confirm", "/team/answer")) {
      answers.put(
          form,
          whole(
              post(
                  manager,
                  form,
                  token,
                  "person",
                  person.toString(),
                  "category",
                  "Sales",
                  "reason",
                  "sells",
                  "reality",
                  "yes",
                  "stars",
                  "4")));
    }
    String word =
        """
        {"person": "%s", "category": "Sales", "reason": "sells", "matches": true, "stars": 4}
        """
            .formatted(person);
    for (String path : List.of("override", "undo", "survey")) {
      answers.put(path, whole(manager.postJson("/api/review/" + path, token, word)));
    }
    String contested = whole(post(manager, "/review/1", token, "reason", "no"));
    answers.put("decide", contested);
    assertThat(answers.values())
        .allSatisfy(answer -> assertThat(answer).startsWith(answer == contested ? "403" : "409"));
    return answers;
  }

  /** Status, head and body; not when, and not the token. */
  private static String whole(HttpResponse<String> answer) {
    Map<String, List<String>> head = new TreeMap<>(answer.headers().map());
    head.keySet().removeAll(Set.of("date", "set-cookie"));
    return answer.statusCode() + " " + head + "\n" + withoutToken(answer);
  }

  private static List<String> asManager(Browser manager) {
    return List.of("/team", "/api/team", "/review", "/start").stream()
        .map(page -> withoutToken(manager.get(page)))
        .toList();
  }

  // Evidence

  @Test
  void an_auditor_reads_that_the_controls_hold_and_sees_nobody_and_the_council_reads_its_papers() {
    List<String> people = List.of("Person One", "Person Two", "one@acorn.example", "local:");
    try (Browser auditor = new Browser(port).signIn("acorn/auditor");
        Browser council = new Browser(port).signIn("acorn/council")) {
      assertThat(auditor.get("/").uri().getPath()).isEqualTo("/assurance");
      String page = auditor.get("/assurance").body();
      assertThat(page)
          .contains("Of 13 controls", "A.8.15", "CC7.2", "Art. 12, 19, 26(6)")
          .containsPattern("(\\d+) of \\1 tables force it")
          .contains("Signed journal, database and privacy ledger agree")
          .contains("The database goes by that.", "Nobody waits longer for a decision")
          .contains("None: no endpoint is configured", "ε ", "./orgscope verify")
          .doesNotContain(people);
      assertThat(page)
          .as("of what is only told no lamp is good")
          .doesNotContainPattern("lamp good\">\\s*<h3[^>]*>.{0,200}: <strong>told</strong>");
      JsonNode all = json(auditor.get("/api/assurance"));
      assertThat(all.propertyNames())
          .containsExactly("looked_at", "controls", "statistics", "ledger", "papers");
      assertThat(all.get("controls").get(0).propertyNames())
          .containsExactly(
              "id",
              "title",
              "statement",
              "state",
              "iso27001",
              "soc2",
              "gdpr",
              "ai_act",
              "evidence");
      assertThat(all.get("controls").get(0).get("evidence").get(0).propertyNames())
          .containsExactly("key", "title", "state", "value");
      assertThat(all.get("statistics").propertyNames())
          .containsExactly("release", "published_at", "people", "people_interval");
      Map<String, List<String>> wanted =
          Map.of(
              "impact-assessment",
              List.of("(a) What is processed", "(b) Whether it is needed", "(c) Risks", "(d) What"),
              "workers",
              List.of("Article 26(7)", "Nothing about pay, promotion, dismissal or attendance"),
              "technical-documentation",
              List.of("Annex IV", "1. General description", "9. After it is on the market"),
              "instructions-for-use",
              List.of("Article 13", "- Pay:", "- Promotion:", "- Dismissal:", "- Attendance:"),
              "risks",
              List.of("Article 9", "Known and foreseeable risks"),
              "monitoring-and-incidents",
              List.of("Articles 72 and 73", "15 days", "72 hours"));
      assertThat(all.get("papers"))
          .extracting(paper -> paper.get("name").asString())
          .containsExactlyInAnyOrderElementsOf(wanted.keySet());
      wanted.forEach((name, parts) -> {
        HttpResponse<String> file = auditor.get("/assurance/" + name + "/markdown");
        assertThat(file.headers().firstValue("content-type").orElseThrow())
            .isEqualTo("text/markdown;charset=UTF-8");
        assertThat(file.body())
            .startsWith("# ")
            .contains(parts)
            .contains("> To fill in: ", "Acorn")
            .doesNotContain(people)
            .doesNotContain("{", "}");
        assertThat(auditor.get("/assurance/" + name).body())
            .contains("for a person to fill in", "<strong>To fill in:</strong>")
            .doesNotContain(people);
        boolean theirs = name.equals("impact-assessment") || name.equals("workers");
        assertThat(council.get("/assurance/" + name).statusCode())
            .as("the council, of " + name)
            .isEqualTo(theirs ? 200 : 404);
      });
      assertThat(auditor.get("/assurance/nothing").statusCode()).isEqualTo(404);
      assertThat(council.get("/council").body()).contains("/assurance/impact-assessment");
      assertThat(council.get("/assurance").statusCode()).isEqualTo(403);
      // Past the signed documents: evidence is of what is, not of what ships.
      TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, CouncilPolicy.Managers.NOTHING);
      assertThat(auditor.get("/assurance").body())
          .contains("What the database goes by is not what was signed.")
          .contains("needs a look", "Nothing of a named person");
    } finally {
      TestCouncilPolicies.remove(database);
    }
    assertThat(audit.entries(Caller.commandLine(TwoTenants.ACORN, "tess"), 30))
        .extracting(AuditEntry::subject)
        .contains("controls", "paper impact-assessment", "paper of no known name");
    for (String role : List.of("ceo", "executive", "manager", "employee")) {
      try (Browser other = new Browser(port).signIn("acorn/" + role)) {
        for (String address : List.of("/assurance", "/api/assurance", "/assurance/workers")) {
          assertThat(other.get(address).statusCode()).as(role + address).isEqualTo(403);
        }
      }
    }
  }

  // Ways

  @ParameterizedTest
  @CsvSource({
    "ceo,         /company",
    "executive,   /company",
    "manager,     /team",
    "employee,    /me",
    "it-security, /operations",
    "auditor,     /assurance",
  })
  void each_role_begins_at_its_page_and_the_bar_names_every_page_it_may_open_and_no_other(
      String role, String first) {
    browser.signIn("acorn/" + role);
    HttpResponse<String> home = browser.get("/");
    assertThat(home.uri().getPath()).isEqualTo(first);
    List<String> bar =
        Pattern.compile("<li><a href=\"(/[a-z-]+)\"( aria-current=\"page\")?>")
            .matcher(home.body().substring(home.body().indexOf("class=\"places\"")))
            .results()
            .limit(30)
            .map(place -> place.group(1))
            .distinct()
            .toList();
    assertThat(bar).contains(first).doesNotHaveDuplicates();
    assertThat(home.body()).contains("href=\"" + first + "\" aria-current=\"page\"");
    for (String page : pagesWithoutParts()) {
      int status = browser.get(page).statusCode();
      if (bar.contains(page)) {
        assertThat(status).as(page).isEqualTo(200);
      } else {
        assertThat(status).as(page + " can be opened and is not in the bar").isEqualTo(403);
      }
    }
  }

  /** Pages to read, but for those that are a step from another. */
  private List<String> pagesWithoutParts() {
    Set<String> steps =
        Set.of(
            "/",
            "/start",
            "/openapi.json",
            "/developers",
            "/error",
            "/erasure",
            "/roles",
            "/operations/live",
            "/operations/events",
            "/sign-out");
    return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(info -> info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.GET)))
        .flatMap(info -> info.getPatternValues().stream())
        .filter(page -> !page.contains("{") && !page.contains("*"))
        .filter(page -> !page.startsWith("/api/") && !page.startsWith("/sign-in"))
        .filter(page -> !page.startsWith(McpAddresses.METADATA))
        .filter(page -> !steps.contains(page) && !page.endsWith("/decide"))
        .toList();
  }

  private void decided(Browser employee, Browser manager) {
    browser.signIn("acorn/it-security");
    String queue = browser.get("/review").body();
    assertThat(queue).contains("Engineering, or Product?", "I plan").doesNotContain("Person T");
    assertThat(browser.get("/operations").body()).contains("A contest waits");
    String number = found("action=\"/review/(\\d+)\"", queue);
    String theirs = found("name=\"_csrf\" value=\"([^\"]+)\"", manager.get("/me").body());
    assertThat(manager.post("/review/" + number, "_csrf", theirs, "reason", "no").statusCode())
        .isEqualTo(403);
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", queue);
    HttpResponse<String> decided =
        browser.post(
            "/review/" + number, "_csrf", token, "category", "Product", "reason", "it shows");
    assertThat(decided.body()).contains("Nobody contests their category");
    assertThat(employee.get("/me").body())
        .contains("it is now Product", "it shows", "<strong>Product</strong>", "set by a person");
    assertThat(json(employee.get("/api/contest")).get("contest").get("decision").propertyNames())
        .containsExactly("category", "reason", "at");
    assertThat(manager.get("/review").body()).contains("decided 22 Nov").doesNotContain("it shows");
  }

  /** What names people answers to a purpose, which no address that is only read has. */
  @Test
  void nothing_that_it_only_reads_names_anybody() {
    browser.signIn("acorn/it-security");
    List<String> addresses =
        context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
            .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
            .filter(
                info -> !info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.POST)))
            .flatMap(info -> info.getPatternValues().stream())
            .map(pattern -> pattern.replaceAll("\\{[^}]+}", "x"))
            .filter(address -> !address.startsWith("/sign-out"))
            .toList();
    assertThat(addresses).contains("/operations", "/candidate", "/person", "/api/release");
    assertThat(addresses)
        .allSatisfy(address ->
            assertThat(browser.get(address).body())
                .doesNotContain("@acorn.example", "Person One", "Person Two", "Person Three"));
  }

  @Test
  void an_executive_sees_the_company_and_the_units_that_were_granted_and_nothing_of_others() {
    Caller it = Caller.commandLine(TwoTenants.ACORN, "test");
    try (Browser ceo = new Browser(port).signIn("acorn/ceo")) {
      JsonNode all = json(ceo.get("/api/release"));
      browser.signIn("acorn/executive");
      JsonNode ungranted = json(browser.get("/api/release"));
      assertThat(ungranted.get("total")).isEqualTo(all.get("total"));
      assertThat(ungranted.get("use")).isEqualTo(all.get("use"));
      assertThat(ungranted.get("cells").size()).isZero();
      assertThat(ungranted.get("categories").size()).isZero();
      assertThat(ungranted.get("quarter").get("roles").size()).isZero();
      List<String> without = new ArrayList<>(all.propertyNames());
      assertThat(without.remove("sensitivity")).as("made of all groups' money").isTrue();
      assertThat(ungranted.propertyNames()).containsExactlyElementsOf(without);
      assertThat(browser.get("/company").body())
          .contains("You see the company as a whole. IT grants you units", "total-people")
          .doesNotContain("Customer Support", "Department: ");

      grant(it, Kind.DEPARTMENT, "Engineering", -1, null);
      grant(it, Kind.DEPARTMENT, "Marketing", 2, null);
      grant(it, Kind.DEPARTMENT, "Finance", -3, -2);
      JsonNode engineering = json(browser.get("/api/release"));
      assertThat(cells(engineering))
          .isNotEmpty()
          .isEqualTo(
              cells(all).stream()
                  .filter(cell -> cell.get("department").asString().equals("Engineering"))
                  .toList());
      assertThat(engineering.get("categories").size()).as("of no kind of work").isZero();
      assertThat(browser.get("/company").body())
          .contains("of its units: Engineering.", "Department: Engineering")
          .doesNotContain("Department: Marketing", "Department: Finance", "Customer Support");

      grant(it, Kind.CATEGORY, "Sales", -1, 30);
      JsonNode both = json(browser.get("/api/release"));
      assertThat(cells(both))
          .isEqualTo(
              cells(all).stream()
                  .filter(cell ->
                      cell.get("department").asString().equals("Engineering")
                          || cell.get("category").asString().equals("Sales"))
                  .toList())
          .hasSizeGreaterThan(cells(engineering).size());
      assertThat(both.get("categories").get(0))
          .isEqualTo(
              all.get("categories")
                  .valueStream()
                  .filter(one -> one.get("category").asString().equals("Sales"))
                  .findFirst()
                  .orElseThrow());
      assertThat(both.get("categories").size()).isEqualTo(1);

      grants.revoke(it, executive(), Kind.DEPARTMENT, "Engineering");
      grants.revoke(it, executive(), Kind.CATEGORY, "Sales");
      assertThat(json(browser.get("/api/release"))).isEqualTo(ungranted);
    }
    assertThat(browser.get("/recommendations").statusCode()).isEqualTo(403);
    assertThat(browser.get("/looks").statusCode()).isEqualTo(403);
  }

  /** {@code -Dorgscope.drill.times=100} reads ten thousand times. */
  @Test
  void every_channel_reads_one_row_however_often() {
    Caller it = Caller.commandLine(TwoTenants.ACORN, "test");
    grant(it, Kind.CATEGORY, "Sales", -1, null);
    Set<String> cell = new HashSet<>();
    Set<String> pages = new HashSet<>();
    try (Browser ceo = new Browser(port).signIn("acorn/ceo");
        Browser auditor = new Browser(port).signIn("acorn/auditor")) {
      browser.signIn("acorn/executive");
      for (int read = 0; read < 20 * Integer.getInteger("orgscope.drill.times", 1); read++) {
        cell.add(sales(json(ceo.get("/api/release"))));
        cell.add(sales(json(auditor.get("/api/release"))));
        cell.add(sales(json(browser.get("/api/release"))));
        // What the command prints.
        Release printed = releases.latest(it).orElseThrow();
        JsonNode command = JsonMapper.shared().valueToTree(releases.document(it, printed));
        cell.add(sales(command));
        assertThat(command.get("sensitivity").toString())
            .isEqualTo(json(ceo.get("/api/release")).get("sensitivity").toString());
        pages.add(ceo.get("/company").body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", ""));
        if (read % 5 == 0) {
          census.company(TwoTenants.ACORN, 1012, "run-" + read, LocalDate.of(2026, 11, 21));
          releases.publish(Caller.system(TwoTenants.ACORN, "test"));
        }
      }
    } finally {
      census.company(TwoTenants.ACORN, 1012, "run-1", LocalDate.of(2026, 11, 21));
      grants.revoke(it, executive(), Kind.CATEGORY, "Sales");
    }
    assertThat(cell).hasSize(1);
    assertThat(pages).hasSize(1);
    long people = JsonMapper.shared().readTree(cell.iterator().next()).get("people").asLong();
    assertThat(pages.iterator().next()).contains(people + "");
  }

  private static String sales(JsonNode release) {
    return release
        .get("categories")
        .valueStream()
        .filter(one -> one.get("category").asString().equals("Sales"))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  private Holder executive() {
    return access.principals(TwoTenants.ACORN).stream()
        .filter(principal -> principal.role() == Role.EXECUTIVE)
        .<Holder>map(principal -> new Holder.OfPerson(Objects.requireNonNull(principal.person())))
        .findFirst()
        .orElseThrow();
  }

  /** By days from today, which the database tells. */
  private void grant(Caller it, Kind kind, String unit, int from, @Nullable Integer until) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    grants.grant(
        it,
        new UnitGrant(
            executive(),
            kind,
            unit,
            today.plusDays(from),
            until == null ? null : today.plusDays(until),
            null));
  }

  private static List<JsonNode> cells(JsonNode release) {
    return release.get("cells").valueStream().toList();
  }

  /** The same for everybody, or the same answer as without a version. */
  private static boolean isOfPrograms(String address) {
    return address.startsWith("/.well-known/")
        || address.startsWith("/api/v1/")
        || address.equals("/developers")
        || address.equals("/openapi.json");
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"CEO", "EXECUTIVE", "MANAGER", "EMPLOYEE", "AUDITOR", "COUNCIL"})
  void it_views_byte_for_byte_what_a_role_gets(Role role) {
    view(role);
    String door = "acorn/" + role.name().toLowerCase(Locale.ROOT);
    boolean ofPeople = role == Role.MANAGER || role == Role.EMPLOYEE;
    try (Browser somebody = new Browser(port).signIn(door)) {
      List<String> theirs =
          readAddresses().stream()
              .filter(address -> !address.contains("{"))
              .filter(address -> {
                HttpResponse<String> answer = somebody.get(address);
                return answer.statusCode() == 200 && answer.uri().getPath().equals(address);
              })
              // Of a session and of nobody; what one does; what is told to one person alone; and
              // the
              // log, which grows by each look at it and which IT/Security reads itself, as the
              // evidence.
              .filter(address ->
                  !address.equals("/roles")
                      && !address.equals("/erasure")
                      && !address.equals("/sign-in")
                      && !address.endsWith("/audit")
                      && !address.endsWith("/assurance")
                      && !isOfPrograms(address)
                      && !(ofPeople
                          && Set.of(
                                  "/recommendations",
                                  "/me",
                                  "/api/contest",
                                  "/api/me/export",
                                  "/api/consent",
                                  "/api/review/queue",
                                  "/api/review/survey",
                                  "/review",
                                  "/team",
                                  "/api/team")
                              .contains(address)))
              .toList();
      assertThat(theirs)
          .as("every page that the role has")
          .containsExactlyInAnyOrderElementsOf(PreviewedPages.of(role).values());
      for (String address : theirs) {
        HttpResponse<String> own = somebody.get(address);
        HttpResponse<String> viewed = browser.framed("/view-as/page" + address);
        assertThat(viewed.statusCode()).as(address).isEqualTo(200);
        assertThat(viewed.headers().firstValue("content-type"))
            .isEqualTo(own.headers().firstValue("content-type"));
        assertThat(withoutToken(viewed)).as(address).isEqualTo(withoutToken(own));
        assertThat(viewed.body().length()).as("and as long").isEqualTo(own.body().length());
        assertThat(viewed.headers().allValues("set-cookie")).isEmpty();
      }
    }
  }

  private List<String> readAddresses() {
    return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(info -> !info.getMethodsCondition().getMethods().equals(Set.of(RequestMethod.POST)))
        .flatMap(info -> info.getPatternValues().stream())
        .filter(address -> !address.startsWith("/sign-out"))
        .toList();
  }

  /** Of a form: each session has its own, and a view has one that is worth nothing. */
  private static String withoutToken(HttpResponse<String> answer) {
    return answer.body().replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
  }

  /** IT begins to look with somebody's eyes; of people the demo's own. */
  private String view(Role role) {
    browser.signIn("acorn/it-security");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/view-as").body());
    String login =
        access.principals(TwoTenants.ACORN).stream()
            .filter(principal -> principal.role() == role && principal.person() != null)
            .findFirst()
            .flatMap(principal ->
                people.login(
                    Caller.system(TwoTenants.ACORN, "test"),
                    Objects.requireNonNull(principal.person())))
            .orElse("");
    HttpResponse<String> begun =
        browser.post(
            "/view-as",
            "_csrf",
            token,
            "role",
            role.name(),
            "login",
            login,
            "purpose",
            "own-request",
            "reference",
            "DSR 12");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
    assertThat(begun.body())
        .contains("You see what " + Words.oneOf(role) + " sees", "sandbox=\"allow-same-origin\"");
    return token;
  }

  @Test
  void a_view_is_of_one_session_marked_read_only_and_ends_by_itself() {
    String token = view(Role.CEO);
    HttpResponse<String> mark = browser.get("/view-as");
    assertThat(mark.headers().firstValue("content-security-policy"))
        .hasValue(PageHeaders.CONTENT_POLICY + "; frame-src 'self'");
    HttpResponse<String> page = browser.framed("/view-as/page/company");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .contains("frame-ancestors 'self'", "sandbox allow-same-origin")
        .doesNotContain("'none'; frame-ancestors 'none'", "allow-scripts", "allow-forms");
    assertThat(page.headers().firstValue("x-frame-options")).hasValue("SAMEORIGIN");
    assertThat(page.body()).contains("total-people");
    String dead = found("name=\"_csrf\" value=\"([^\"]+)\"", page.body());
    assertThat(browser.post("/view-as", "_csrf", dead, "role", "AUDITOR").statusCode())
        .as("the token of a form in the frame")
        .isEqualTo(403);

    assertThat(browser.get("/view-as/page/company").body())
        .as("no page of a view stands without its mark")
        .contains("You see what a CEO sees");
    assertThat(browser.framed("/company").uri().getPath())
        .as("a link in the frame stays in the view")
        .isEqualTo("/view-as/page/company");
    assertThat(browser.framed("/operations").body())
        .as("with the eyes of somebody who has it not")
        .contains("This is not in the view")
        .doesNotContain("What needs a hand now?");
    for (String write : List.of("/recommendations/x", "/sign-out", "/view-as", "/person")) {
      assertThat(browser.post("/view-as/page" + write, "_csrf", token).statusCode())
          .as(write)
          .isEqualTo(405);
    }
    try (Browser ceo = new Browser(port).signIn("acorn/ceo")) {
      assertThat(ceo.get("/view-as").statusCode()).isEqualTo(403);
      assertThat(ceo.framed("/view-as/page/company").statusCode()).isEqualTo(403);
    }
    assertThat(browser.post("/view-as", "role", "CEO").statusCode())
        .as("a form of another site")
        .isEqualTo(403);
    assertThat(browser.post("/view-as/end", "_csrf", token).body()).contains("With whose eyes?");
    HttpResponse<String> over = browser.framed("/view-as/page/company");
    assertThat(over.body()).as("%s %s", over, over.headers()).contains("The view has ended");

    view(Role.AUDITOR);
    clock.at(TwoTenants.MORNING.plus(Duration.ofHours(3)).plus(Previews.LIFE));
    assertThat(browser.framed("/view-as/page/company").body()).contains("The view has ended");
    assertThat(browser.get("/view-as").body()).contains("With whose eyes?");
    view(Role.CEO);
    try (Browser other = new Browser(port).signIn("acorn/it-security")) {
      assertThat(other.framed("/view-as/page/company").body())
          .as("in another session of the same")
          .contains("The view has ended");
    }
  }

  @Test
  void a_view_is_in_the_log_as_its_owners_in_the_role_and_whoever_is_shown_reads_it() {
    String token = view(Role.MANAGER);
    browser.framed("/view-as/page/looks");
    Caller it = Caller.commandLine(TwoTenants.ACORN, "test");
    assertThat(audit.entries(it, 200))
        .filteredOn(entry -> entry.action().equals("read who looked at them"))
        .first()
        .satisfies(entry -> {
          assertThat(entry.principal()).isEqualTo("local:it-security");
          assertThat(entry.role()).isEqualTo("MANAGER");
        });
    for (String login : List.of("one", "two", "three")) {
      PersonKey person = people.byLogin(it, login + "@acorn.example").orElseThrow().key();
      assertThat(looks.at(it, person))
          .as(login)
          .first()
          .satisfies(look -> assertThat(look.reference()).isEqualTo("DSR 12"));
    }
    for (String role : List.of("MANAGER", "EMPLOYEE")) {
      assertThat(
              browser
                  .post("/view-as", "_csrf", token, "role", role, "login", "two@acorn.example")
                  .statusCode())
          .as("without a purpose")
          .isEqualTo(409);
    }
    for (String role : List.of("IT_SECURITY", "SYSTEM")) {
      assertThat(browser.post("/view-as", "_csrf", token, "role", role).statusCode())
          .isEqualTo(409);
    }
  }

  @Test
  void pages_ask_the_database_as_a_role_of_their_own() throws Exception {
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/operations").statusCode()).isEqualTo(200);
    try (Connection superuser = TestDatabase.asOwner(database);
        Statement statement = superuser.createStatement();
        ResultSet logins =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND usename = 'orgscope_pages'")) {
      assertThat(logins.next()).isTrue();
      assertThat(logins.getInt(1)).isPositive();
    }
  }

  @Test
  void what_a_page_may_not_do_a_worker_does_when_asked() throws Exception {
    browser.signIn("acorn/it-security");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/person").body());
    HttpResponse<String> asked = browser.postJson("/api/releases", token, "{}");
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(json(asked).propertyNames())
        .containsExactly("request", "kind", "state", "asked_at", "outcome");
    String there = asked.headers().firstValue("location").orElseThrow();
    assertThat(json(browser.get(there)).get("state").asString()).isEqualTo("asked");
    assertThat(browser.post("/candidate/publish", "_csrf", token).statusCode()).isEqualTo(200);
    TestRequests.doAll(context);
    assertThat(json(browser.get(there)).get("state").asString()).isEqualTo("done");
    assertThat(json(browser.get(there)).get("outcome").asString())
        .contains("stands; nothing new was drawn");
    try (Browser ceo = new Browser(port).signIn("acorn/ceo")) {
      assertThat(ceo.get(there).statusCode()).isEqualTo(404);
      String own = found("name=\"_csrf\" value=\"([^\"]+)\"", ceo.get("/company").body());
      assertThat(ceo.postJson("/api/releases", own, "{}").statusCode()).isEqualTo(403);
      assertThat(ceo.postJson("/api/erasures", own, "{\"confirm\": \"erase me\"}").statusCode())
          .isEqualTo(403);
    }
  }

  /** Twelve groups, of which the candidate is right about all and the other about eleven. */
  @Test
  void it_sees_what_is_tried_and_a_worker_ends_it_for_a_reason() throws Exception {
    tried();
    browser.signIn("birch/it-security");
    assertThat(browser.get("/operations").body()).contains("href=\"/trials\"");
    String page = browser.get("/trials").body();
    assertThat(page)
        .contains("Trial 1", "v3", "gpt-6-luna", "running since", "too few to tell")
        .contains("Engineering", "11 of 12 right", "12 of 12 right", "Withdraw it");
    JsonNode told = json(browser.get("/api/trials")).get("trials").get(0);
    assertThat(told.propertyNames())
        .containsExactly(
            "number",
            "kind",
            "state",
            "version_before",
            "version_tried",
            "share",
            "begun_at",
            "ended_at",
            "verdict",
            "because",
            "judge",
            "pairs",
            "judged",
            "before",
            "candidate",
            "categories");
    assertThat(told.get("verdict").asString()).isEqualTo("too few to tell");
    assertThat(told.get("categories").get(0).get("candidate").get("right").asInt()).isEqualTo(12);

    endedByAWorker(page);
  }

  private void tried() {
    Caller system = Caller.system(TwoTenants.BIRCH, "test");
    Trials trials = context.getBean(Trials.class);
    Trial begun =
        trials.begin(
            system,
            Trial.Kind.AB,
            new Trials.Tried(
                new Version("v2", null), new Version("v3", "gpt-6-luna"), Known.TITLES),
            0.1,
            "half the price",
            null);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      pairs.add(
          new Pair(
              "group " + i,
              20,
              i == 0 ? "Sales" : "Engineering",
              "Engineering",
              Map.of(Known.TITLES, "Engineering")));
    }
    trials.keep(system, begun, pairs);
  }

  private void endedByAWorker(String page) throws Exception {
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
    String withdraw = "{\"act\": \"withdraw\", \"reason\": \"%s\"}";
    assertThat(browser.postJson("/api/trials/1", token, withdraw.formatted(" ")).statusCode())
        .as("without a reason")
        .isEqualTo(409);
    assertThat(browser.postJson("/api/trials/2", token, withdraw.formatted("x")).statusCode())
        .as("there is none")
        .isEqualTo(409);
    assertThat(
            browser
                .post("/trials/1", "_csrf", token, "act", "promote", "reason", "it is better")
                .statusCode())
        .isEqualTo(200);
    TestRequests.doAll(context);
    assertThat(browser.get("/trials").body())
        .contains("was promoted on", "it is better", "Trial 1 is promoted.");
    assertThat(
            browser
                .post("/trials/1", "_csrf", token, "act", "promote", "reason", "again")
                .statusCode())
        .as("is promoted already")
        .isEqualTo(409);
    HttpResponse<String> asked =
        browser.postJson("/api/trials/1", token, withdraw.formatted("it was not"));
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    TestRequests.doAll(context);
    assertThat(json(browser.get("/api/trials")).get("trials").get(0).get("state").asString())
        .isEqualTo("withdrawn");
    try (Browser ceo = new Browser(port).signIn("birch/ceo")) {
      assertThat(ceo.get("/trials").statusCode()).isEqualTo(403);
      assertThat(ceo.get("/api/trials").statusCode()).isEqualTo(403);
      String own = found("name=\"_csrf\" value=\"([^\"]+)\"", ceo.get("/start").body());
      assertThat(ceo.postJson("/api/trials/1", own, withdraw.formatted("x")).statusCode())
          .isEqualTo(403);
    }
    try (Browser other = new Browser(port).signIn("acorn/it-security")) {
      assertThat(json(other.get("/api/trials")).get("trials")).isEmpty();
    }
  }

  @Test
  void a_program_has_a_night_begun_by_a_token_of_that_scope_and_reads_how_far_it_is()
      throws Exception {
    Caller it = Caller.commandLine(TwoTenants.ACORN, "test");
    Duration day = Duration.ofDays(1);
    ServiceAccounts accounts = context.getBean(ServiceAccounts.class);
    Set<ApiScope> both = Set.of(ApiScope.START_NIGHT, ApiScope.READ_NIGHT);
    String clockwork = accounts.create(it, "clockwork", Role.IT_SECURITY, both, day);
    String narrow =
        accounts.create(it, "narrow", Role.IT_SECURITY, Set.of(ApiScope.READ_NIGHT), day);
    String chief = accounts.create(it, "chief", Role.CEO, both, day);
    for (Map.Entry<String, Integer> refused :
        Map.of("osk_nonsense", 401, narrow, 403, chief, 403).entrySet()) {
      HttpResponse<String> said = night("POST", "", refused.getKey());
      assertThat(said.statusCode()).as(said.body()).isEqualTo(refused.getValue());
      assertThat(said.headers().firstValue("content-type")).hasValue("application/problem+json");
    }
    HttpResponse<String> asked = night("POST", "", clockwork);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(json(asked).get("kind").asString()).isEqualTo("night");
    String there = asked.headers().firstValue("location").orElseThrow();
    assertThat(there).matches("/api/nights\\?day=2\\d{3}-\\d\\d-\\d\\d");
    HttpResponse<String> far = night("GET", there.substring("/api/nights".length()), narrow);
    assertThat(json(far).propertyNames())
        .containsExactly(
            "night",
            "run",
            "state",
            "done",
            "left",
            "deferred",
            "people_per_second",
            "cost_usd",
            "expected_end");
    assertThat(json(far).get("state").asString()).isEqualTo("waiting");
    assertThat(night("GET", "?day=someday", narrow).statusCode()).isEqualTo(400);
    TestRequests.doAll(context);
    browser.signIn("acorn/it-security");
    assertThat(
            json(browser.get("/api/requests/" + json(asked).get("request").asString()))
                .get("outcome")
                .asString())
        .startsWith("The night of ")
        .endsWith(" begins.");
  }

  /** What only asks for another scope is refused, and that is in the log. */
  @Test
  void a_program_asks_for_an_erasure_and_a_release_by_tokens_of_those_scopes() throws Exception {
    Caller it = Caller.commandLine(TwoTenants.BIRCH, "test");
    ServiceAccounts accounts = context.getBean(ServiceAccounts.class);
    Map<ApiScope, String> tokens = new EnumMap<>(ApiScope.class);
    for (ApiScope scope :
        List.of(ApiScope.ASK_ERASURE, ApiScope.PUBLISH_RELEASE, ApiScope.READ_REQUEST)) {
      tokens.put(
          scope,
          accounts.create(
              it,
              scope.name().toLowerCase(Locale.ROOT).replace('_', '-'),
              Role.IT_SECURITY,
              Set.of(scope),
              Duration.ofDays(1)));
    }
    String erases = Objects.requireNonNull(tokens.get(ApiScope.ASK_ERASURE));
    String publishes = Objects.requireNonNull(tokens.get(ApiScope.PUBLISH_RELEASE));
    String reads = Objects.requireNonNull(tokens.get(ApiScope.READ_REQUEST));
    String nobody = "{\"login\": \"nobody@birch.example\"}";
    assertThat(program("POST", "/api/erasures", nobody, erases).statusCode()).isEqualTo(409);
    HttpResponse<String> asked = program("POST", "/api/releases", "", publishes);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String there = asked.headers().firstValue("location").orElseThrow();
    assertThat(json(program("GET", there, "", reads)).get("kind").asString()).isEqualTo("publish");
    int before = outOfScope(it);
    for (List<String> other :
        List.of(
            List.of("POST", "/api/erasures", nobody, publishes, "orgscope.erasure.ask"),
            List.of("POST", "/api/erasures", nobody, reads, "orgscope.erasure.ask"),
            List.of("POST", "/api/releases", "", erases, "orgscope.release.publish"),
            List.of("GET", there, "", publishes, "orgscope.request.read"))) {
      HttpResponse<String> refused =
          program(other.get(0), other.get(1), other.get(2), other.get(3));
      assertThat(refused.statusCode()).as(other.toString()).isEqualTo(403);
      assertThat(refused.headers().firstValue("www-authenticate").orElseThrow())
          .contains("insufficient_scope", other.get(4));
    }
    for (String unknown : List.of("/api/requests/", there + "/more", "/api/requests")) {
      assertThat(program("GET", unknown, "", reads).statusCode()).as(unknown).isEqualTo(403);
    }
    assertThat(outOfScope(it)).isEqualTo(before + 7);
    String chief =
        accounts.create(
            it, "chief-publisher", Role.CEO, Set.of(ApiScope.PUBLISH_RELEASE), Duration.ofDays(1));
    assertThat(program("POST", "/api/releases", "", chief).statusCode())
        .as("a scope gives nothing that the role lacks")
        .isEqualTo(403);
  }

  @Test
  void a_program_has_people_imported_by_tokens_of_three_scopes_and_each_admits_one_alone()
      throws Exception {
    TenantId larch = new TenantId("larch");
    tenants.create(
        new Tenant(larch, "Larch Example Ltd", "finance", Region.EU, ZoneId.of("UTC"), true));
    TwoTenants.employ(people, larch);
    Caller it = Caller.commandLine(larch, "test");
    List<ApiScope> scopes =
        List.of(ApiScope.SEND_PEOPLE, ApiScope.READ_PEOPLE_FILE, ApiScope.APPLY_PEOPLE);
    ServiceAccounts accounts = context.getBean(ServiceAccounts.class);
    Map<ApiScope, String> tokens = new EnumMap<>(ApiScope.class);
    for (ApiScope scope : scopes) {
      String name = scope.name().toLowerCase(Locale.ROOT).replace('_', '-');
      Duration day = Duration.ofDays(1);
      tokens.put(scope, accounts.create(it, name, Role.IT_SECURITY, Set.of(scope), day));
    }
    String sends = Objects.requireNonNull(tokens.get(ApiScope.SEND_PEOPLE));
    String previews = Objects.requireNonNull(tokens.get(ApiScope.READ_PEOPLE_FILE));
    String applies = Objects.requireNonNull(tokens.get(ApiScope.APPLY_PEOPLE));
    String csv = "employee_id,login,display_name,title\n9,nine@larch.example,Nine,Engineer\n";
    HttpResponse<String> sent = program("POST", "/api/people", csv, sends);
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(202);
    String there = "/api/people/" + json(sent).get("file").asString();
    TestRequests.doAll(context);
    HttpResponse<String> read = program("GET", there, "", previews);
    String digest = json(read).get("preview").get("digest").asString();
    String done = "{\"digest\": \"%s\"}".formatted(digest);
    Map<ApiScope, List<String>> asks =
        Map.of(
            ApiScope.SEND_PEOPLE, List.of("POST", "/api/people", csv),
            ApiScope.READ_PEOPLE_FILE, List.of("GET", there, ""),
            ApiScope.APPLY_PEOPLE, List.of("POST", there, done));
    for (ApiScope has : scopes) {
      for (ApiScope wants : scopes) {
        List<String> ask = Objects.requireNonNull(asks.get(wants));
        if (has != wants) {
          HttpResponse<String> refused =
              program(ask.get(0), ask.get(1), ask.get(2), Objects.requireNonNull(tokens.get(has)));
          assertThat(refused.statusCode()).as(has + " for " + wants).isEqualTo(403);
          assertThat(refused.headers().firstValue("www-authenticate").orElseThrow())
              .contains("insufficient_scope", wants.word());
        }
      }
    }
    assertThat(outOfScope(it)).isEqualTo(6);
    assertThat(people.byLogin(it, "nine@larch.example")).isEmpty();
    assertThat(program("POST", there, done, applies).statusCode()).isEqualTo(202);
    TestRequests.doAll(context);
    assertThat(people.byLogin(it, "nine@larch.example")).isPresent();
    String chief = accounts.create(it, "chief", Role.CEO, Set.copyOf(scopes), Duration.ofDays(1));
    assertThat(program("POST", "/api/people", csv, chief).statusCode())
        .as("a scope gives nothing that the role lacks")
        .isEqualTo(403);
  }

  private int outOfScope(Caller it) {
    return (int)
        audit.entries(it, 1_000).stream()
            .filter(entry -> entry.action().equals("refused: ask the API"))
            .count();
  }

  private HttpResponse<String> program(String method, String path, String body, String token)
      throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .header("Content-Type", "application/json")
              .header("Authorization", "Bearer " + token)
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private HttpResponse<String> night(String method, String query, String token) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/nights" + query))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void somebody_has_themselves_erased_and_it_has_others_erased() throws Exception {
    TenantId fir = new TenantId("fir");
    tenants.create(
        new Tenant(fir, "Fir Example Ltd", "finance", Region.EU, ZoneId.of("UTC"), true));
    Caller it = Caller.commandLine(fir, "test");
    TwoTenants.employ(people, fir);
    browser.signIn("fir/employee");
    String page = browser.get("/erasure").body();
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
    assertThat(browser.post("/erasure", "_csrf", token, "confirm", "yes").body())
        .doesNotContain("Asked, and not done yet");
    HttpResponse<String> unsaid = browser.postJson("/api/erasures", token, "{}");
    assertThat(unsaid.statusCode()).isEqualTo(409);
    assertThat(json(unsaid).get("detail").asString()).contains("erase me");
    String others = "{\"login\": \"one@fir.example\", \"confirm\": \"erase me\"}";
    assertThat(browser.postJson("/api/erasures", token, others).statusCode()).isEqualTo(403);
    int before = people.visible(it).size();
    assertThat(browser.post("/erasure", "_csrf", token, "confirm", "Erase me").body())
        .contains("Asked, and not done yet");
    assertThat(people.visible(it).size()).as("a page erases nobody").isEqualTo(before);
    TestRequests.doAll(context);
    assertThat(people.visible(it).size()).isEqualTo(before - 1);
    assertThat(browser.get("/erasure").uri().getPath()).as("signed out").isEqualTo("/sign-in");

    browser.signIn("fir/it-security");
    token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/person").body());
    assertThat(browser.postJson("/api/erasures", token, others).statusCode()).isEqualTo(202);
    TestRequests.doAll(context);
    assertThat(people.visible(it)).hasSize(before - 2);
    assertThat(audit.entries(it, 1_000))
        .extracting(entry -> entry.action())
        .contains("have oneself erased");
  }

  /** The page keeps it sealed and reads it never again; a worker looks, and then does just that. */
  @Test
  void it_sends_a_file_of_people_sees_what_it_would_do_and_has_just_that_done() throws Exception {
    TenantId yew = new TenantId("yew");
    tenants.create(
        new Tenant(yew, "Yew Example Ltd", "finance", Region.EU, ZoneId.of("UTC"), true));
    TwoTenants.employ(people, yew);
    Caller it = Caller.commandLine(yew, "test");
    int before = people.visible(it).size();
    browser.signIn("yew/it-security");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/people").body());
    String csv =
        "employee_id,login,display_name,title\n"
            + "2,two@yew.example,Person Two,Lead\n9,nine@yew.example,<b>Nine</b>,Engineer\n,,x,\n";
    HttpResponse<String> asked = browser.postJson("/api/people", token, csv);
    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    String file = json(asked).get("file").asString();
    assertThat(json(browser.get("/api/people/" + file)).get("preview").isNull()).isTrue();
    assertThat(browser.get("/people").body()).contains("A worker looks at it");
    assertThat(fileColumn(file, "sealed")).doesNotContain(hex("nine@"), hex("Nine"));

    TestRequests.doAll(context);
    JsonNode preview = json(browser.get("/api/people/" + file)).get("preview");
    assertThat(preview.propertyNames())
        .containsExactly(
            "digest", "joined", "left", "changed", "unchanged", "read", "refused", "remarks");
    assertThat(preview.get("joined").asInt()).isEqualTo(1);
    assertThat(preview.get("changed").asInt()).isEqualTo(1);
    assertThat(preview.get("refused").get(0).get("line").asInt()).isEqualTo(4);
    String page = browser.get("/people").body();
    assertThat(page).contains("1 would join, 0 leave, 1 change", "Line 4 is refused");
    assertThat(people.visible(it).size()).as("nothing is written").isEqualTo(before);
    assertThat(fileColumn(file, "preview")).as("reasons quote").doesNotContain(hex("line"));

    String digest = preview.get("digest").asString();
    for (String wrong : List.of("", "0".repeat(64))) {
      assertThat(
              browser
                  .post("/people/apply", "_csrf", token, "file", file, "digest", wrong)
                  .statusCode())
          .isEqualTo(409);
    }
    assertThat(browser.post("/people/apply", "_csrf", token, "file", file, "digest", digest).body())
        .contains("Asked, and not done yet");
    assertThat(people.visible(it).size()).as("a page changes nobody").isEqualTo(before);
    TestRequests.doAll(context);
    assertThat(people.visible(it)).hasSize(before + 1);
    assertThat(browser.get("/people").body()).contains("3 rows: 1 new, 1 updated, 1 refused.");
    assertThat(browser.get("/api/people/" + file).statusCode()).as("it is gone").isEqualTo(404);
    assertThat(audit.entries(it, 1_000).stream().map(AuditEntry::toString))
        .anyMatch(entry -> entry.contains("a file of people"))
        .anyMatch(entry -> entry.contains("people, by a file that is only looked at"))
        .anyMatch(entry -> entry.contains("people, preview " + digest))
        .noneMatch(entry -> entry.contains("nine@"));
  }

  @Test
  void what_a_file_of_people_did_not_do_itself_is_said_as_the_directory_has_it() throws Exception {
    TenantId rowan = new TenantId("rowan");
    tenants.create(
        new Tenant(rowan, "Rowan Example Ltd", "finance", Region.EU, ZoneId.of("UTC"), true));
    TwoTenants.employ(people, rowan);
    browser.signIn("rowan/it-security");
    String head = "employee_id,login,display_name,title\n";
    String nine = "9,nine@rowan.example,Nine,Engineer\n";
    String lead = head + nine + "2,two@rowan.example,Person Two,Lead\n,,x,\n";
    assertThat(afterwards(rowan, lead, head + nine))
        .as("a part was read meanwhile")
        .contains("refused", "would not do what was previewed");
    assertThat(afterwards(rowan, lead, lead))
        .as("all of it was read meanwhile")
        .contains(
            "All that can be read of the file is in the directory", "One row is refused: line 4.");
  }

  /** What became of a file, where another one is read between its preview and its import. */
  private String afterwards(TenantId tenant, String csv, String meanwhile) throws Exception {
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/people").body());
    String file = json(browser.postJson("/api/people", token, csv)).get("file").asString();
    TestRequests.doAll(context);
    String digest =
        json(browser.get("/api/people/" + file)).get("preview").get("digest").asString();
    HttpResponse<String> asked =
        browser.postJson("/api/people/" + file, token, "{\"digest\": \"%s\"}".formatted(digest));
    people.importCsv(
        Caller.commandLine(tenant, "test"), new StringReader(meanwhile), Progress.NONE);
    TestRequests.doAll(context);
    return browser.get(asked.headers().firstValue("location").orElseThrow()).body();
  }

  @Test
  void files_of_people_are_bounded_refused_to_others_and_go_after_a_day_or_an_erasure()
      throws Exception {
    Caller it = Caller.commandLine(TwoTenants.BIRCH, "test");
    browser.signIn("birch/it-security");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/people").body());
    for (String bad : List.of("", "PK\u0003\u0004", "Nina No,nina@birch.example\n1,2\n")) {
      HttpResponse<String> sent = browser.postJson("/api/people", token, bad);
      if (sent.statusCode() == 202) {
        TestRequests.doAll(context);
        String there = sent.headers().firstValue("location").orElseThrow();
        assertThat(json(browser.get(there)).get("state").asString()).as(bad).isEqualTo("refused");
        assertThat(json(browser.get(there)).get("outcome").asString())
            .as("it is kept unsealed")
            .contains("no file of people", "a header")
            .doesNotContain("PK", "Nina", "nina@");
        assertThat(browser.get("/api/people/" + json(sent).get("file").asString()).statusCode())
            .as("what is of no use is not kept")
            .isEqualTo(404);
      } else {
        assertThat(sent.statusCode()).isEqualTo(409);
        assertThat(json(sent).get("detail").asString()).contains("empty");
      }
    }
    assertThat(
            browser
                .postJson("/api/people", token, "x".repeat(PeopleFiles.MOST_BYTES + 1))
                .statusCode())
        .isEqualTo(409);
    String csv = "login,title\nnew@birch.example,Engineer\n";
    for (String role : List.of("ceo", "manager", "employee", "auditor", "council")) {
      try (Browser other = new Browser(port).signIn("acorn/" + role)) {
        assertThat(other.get("/people").statusCode()).as(role).isEqualTo(403);
        String own = found("name=\"_csrf\" value=\"([^\"]+)\"", other.get("/start").body());
        assertThat(other.postJson("/api/people", own, csv).statusCode()).as(role).isEqualTo(403);
      }
    }
    String late = json(browser.postJson("/api/people", token, csv)).get("file").asString();
    List<Integer> beside =
        IntStream.range(0, 8)
            .mapToObj(i ->
                CompletableFuture.supplyAsync(
                    () -> browser.postJson("/api/people", token, csv).statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(beside).as("all at once").containsOnly(202, 409);
    assertThat(Collections.frequency(beside, 202)).isEqualTo(4);
    HttpResponse<String> sixth = browser.postJson("/api/people", token, csv);
    assertThat(sixth.statusCode()).isEqualTo(409);
    assertThat(json(sixth).get("detail").asString())
        .contains("5 files of people wait here already", "apply one of them");
    TestRequests.doAll(context);
    String digest =
        json(browser.get("/api/people/" + late)).get("preview").get("digest").asString();
    try (Browser other = new Browser(port).signIn("acorn/it-security")) {
      assertThat(other.get("/api/people/" + late).statusCode()).as("another's").isEqualTo(404);
    }
    TestPeopleFiles.age(database, late);
    assertThat(browser.get("/api/people/" + late).statusCode()).as("a day old").isEqualTo(404);
    assertThat(
            browser
                .postJson("/api/people/" + late, token, "{\"digest\": \"" + digest + "\"}")
                .statusCode())
        .isEqualTo(409);
    Recurring forgets =
        context.getBeansOfType(Recurring.class).values().stream()
            .filter(one -> one.kind().equals("people.files"))
            .findFirst()
            .orElseThrow();
    forgets.run(null);
    assertThat(fileColumn(late, "id")).isEmpty();

    String erased = json(browser.postJson("/api/people", token, csv)).get("file").asString();
    assertThat(fileColumn(erased, "id")).isNotEmpty();
    ErasureHandler forgetting =
        context.getBeansOfType(ErasureHandler.class).values().stream()
            .filter(one -> one.place().equals("files of people"))
            .findFirst()
            .orElseThrow();
    assertThat(forgetting.erase(new Erased(it.tenant(), Set.of(), List.of(), Set.of())))
        .isEqualTo(5);
    assertThat(fileColumn(erased, "id")).isEmpty();
    TestRequests.doAll(context);
  }

  private static String hex(String text) {
    return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private String fileColumn(String file, String column) throws Exception {
    return TestPeopleFiles.column(database, file, column);
  }

  /** What changes people is no page: it has the rights that pages lack. */
  @Test
  void an_identity_provider_writes_people_though_no_page_may() throws Exception {
    TenantId elm = new TenantId("elm");
    tenants.create(new Tenant(elm, "Elm Example Ltd", "finance", Region.EU, ZoneId.of("UTC")));
    Caller it = Caller.commandLine(elm, "test");
    String token = secrets.make(it, Secrets.Purpose.SCIM, false).secret();
    String user =
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"new@elm.example",
         "active":true}
        """;
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> made =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/scim/v2/elm/Users"))
                  .header("Authorization", "Bearer " + token)
                  .header("Content-Type", "application/scim+json")
                  .POST(HttpRequest.BodyPublishers.ofString(user))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }
    assertThat(people.byLogin(it, "new@elm.example")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/scim/v2,   false",
    "/hooks,     false",
    "/scim,      true",
    "/scim/v2/x, true",
    "/company,   true",
  })
  void what_is_served_by_the_provisioning_and_webhook_servlets_is_no_page(
      String servlet, boolean page) {
    var request = new MockHttpServletRequest();
    request.setServletPath(servlet);
    assertThat(new PageTransactions().shouldNotFilter(request)).isEqualTo(!page);
  }

  @Test
  void a_page_reads_its_company_once_and_the_next_page_reads_it_anew() throws Exception {
    List<Tenant> read = new ArrayList<>();
    for (int page = 0; page < 2; page++) {
      assertThat(
              new PageTransactions()
                  .within(
                      new MockHttpServletRequest(),
                      () -> {
                        read.add(tenants.get(TwoTenants.ACORN));
                        return read.add(tenants.get(TwoTenants.ACORN));
                      }))
          .isTrue();
    }
    assertThat(read.get(1)).isSameAs(read.get(0));
    assertThat(read.get(2)).isNotSameAs(read.get(1));
    assertThat(read.get(3)).isSameAs(read.get(2));
  }

  @Test
  void nobody_gets_in_without_a_session() {
    HttpResponse<String> page = browser.get("/company");
    assertThat(page.uri().getPath()).isEqualTo("/sign-in");
    assertThat(page.body()).contains("This is a demo");
    HttpResponse<String> api = browser.get("/api/release");
    assertThat(api.statusCode()).isEqualTo(401);
    assertThat(api.headers().firstValue("content-type")).hasValue("application/problem+json");
  }

  @Test
  void machines_need_their_token_and_neither_a_session_nor_a_form() {
    HttpResponse<String> none = browser.get("/scim/v2/acorn/Users");
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("content-type")).get().asString().contains("scim+json");
    assertThat(none.headers().firstValue("set-cookie")).isEmpty();
    assertThat(browser.post("/scim/v2/acorn/Users", "userName", "x").statusCode())
        .as("refused for its token, not for a form's")
        .isEqualTo(401);
  }

  @Test
  void every_page_is_locked_down() {
    for (String role : ROLES) {
      try (Browser somebody = new Browser(port).signIn("acorn/" + role)) {
        for (String path :
            List.of(
                "/",
                "/start",
                "/company",
                "/recommendations",
                "/operations",
                "/candidate",
                "/council",
                "/council/previews",
                "/assurance",
                "/assurance/risks",
                "/no-such-page",
                "/api/release")) {
          locked(somebody.get(path));
        }
      }
    }
    locked(browser.get("/sign-in"));
  }

  private static void locked(HttpResponse<String> page) {
    Map<String, List<String>> headers = page.headers().map();
    assertThat(headers.get("content-security-policy"))
        .as(page.uri().toString())
        .containsExactly(PageHeaders.CONTENT_POLICY);
    assertThat(PageHeaders.CONTENT_POLICY)
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
    assertThat(headers.get("referrer-policy")).containsExactly("no-referrer");
    assertThat(headers.get("cache-control")).first().asString().contains("no-store");
    assertThat(page.body())
        .doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|javascript:")
        .doesNotContainPattern("<script(?![^>]* src=)");
  }

  @Test
  void each_section_of_the_first_page_is_in_the_list_to_jump_to() {
    String page = browser.signIn("acorn/ceo").get("/company").body();
    List<String> sections =
        Pattern.compile("<h2 id=\"([^\"]+)\"")
            .matcher(page)
            .results()
            .map(m -> m.group(1))
            .toList();
    assertThat(sections).contains("time", "trust");
    assertThat(sections)
        .allSatisfy(id -> assertThat(page).contains("<a href=\"#%s\"".formatted(id)));
  }

  @Test
  void a_program_that_has_a_release_is_told_that_it_has_it() {
    browser.signIn("acorn/ceo");
    for (String address : List.of("/api/release", "/api/release.csv")) {
      String tag = browser.get(address).headers().firstValue("etag").orElseThrow();
      assertThat(tag).startsWith("W/\"");
      HttpResponse<String> again = browser.get(address, "If-None-Match", tag);
      assertThat(again.statusCode()).as(address).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(browser.get(address, "If-None-Match", "W/\"0\"").statusCode()).isEqualTo(200);
    }
    String mine = browser.get("/api/release").headers().firstValue("etag").orElseThrow();
    try (Browser executive = new Browser(port).signIn("acorn/executive")) {
      assertThat(executive.get("/api/release", "If-None-Match", mine).statusCode())
          .as("another cut of the same release")
          .isEqualTo(200);
    }
  }

  /** Page, table and API are read from one row. */
  @Test
  void a_release_has_an_address_and_a_table_of_its_own() {
    browser.signIn("acorn/ceo");
    JsonNode release = json(browser.get("/api/release"));
    String id = release.get("release").asString();
    String page = browser.get("/company/releases/" + id).body();
    assertThat(page)
        .contains(
            "href=\"/company/releases/" + id + "\"", "Release " + id + " · published 22 Nov 2026");
    assertThat(cell(page, "total-people"))
        .isEqualTo(cell(browser.get("/company").body(), "total-people"));
    HttpResponse<String> table = browser.get("/api/release.csv?release=" + id);
    assertThat(table.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
    List<String> lines = table.body().lines().toList();
    assertThat(lines.getFirst()).startsWith("release,published_at,zone,first_day,last_day,");
    assertThat(lines.get(1)).contains(",Europe/Berlin,", ",USD,everybody,,,");
    String[] total = lines.get(1).split(",", -1);
    JsonNode sum = release.get("total");
    assertThat(List.of(total[9], total[10], total[11]))
        .containsExactly(
            sum.get("people").asString(),
            sum.get("people_interval").get(0).asString(),
            sum.get("people_interval").get(1).asString());
    assertThat(lines)
        .filteredOn(line -> line.contains(",group,"))
        .hasSize(release.get("cells").size());
    assertThat(json(browser.get("/api/release?release=" + id))).isEqualTo(release);
    HttpResponse<String> missing = browser.get("/company/releases/2020-01-01.1");
    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).contains("<h1");
    assertThat(browser.get("/api/release?release=2020-01-01.1").statusCode()).isEqualTo(404);
    try (Browser executive = new Browser(port).signIn("acorn/executive")) {
      assertThat(executive.get("/company/releases/" + id).body())
          .contains("You see the company as a whole", "total-people")
          .doesNotContain("Customer Support");
      assertThat(executive.get("/api/release.csv?release=" + id).body())
          .contains(",everybody,")
          .doesNotContain(",group,");
    }
    try (Browser employee = new Browser(port).signIn("acorn/employee")) {
      assertThat(employee.get("/company/releases/" + id).statusCode()).isEqualTo(403);
      assertThat(employee.get("/api/release.csv").statusCode()).isEqualTo(403);
    }
  }

  @Test
  void the_page_and_the_api_give_the_same_totals() {
    browser.signIn("acorn/ceo");
    String page = browser.get("/company").body();
    JsonNode cells = json(browser.get("/api/release")).get("cells");
    long people = 0;
    double hours = 0;
    long usd = 0;
    for (JsonNode cell : cells) {
      people += cell.get("people").asLong();
      hours += cell.get("hours_per_week").asDouble();
      usd += cell.get("usd_per_year").asLong();
      assertThat(cell.get("people").asLong()).isGreaterThanOrEqualTo(10);
    }
    assertThat(cells.size()).isGreaterThan(5);
    assertThat(cell(page, "total-people")).isEqualTo(String.format(Locale.ENGLISH, "%,d", people));
    assertThat(cell(page, "total-hours")).isEqualTo(String.format(Locale.ENGLISH, "%,.1f", hours));
    assertThat(cell(page, "total-usd")).isEqualTo(String.format(Locale.ENGLISH, "$%,d", usd));
    assertThat(page)
        .contains("<span class=\"big\">" + String.format(Locale.ENGLISH, "%,d people<", people));
    JsonNode sensitivity = json(browser.get("/api/release")).get("sensitivity");
    assertThat(sensitivity.size()).isGreaterThanOrEqualTo(3);
    MoneyFormat money = new MoneyFormat("$");
    for (JsonNode alone : sensitivity) {
      JsonNode range = alone.get("usd_interval");
      assertThat(page)
          .contains(
              alone.get("name").asString(),
              money.rounded(new Interval(range.get(0).asLong(), range.get(1).asLong())));
    }
  }

  @Test
  void the_api_has_the_promised_names() {
    try (Browser council = new Browser(port).signIn("acorn/council")) {
      JsonNode promised = json(council.get("/api/council"));
      assertThat(promised.propertyNames())
          .containsExactly(
              "number",
              "as_signed",
              "signed_by",
              "applied_at",
              "reason",
              "council",
              "k",
              "terms",
              "notice",
              "history",
              "waiting",
              "questions",
              "sent",
              "ledger",
              "erasures");
      assertThat(promised.get("ledger").propertyNames())
          .containsExactly("spent", "yearly", "charges");
      assertThat(promised.get("ledger").get("charges").get(0).propertyNames())
          .containsExactly("subject", "epsilon", "at");
    }
    JsonNode release = json(browser.signIn("acorn/auditor").get("/api/release"));
    assertThat(release.propertyNames())
        .containsExactly(
            "release",
            "published_at",
            "epsilon",
            "delta",
            "k",
            "cells",
            "withheld",
            "assumptions",
            "total",
            "categories",
            "switching",
            "use",
            "quarter",
            "currency",
            "sensitivity");
    assertThat(release.get("sensitivity").get(0).propertyNames())
        .containsExactly("name", "usd_interval");
    assertThat(release.get("use").get(0).propertyNames())
        .containsExactly("function", "percent", "percent_interval");
    assertThat(release.get("quarter").propertyNames())
        .containsExactly(
            "quarter",
            "from",
            "to",
            "roles",
            "use_by_category",
            "assistants",
            "contracts",
            "contracts_unread",
            "change_untold");
    assertThat(release.get("quarter").get("assistants").get(0).propertyNames())
        .containsExactly("category", "people", "people_interval");
    assertThat(sparedAsTold().propertyNames())
        .containsExactly("claims", "promised_hours_interval", "hours_per_week", "hours_interval");
    assertThat(release.get("quarter").get("roles").get(0).propertyNames())
        .containsExactly("category", "full_time_equivalents", "full_time_equivalents_interval");
    assertThat(release.get("categories").get(0).propertyNames())
        .containsExactly(
            "category",
            "people",
            "people_interval",
            "hours_per_week",
            "hours_interval",
            "usd_per_year",
            "usd_interval");
    assertThat(release.get("cells").get(0).propertyNames())
        .containsExactly(
            "department",
            "category",
            "people",
            "people_interval",
            "hours_per_week",
            "hours_interval",
            "usd_per_year",
            "usd_interval");
    assertThat(release.get("epsilon").asDouble()).isEqualTo(1.532);
  }

  @Test
  void a_published_recommendation_is_decided_with_a_button_and_a_reason() {
    browser.signIn("acorn/ceo");
    assertThat(browser.get("/recommendations").body())
        .contains("What could be changed?", "Published, for the whole company", "Proposed")
        .doesNotContain("<form class=\"decide\"");
    browser.close();
    browser = new Browser(port).signIn("acorn/it-security");
    String page = browser.get("/recommendations").body();
    String advice = page.replaceAll("(?s)<details.*?</details>", "");
    assertThat(advice).as("no hours without their range").containsPattern(HOURS_AND_RANGE);
    assertThat(advice.replaceAll(HOURS_AND_RANGE.pattern(), "")).doesNotContain(" hours a week");
    assertThat(page)
        .contains(">Approve…</a>", ">Decline…</a>")
        .as("nothing is decided on the list, by no button and no key")
        .doesNotContain("action=\"/recommendations", "name=\"to\"");
    String id = found("href=\"/recommendations/([^/\"]+)/decide\\?to=approved\"", page);
    String asked = browser.get("/recommendations/" + id + "/decide?to=approved").body();
    assertThat(asked)
        .contains("Approve this change?", "Orgscope changes nothing itself", "<textarea")
        .doesNotContain("type=\"text\" name=\"reason\"", "autofocus");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", page);
    HttpResponse<String> unexplained =
        browser.post("/recommendations/" + id, "_csrf", token, "to", "declined", "reason", " ");
    assertThat(unexplained.statusCode()).isEqualTo(409);
    HttpResponse<String> impossible =
        browser.post("/recommendations/" + id, "_csrf", token, "to", "implemented", "reason", "x");
    assertThat(impossible.body()).contains("is proposed and cannot be implemented");
    HttpResponse<String> unasked =
        browser.post("/recommendations/" + id, "_csrf", token, "to", "approved", "reason", "yes");
    assertThat(unasked.body()).contains("Approve this change?");
    assertThat(browser.get("/recommendations").body()).contains("Proposed");
    HttpResponse<String> declined =
        browser.post("/recommendations/" + id, "_csrf", token, "to", "declined", "reason", "later");
    assertThat(declined.statusCode()).isEqualTo(200);
    assertThat(declined.body()).contains("Declined by ", ": later");
    HttpResponse<String> approved =
        browser.post(
            "/recommendations/" + id,
            "_csrf",
            token,
            "to",
            "approved",
            "confirmed",
            "approved",
            "reason",
            "worth it");
    assertThat(approved.body()).contains("Approved by ", ": worth it", ">It is done…</a>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manager", "employee"})
  void a_team_and_a_person_without_recommendations_are_told_so(String role) {
    browser.signIn("acorn/" + role);
    assertThat(browser.get("/recommendations").body())
        .contains("Nothing is worth recommending as of the last night.")
        .contains(
            role.equals("manager")
                ? "your direct reports, where 10 or more of them do the same kind of work"
                : "You see what is about you, and nobody else does.");
  }

  @Test
  void it_says_what_an_application_is_for_lets_a_model_be_asked_or_keeps_its_name() {
    SignInLog log = new SignInLog();
    for (int person = 1; person <= 12; person++) {
      log.by(person)
          .visit("02 09:00", "quarrywood", "s")
          .visit("02 09:05", "merger room", "s")
          .visit("02 09:10", "<b>ptarmigan", "s");
    }
    // It may be asked about, so more users do not put it above what waits.
    log.by(13).visit("02 09:00", "quarrywood", "s").into(lake, TwoTenants.BIRCH);
    days.refresh(TwoTenants.BIRCH, Progress.NONE);
    browser.signIn("birch/it-security");
    String list = browser.get("/applications").body();
    assertThat(list)
        .contains("3 applications of the last 90 days are known to no list; 2 wait for your word")
        .matches("(?s).*merger room.*quarrywood.*")
        .contains("A model may be asked: it reads like a product")
        .contains("&lt;b>ptarmigan")
        .doesNotContain("<b>ptarmigan");
    String question = browser.get("/applications/decide?label=merger+room").body();
    assertThat(question)
        .contains("12 people used it.")
        .contains("A name that was sent cannot be taken back.");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", question);

    assertThat(decide(token, "merger room", "release", "")).contains("you released it");
    assertThat(browser.get("/operations").body()).contains("released application merger room");
    assertThat(decide(token, "quarrywood", "refuse", "")).contains("You refused to ask about it");
    assertThat(decide(token, "<b>ptarmigan", "describe", "Customer relationship management"))
        .contains("2 applications of the last 90 days")
        .doesNotContain("ptarmigan");
    assertThat(post(token, "quarrywood", "describe", " ").statusCode())
        .as("a description without a word")
        .isEqualTo(409);
    assertThat(post(token, "nothing of ours", "release", "").statusCode()).isEqualTo(409);
    assertThat(browser.post("/applications/asking", "_csrf", token, "policy", "never").body())
        .contains("Now: Nothing.")
        .contains("Models are asked about no application");
  }

  private String decide(String token, String label, String choice, String words) {
    HttpResponse<String> list = post(token, label, choice, words);
    assertThat(list.uri().getPath()).isEqualTo("/applications");
    return list.body();
  }

  private HttpResponse<String> post(String token, String label, String choice, String words) {
    return browser.post(
        "/applications/decide", "_csrf", token, "label", label, "choice", choice, "words", words);
  }

  private static String found(String pattern, String page) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void an_overdue_release_says_so_and_stays() {
    browser.signIn("acorn/ceo");
    assertThat(browser.get("/company").body()).contains("3 h old").doesNotContain("Data delayed");
    clock.at(TwoTenants.MORNING.plus(Duration.ofDays(40)));
    browser.signIn("acorn/ceo");
    assertThat(browser.get("/company").body())
        .contains("Data delayed.</strong> IT is looking. You see the last release, 40 days old.")
        .contains("total-people");
  }

  @Test
  void of_a_company_without_a_release_it_is_told_what_to_type_and_others_that_they_wait() {
    browser.signIn("birch/it-security");
    assertThat(browser.get("/company").body())
        .contains("Nothing is published yet")
        .contains("./orgscope release --tenant birch --publish");
    browser.signIn("birch/ceo");
    assertThat(browser.get("/company").body())
        .contains("Nothing is published yet", "nothing is asked of you")
        .contains("Kinds of work can come by 22 Dec, if logs are read from the first day here on")
        .doesNotContain("./orgscope");
    assertThat(browser.get("/api/release").statusCode()).isEqualTo(404);
  }

  @Test
  void it_sees_the_exact_figures_of_a_candidate_and_each_look_is_one_line_of_the_log() {
    browser.signIn("acorn/it-security");
    long before = looks();
    String page = browser.get("/candidate").body();
    assertThat(looks()).isEqualTo(before + 1);
    assertThat(page)
        .contains("Exact figures of run run-1, as of 21 Nov, for IT/Security alone")
        .contains("<span class=\"big\">1,011</span>", "ε 1.108", "without the cells of quarter 4")
        .contains(
            "<th scope=\"row\">Engineering</th><td class=\"figure\">364</td>",
            "<th scope=\"row\">Engineering</th><td>Management</td><td class=\"figure\">40</td>")
        .contains("What applications are used for")
        .contains("./orgscope release --tenant acorn --publish");
    assertThat(browser.get("/operations").body()).contains("href=\"/candidate\"");
    browser.close();
    browser = new Browser(port).signIn("birch/it-security");
    assertThat(browser.get("/candidate").body())
        .contains("Nothing is categorized yet", "./orgscope nightly --tenant birch");
    for (String role : List.of("ceo", "auditor")) {
      try (Browser other = new Browser(port).signIn("acorn/" + role)) {
        HttpResponse<String> refused = other.get("/candidate");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
            .contains("Not with your role", "IT/Security")
            .doesNotContain("1,011");
      }
    }
  }

  private long looks() {
    return audit.entries(Caller.commandLine(TwoTenants.ACORN, "test"), 1_000).stream()
        .filter(look -> look.subject().contains("exact figures of a candidate"))
        .count();
  }

  @Test
  void each_entry_of_a_page_says_from_which_network_it_was_asked_and_at_which_request() {
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/operations").statusCode()).isEqualTo(200);
    List<AuditEntry> entries = audit.entries(Caller.commandLine(TwoTenants.ACORN, "test"), 50);
    String request = entries.getFirst().request();
    AuditEntry signIn =
        entries.stream().filter(e -> e.action().equals("sign in")).findFirst().orElseThrow();
    assertThat(List.of(entries.getFirst(), signIn))
        .extracting(AuditEntry::from)
        .containsOnly("127.0.0.0/24");
    assertThat(request).isNotEmpty().isNotEqualTo(signIn.request());
    assertThat(entries.stream().filter(e -> e.request().equals(request)).count())
        .as("the page asks several rooms")
        .isGreaterThan(1);
  }

  @Test
  void one_companys_chief_sees_nothing_of_another() {
    browser.signIn("birch/ceo");
    assertThat(browser.get("/company").body()).doesNotContain("Acorn");
  }

  @Test
  void operations_show_what_ran_and_who_looked() {
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/operations").body())
        .contains("What needs a hand now?")
        .contains("./orgscope ingest --tenant acorn")
        .contains("Nobody signed in within the last seven days.")
        .contains("Nobody was asked for anything on the way in within four weeks")
        .contains("1.532 of 16 epsilon spent, one release")
        .contains("read operations");
    String looked = browser.get("/operations").body().split("id=\"looked\"")[1];
    long sameRequest =
        Pattern.compile("<td>read operations</td><td>[^<]*, and \\d+ more</td>")
            .matcher(looked)
            .results()
            .count();
    assertThat(sameRequest).as("a page's looks are told in one line").isPositive();
    assertThat(looked).doesNotContain("<td>read operations</td><td>nights</td>");
  }

  @Test
  @Timeout(60)
  void what_runs_is_told_to_an_open_page_at_once_and_to_no_session_that_has_ended()
      throws Exception {
    browser.signIn("acorn/it-security");
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", browser.get("/person").body());
    try (Browser other = new Browser(port).signIn("acorn/it-security");
        Stream<String> oldest = listens(browser);
        Stream<String> first = listens(browser);
        Stream<String> second = listens(browser);
        Stream<String> third = listens(browser)) {
      assertThat(oldest).as("the oldest of four of one person ends").contains("retry: 30000");
      Iterator<String> lines = first.iterator();
      assertThat(lines.next()).as("the first line").contains("Acorn");
      List<String> before = event(lines);
      publishAgain(other);
      assertThat(event(lines))
          .as("what was asked for meanwhile")
          .isNotEqualTo(before)
          .anyMatch(row -> row.contains("Done"));
      browser.post("/sign-out", "_csrf", token);
      publishAgain(other);
      List<String> after = new ArrayList<>();
      lines.forEachRemaining(after::add);
      assertThat(after).as("after the session").doesNotContain("event: runs");
      assertThat(List.of(second, third)).isNotEmpty();
    }
  }

  private static Stream<String> listens(Browser at) {
    HttpResponse<Stream<String>> told = at.listen("/operations/events");
    assertThat(told.statusCode()).isEqualTo(200);
    assertThat(told.headers().firstValue("content-type").orElse("")).contains("text/event-stream");
    return told.body();
  }

  /** The rows of the next one. */
  private static List<String> event(Iterator<String> lines) {
    List<String> rows = new ArrayList<>();
    for (String line = lines.next(); rows.isEmpty() || !line.isEmpty(); line = lines.next()) {
      if (line.startsWith("data:")) {
        rows.add(line);
      }
    }
    return rows;
  }

  private void publishAgain(Browser at) throws InterruptedException {
    String token = found("name=\"_csrf\" value=\"([^\"]+)\"", at.get("/person").body());
    assertThat(at.postJson("/api/releases", token, "{}").statusCode()).isEqualTo(202);
    TestRequests.doAll(context);
  }

  /** A place that a page says one can go to is there, whatever the page has to say. */
  @Test
  void every_place_to_jump_to_on_the_operations_page_is_there_and_only_there_is_accuracy_told() {
    browser.signIn("acorn/it-security");
    String operations = browser.get("/operations").body();
    List<String> places =
        Pattern.compile("href=\"#([a-z-]+)\"")
            .matcher(operations)
            .results()
            .map(place -> place.group(1))
            .toList();
    assertThat(places).contains("kinds", "privacy");
    assertThat(places).allSatisfy(place -> assertThat(operations).contains("id=\"" + place + "\""));
    assertThat(operations).contains("Can the kinds of work be trusted?", "Model: <strong>");
    browser.signIn("acorn/ceo");
    assertThat(browser.get("/company").body())
        .contains("Accuracy: <strong>")
        .doesNotContain("Model: <strong>", "of the labelled people");
  }

  @Test
  void operations_list_the_busiest_accounts_that_the_directory_does_not_know_by_pseudonym() {
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/operations").body())
        .contains("None: the directory knows everybody who signed in lately.");
    browser.signIn("birch/it-security");
    assertThat(browser.get("/operations").body())
        .contains("There is no directory, so that everybody who signs in counts");
    TestDirectory.employ(
        people, Caller.system(TwoTenants.BIRCH, "test"), "login,title", "one@birch.example,Clerk");
    SignInLog log = new SignInLog();
    for (int account = 101; account <= 126; account++) {
      for (int minute = 10; minute < 15; minute++) {
        log.by(account).visit("03 09:" + minute, "GitHub", "s");
      }
    }
    log.by(126).from(Source.GOOGLE).visit("05 10:00", "GitHub", "s");
    log.into(lake, TwoTenants.BIRCH);
    String body = browser.get("/operations").body();
    assertThat(body)
        .contains("The directory does not know them, so they count in no figure")
        .contains("1 in the log of Google, ")
        .contains(
            "<tr><th scope=\"row\">"
                + SignInLog.person(126)
                + "</th><td>Google, Okta</td><td class=\"figure\">6</td>"
                + "<td class=\"figure\">2</td><td>")
        .contains(SignInLog.person(124).toString())
        .as("25 are the first page")
        .doesNotContain(SignInLog.person(125).toString())
        .containsPattern("accounts? more; for all of them, type:")
        .contains("./orgscope people unlisted --tenant birch");
  }

  @Test
  void operations_show_how_far_behind_a_source_is_that_never_gave_anything() {
    Instant now = TwoTenants.MORNING.plus(Duration.ofHours(3));
    sources.connect(
        Caller.commandLine(TwoTenants.BIRCH, "tess"),
        Source.OKTA,
        Map.of("org", "https://birch.example", "api-token", "nobody-asks-with-it"),
        now.minus(Duration.ofHours(5)),
        false);
    clock.at(now.plus(Duration.ofMinutes(20)));
    browser.signIn("birch/it-security");
    assertThat(browser.get("/operations").body())
        .contains("How do live sources stand?")
        .contains(
            "<tr><th scope=\"row\">Okta</th><td>20 min, never read</td>"
                + "<td class=\"figure\">4</td><td class=\"figure\">0</td>"
                + "<td class=\"figure\">0</td><td>89 days</td><td></td></tr>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ceo", "it-security", "manager"})
  void what_does_not_exist_is_a_calm_page(String role) {
    browser.signIn("acorn/" + role);
    HttpResponse<String> page = browser.get("/no-such-page");
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is nothing here").contains("href=\"/\"");
    HttpResponse<String> api = browser.get("/api/no-such-thing");
    assertThat(api.statusCode()).isEqualTo(404);
    assertThat(json(api).get("title").asString()).isEqualTo("There is nothing here");
  }

  @Test
  void a_form_without_its_token_does_nothing() {
    HttpResponse<String> answer = browser.post("/sign-in", "principal", "acorn/it-security");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(browser.get("/operations").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void a_name_from_elsewhere_finds_the_doors_closed() throws IOException {
    assertThat(raw("evil.example")).contains("There is no sign-in here").doesNotContain("acorn/");
    assertThat(raw("127.0.0.1:" + port)).contains("acorn/ceo");
  }

  private String raw(String host) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String request = "GET /sign-in HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void signing_out_ends_the_session() {
    browser.signIn("acorn/ceo");
    Matcher token =
        Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"")
            .matcher(browser.get("/company").body());
    assertThat(token.find()).isTrue();
    browser.post("/sign-out", "_csrf", token.group(1));
    assertThat(browser.get("/company").uri().getPath()).isEqualTo("/sign-in");
  }

  @Test
  void health_is_open_and_the_rest_of_the_machinery_is_not() {
    assertThat(browser.get("/actuator/health/readiness").body()).contains("UP");
    assertThat(browser.get("/actuator/health/liveness").body()).contains("UP");
    assertThat(browser.get("/actuator/env").uri().getPath()).isEqualTo("/sign-in");
    browser.signIn("acorn/it-security");
    assertThat(browser.get("/actuator/env").statusCode()).isEqualTo(403);
  }

  @Test
  void style_and_script_come_from_here_and_may_be_kept() {
    for (String asset :
        List.of("/assets/orgscope.css", "/assets/orgscope.js", "/assets/theme.js")) {
      HttpResponse<String> file = browser.get(asset);
      assertThat(file.statusCode()).as(asset).isEqualTo(200);
      assertThat(file.headers().firstValue("cache-control")).as(asset).hasValue("no-cache");
    }
    String named =
        found("href=\"(/assets/[0-9a-f]+/orgscope\\.css)\"", browser.get("/sign-in").body());
    assertThat(browser.get(named).headers().firstValue("cache-control"))
        .as("its address is its checksum")
        .hasValue("max-age=31536000, public, immutable");
    HttpResponse<String> foreign = browser.get("/assets/0123abcd/orgscope.css");
    assertThat(foreign.body()).as("of another version").isEqualTo(browser.get(named).body());
    assertThat(foreign.headers().firstValue("cache-control")).hasValue("no-cache");
    assertThat(browser.get("/webjars/htmx.org/2.0.10/dist/htmx.min.js").statusCode())
        .isEqualTo(200);
  }

  private static String cell(String page, String id) {
    Matcher matcher = Pattern.compile("id=\"" + id + "\">([^<]+)<").matcher(page);
    assertThat(matcher.find()).as(id).isTrue();
    return matcher.group(1);
  }

  /** Of a company so large that it is told. */
  private static JsonNode sparedAsTold() {
    QuarterAnswers answers =
        new QuarterAnswers(
            null,
            List.of(),
            List.of(),
            List.of(),
            null,
            new QuarterAnswers.Spared(
                2,
                new Interval(100, 300),
                new QuarterAnswers.Told(222.5, new Interval(180.1, 265.4))));
    Release release =
        new MadeUpRelease()
            .group("Sales", "Sales", 9_000, 900)
            .use(null, CeoAnswersTest.cells(answers))
            .release();
    return JsonMapper.builder()
        .build()
        .<JsonNode>valueToTree(ReleaseDocument.of(release))
        .get("quarter")
        .get("spared");
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.builder().build().readTree(answer.body());
  }
}
