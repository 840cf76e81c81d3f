package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.assurance.Assurance;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenant;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.insight.Advantage;
import com.orgscope.insight.NoisedCells;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestKeptReleases;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Region;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Lake;
import com.orgscope.lake.Outcome;
import com.orgscope.privacy.Noise;
import com.orgscope.quality.Evaluation;
import com.orgscope.recommendation.Recommendation;
import com.orgscope.recommendation.Recommendations;
import com.orgscope.state.Database;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.DailyUsage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Companies of the same directory that differ in one person: what they did, and whether anything
 * was said of their work. Directory, log and answers go the product's own way into a release, with
 * the same random draws. Every byte that a CEO or an auditor then gets is the same, as soon as the
 * declared noised cells of the release are.
 */
@SpringBootTest(
    classes = {OrgscopeServer.class, SameBytesTest.Parts.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web,ingest", "orgscope.web.demo=true"})
@Tag("slow")
class SameBytesTest {
  private static final List<String> ROLES = List.of("ceo", "auditor");
  private static final Instant NOW = Instant.parse("2026-11-22T06:00:00Z");
  private static final LocalDate EARLIER = LocalDate.of(2026, 11, 14);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 21);

  /** Of so many all cells of a quarter but one are drawn. */
  private static final int PEOPLE = 850;

  private static final int ONE = 7;

  private static final String COUNCIL = "betriebsrat-portal";

  /**
   * What beside noise and the company's own name is no fact of it: when, who asks, and a checksum
   * of both in what is told.
   */
  private static final Set<String> OF_THE_REQUEST = Set.of("date", "set-cookie", "etag");

  private static final String TOKEN = "name=\"_csrf\" value=\"[^\"]+\"";

  /** When somebody was shown the notice: at the moment that they looked. */
  private static final String SHOWN = "\"shown_at\":\"[^\"]+\"";

  /** Of a person, which every company has of its own. */
  private static final String KEY = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  @TempDir static Path home;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", home::toString);
  }

  /** The same draws, as often as asked for. */
  static final class Draws implements RandomGenerator {
    private SplittableRandom random = new SplittableRandom(0);

    void again() {
      random = new SplittableRandom(20261129);
    }

    @Override
    public long nextLong() {
      return random.nextLong();
    }
  }

  /** No configuration by annotation, so that no other test's scan finds it. */
  static class Parts {
    @Bean
    @Primary
    Database testDatabase() {
      return TestDatabase.fresh();
    }

    @Bean
    @Primary
    InstantSource testClock() {
      return InstantSource.fixed(NOW);
    }

    @Bean
    Draws draws() {
      return new Draws();
    }

    @Bean
    @Primary
    Noise testNoise(Draws draws) {
      return new Noise(draws);
    }
  }

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private Database database;
  @Autowired private Draws draws;
  @Autowired private Tenants tenants;
  @Autowired private People people;
  @Autowired private Releases releases;
  @Autowired private Recommendations recommendations;
  @Autowired private Evaluation evaluation;
  @Autowired private Lake lake;
  @Autowired private DailyUsage days;

  /** What the one person is to a company. */
  private enum One {
    /** Signs in as others do, and is of the kind that others are. */
    ORDINARY,
    /** Never signs in, and nothing was said of them. */
    ABSENT,
    /**
     * At every bound, last seen after all others, alone in the newest run, of another kind, by
     * another model, otherwise than labels say, beside an account that the directory does not know.
     */
    BUSY,
    /** Does what the ordinary one does, and uses what is nobody's business at every hour. */
    WITHHELD
  }

  private static final TenantId ORDINARY = new TenantId("elm-o");
  private static final TenantId WITHHELD = new TenantId("elm-w");
  private static final TenantId NOTHING = new TenantId("elm-n");
  private static final TenantId SEEN = new TenantId("elm-s");

  /** Without the one person, and with the numbers that were published with them. */
  private static final TenantId TIMED = new TenantId("elm-t");

  private static final Path TIMES = Path.of("target", "attacks-pages.tsv");
  private static final int SAMPLES = 45;
  private static final int READS = 2;
  private static final int WARM = 10;

  /** All at once: the door lists the companies that there are. */
  @BeforeEach
  void settle() {
    if (tenants.all().isEmpty()) {
      publish(ORDINARY, One.ORDINARY);
      publish(new TenantId("elm-a"), One.ABSENT);
      publish(new TenantId("elm-b"), One.BUSY);
      publish(WITHHELD, One.WITHHELD);
      publish(TIMED, One.ABSENT);
      company(NOTHING);
      company(SEEN);
      works(new SignInLog().by(key(SEEN, ONE)), ONE).into(lake, SEEN);
      days.refresh(SEEN, Progress.NONE);
    }
  }

  @Test
  void beside_declared_noised_cells_each_byte_is_the_same_whatever_one_person_did() {
    Map<String, String> proof = evidence(ORDINARY);
    same(evidence(new TenantId("elm-a")), proof);
    same(evidence(new TenantId("elm-b")), proof);
    Map<String, String> page = bytes(ORDINARY);
    assertThat(page.get("ceo GET /company"))
        .contains("200", "Where does the time go?", "Customer", "Engineering")
        .contains("What should be done first?", "Drawn once, for quarter 4 of 2026");
    assertThat(page.get("auditor GET /api/release")).contains("200", "full_time_equivalents");
    assertThat(page.get("ceo GET /recommendations")).contains("200", "Published, for");
    assertThat(page.get("auditor GET /company")).contains("Compared with labels or job titles on");
    assertThat(page).hasSizeGreaterThan(30);
    for (String id : List.of("elm-a", "elm-b")) {
      TenantId other = new TenantId(id);
      assertThat(NoisedCells.beside(database, other))
          .as("beside the noise, as it is stored, %s", other)
          .isEqualTo(NoisedCells.beside(database, ORDINARY));
      assertThat(NoisedCells.noised(database, other))
          .as("one person does move what is noised, %s", other)
          .isNotEqualTo(NoisedCells.noised(database, ORDINARY));
      NoisedCells.copy(database, ORDINARY, other);
      TestKeptReleases.forget(releases);
      same(bytes(other), page);
    }
  }

  /** Not the noised cells either, nor what managers and the person's colleagues read. */
  @Test
  void each_byte_is_the_same_whether_or_not_somebody_uses_what_is_withheld() {
    assertThat(NoisedCells.noised(database, WITHHELD))
        .isEqualTo(NoisedCells.noised(database, ORDINARY));
    List<String> roles = List.of("ceo", "manager", "employee");
    Map<String, String> page = bytes(ORDINARY, roles);
    assertThat(page.get("employee GET /looks")).contains("200");
    Map<String, String> other = bytes(WITHHELD, roles);
    page.forEach((asked, said) ->
        assertThat(other.getOrDefault(asked, "").lines())
            .as(asked)
            .containsExactlyElementsOf(said.lines().toList()));
    assertThat(record(WITHHELD)).isEqualTo(record(ORDINARY)).contains("200", "GitHub");
    assertThat(other.toString().toLowerCase(Locale.ROOT)).doesNotContain(COUNCIL);
  }

  /** Of the one person, as IT opens it. */
  private String record(TenantId tenant) {
    try (Browser browser = new Browser(port).signIn(tenant + "/it-security")) {
      String token = token(browser.get("/start").body());
      String login = "p" + ONE + "@elm.example";
      return said(browser.post(
              "/person",
              List.of(
                      "_csrf",
                      token,
                      "login",
                      login,
                      "purpose",
                      "security-incident",
                      "reference",
                      "INC-1")
                  .toArray(String[]::new)))
          .replaceAll("elm-[0-9a-z]", "COMPANY")
          .replaceAll(KEY, "KEY");
    }
  }

  @Test
  void before_anything_is_published_each_byte_is_the_same_too() {
    Map<String, String> page = bytes(NOTHING);
    assertThat(page.get("ceo GET /company")).contains("Nothing is published yet");
    same(bytes(SEEN), page);
    same(evidence(SEEN), evidence(NOTHING));
  }

  /**
   * Two companies that differ in one person and tell the same numbers. Whoever measures how long
   * pages take tells them apart no better than the release's epsilon allows; a build that counts
   * people at each request they do.
   */
  @Test
  void how_long_a_page_takes_tells_nothing_of_one_person_and_of_a_build_that_counts_live_it_does()
      throws IOException {
    NoisedCells.copy(database, ORDINARY, TIMED);
    TestKeptReleases.forget(releases);
    double bound =
        Advantage.bound(
            releases.latest(Caller.system(ORDINARY, "test")).orElseThrow().epsilon().doubleValue());
    Map<String, Advantage> told = new TreeMap<>();
    try (Browser with = new Browser(port).signIn(ORDINARY + "/ceo");
        Browser without = new Browser(port).signIn(TIMED + "/ceo")) {
      for (String address : List.of("/company", "/api/release")) {
        told.put(
            "the product\t" + address,
            apart(SAMPLES, () -> without.get(address), () -> with.get(address)));
      }
    }
    try (LivePages live = new LivePages(database, PEOPLE);
        Browser anybody = new Browser(live.port())) {
      told.put(
          "counts people live\t/company",
          apart(
              2 * SAMPLES,
              () -> anybody.get("/company/" + TIMED),
              () -> anybody.get("/company/" + ORDINARY)));
    }
    StringBuilder table = new StringBuilder("build\taddress\tadvantage\t95 % range\tbound\n");
    told.forEach((of, advantage) ->
        table.append(
            String.format(
                Locale.ROOT,
                "%s\t%.3f\t%.3f to %.3f\t%.3f%n",
                of,
                advantage.value(),
                advantage.low(),
                advantage.high(),
                bound)));
    Files.writeString(TIMES, table);
    System.out.print(table);
    told.forEach((of, advantage) ->
        assertThat(advantage.low() > bound)
            .as("%s %s, bound %s", of, advantage, bound)
            .isEqualTo(of.startsWith("counts people live")));
  }

  /** In an order drawn at random, after some that are not counted. */
  private static Advantage apart(int samples, Runnable without, Runnable with) {
    SplittableRandom order = new SplittableRandom(20261130);
    double[] there = new double[samples];
    double[] gone = new double[samples];
    for (int i = 0; i < WARM; i++) {
      without.run();
      with.run();
    }
    for (int i = 0; i < samples; i++) {
      boolean first = order.nextBoolean();
      double one = quickest(first ? with : without);
      double other = quickest(first ? without : with);
      there[i] = first ? one : other;
      gone[i] = first ? other : one;
    }
    return Advantage.of(gone, there);
  }

  /** Of some reads the one that nothing else delayed. */
  private static double quickest(Runnable read) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < READS; i++) {
      long from = System.nanoTime();
      read.run();
      least = Math.min(least, System.nanoTime() - from);
    }
    return least;
  }

  /** Which are there follows exact figures, and their names can be worked out. */
  @Test
  void what_it_alone_is_recommended_is_to_others_as_if_it_were_not_there() {
    Recommendation exact =
        recommendations.all(Caller.commandLine(ORDINARY, "tess"), null).stream()
            .filter(one -> one.of() == Recommendation.Of.CATEGORY)
            .findFirst()
            .orElseThrow();
    for (String role : ROLES) {
      try (Browser browser = new Browser(port).signIn(ORDINARY + "/" + role)) {
        assertThat(asked(browser, exact.id())).isEqualTo(asked(browser, "zzzzzzzzzzzz"));
      }
    }
  }

  private static List<String> asked(Browser browser, String id) {
    String token = token(browser.get("/start").body());
    return Stream.of(
            browser.get("/recommendations/" + id + "/decide?to=approved"),
            browser.post(
                "/recommendations/" + id, "_csrf", token, "to", "declined", "reason", "why not"))
        .map(answer -> said(answer).replace(id, "ID"))
        .toList();
  }

  /**
   * What an auditor reads of controls, beside the numbers that are published: those are compared
   * after one company's stand in the other's place, which evidence rightly tells.
   */
  private Map<String, String> evidence(TenantId tenant) {
    Set<String> addresses = new TreeSet<>(Set.of("/", "/assurance", "/api/assurance"));
    for (Assurance.PaperTitle paper : Assurance.papers()) {
      addresses.add("/assurance/" + paper.name());
      addresses.add("/assurance/" + paper.name() + "/markdown");
    }
    Map<String, String> evidence = new TreeMap<>();
    try (Browser browser = new Browser(port).signIn(tenant + "/auditor")) {
      for (String address : addresses) {
        evidence.put(
            address,
            said(browser.get(address))
                .replaceAll("(?s)<section aria-labelledby=\"statistics\">.*?</section>", "")
                .replaceAll("\"statistics\":\\{[^}]*}", "")
                .replaceAll("content-length=\\[[0-9]+]", "")
                .replaceAll("(?i)elm-[0-9a-z]", "COMPANY"));
      }
    }
    assertThat(evidence.get("/assurance")).contains("200", "Do the controls hold?");
    return evidence;
  }

  private static void same(Map<String, String> bytes, Map<String, String> page) {
    assertThat(bytes.keySet()).isEqualTo(page.keySet());
    page.forEach((asked, said) -> assertThat(bytes.get(asked)).as(asked).isEqualTo(said));
  }

  /** All that a CEO and an auditor get, by what they ask; names of the company masked. */
  private Map<String, String> bytes(TenantId tenant) {
    return bytes(tenant, ROLES);
  }

  private Map<String, String> bytes(TenantId tenant, List<String> roles) {
    Map<String, String> bytes = new TreeMap<>();
    for (String role : roles) {
      try (Browser browser = new Browser(port).signIn(tenant + "/" + role)) {
        String published = recommended(tenant);
        for (String address : addresses(published)) {
          if (address.equals("/") && role.equals("auditor")) {
            continue;
          }
          bytes.put(role + " GET " + address, said(browser.get(address)));
        }
        String token = token(browser.get("/start").body());
        for (String address : List.of("/recommendations/" + published, "/applications/decide")) {
          bytes.put(
              role + " POST " + address,
              said(
                  browser.post(
                      address,
                      List.of("_csrf", token, "to", "declined", "reason", "r", "label", "GitHub")
                          .toArray(String[]::new))));
        }
        bytes.replaceAll((asked, said) -> said.replace(published, "PUBLISHED"));
      }
    }
    Map<String, String> masked = new TreeMap<>();
    bytes.forEach((asked, said) ->
        masked.put(
            asked.replaceAll("/[0-9a-z]{12}\\b", "/PUBLISHED"),
            said.replaceAll("elm-[0-9a-z]", "COMPANY")
                .replaceAll(TOKEN, "TOKEN")
                .replaceAll(SHOWN, "SHOWN")
                .replaceAll(KEY, "KEY")
                .replaceAll("\\b[0-9a-z]{12}\\b", "ID")));
    return masked;
  }

  /** The id of what the release recommends; one that nothing has where there is none. */
  private String recommended(TenantId tenant) {
    Caller chief = new Caller(tenant, Role.CEO, "chief", null);
    return recommendations.all(chief, null).stream()
        .map(Recommendation::id)
        .findFirst()
        .orElse("zzzzzzzzzzzz");
  }

  /** By the server's own list, so that the next page is among them; and what it does not have. */
  private Set<String> addresses(String published) {
    Set<String> addresses =
        new TreeSet<>(
            List.of(
                "/no-such-page",
                "/api/no-such-thing",
                "/actuator/health",
                "/actuator/prometheus",
                "/scim/v2/x/Users",
                "/hooks/x"));
    context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .filter(info -> {
          Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
          return methods.isEmpty() || methods.contains(RequestMethod.GET);
        })
        .flatMap(info -> info.getPatternValues().stream())
        // The log says when somebody looked, which no two companies share.
        .filter(pattern -> !pattern.endsWith("/audit"))
        // Of one person alone, with the moment in it.
        .filter(pattern -> !pattern.endsWith("/me/export"))
        // Evidence that stored numbers are those that were signed: see evidence().
        .filter(pattern -> !pattern.contains("/assurance"))
        .map(pattern -> pattern.replace("{id}", published).replaceAll("\\{[^}]+}", "x"))
        .map(address ->
            address.endsWith("/recommendations/" + published + "/decide")
                ? address + "?to=approved"
                : address)
        .forEach(addresses::add);
    return addresses;
  }

  /** Status, headers and body. */
  private static String said(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.keySet().removeAll(OF_THE_REQUEST);
    return answer.uri().getPath()
        + "\n"
        + answer.statusCode()
        + "\n"
        + headers
        + "\n"
        + answer.body().replaceAll(TOKEN, "TOKEN");
  }

  private static String token(String page) {
    String from = page.substring(page.indexOf("name=\"_csrf\" value=\"") + 20);
    return from.substring(0, from.indexOf('"'));
  }

  private void publish(TenantId tenant, One one) {
    company(tenant);
    Map<PersonKey, Judgment> answers = new HashMap<>();
    SignInLog log = new SignInLog();
    List<PersonKey> keys = keys(tenant);
    for (int i = 1; i <= PEOPLE; i++) {
      if (i != ONE) {
        answers.put(keys.get(i - 1), said(i));
        works(log.by(keys.get(i - 1)), i);
      }
    }
    if (one != One.ABSENT) {
      works(log.by(keys.get(ONE - 1)), ONE);
    }
    if (one == One.ORDINARY || one == One.WITHHELD) {
      answers.put(keys.get(ONE - 1), said(ONE));
    }
    if (one == One.BUSY) {
      busy(log.by(keys.get(ONE - 1)));
      works(log.by(SignInLog.person(1)), ONE);
    }
    if (one == One.WITHHELD) {
      withheld(log.by(keys.get(ONE - 1)));
    }
    log.into(lake, tenant);
    days.refresh(tenant, Progress.NONE);
    TestRuns.active(context, tenant, "2026-11-14.1", EARLIER, answers);
    Map<PersonKey, Judgment> newest =
        one == One.BUSY
            ? Map.of(keys.get(ONE - 1), another(TestCompany.decided("Finance", 0.9, "Legal")))
            : Map.of();
    TestRuns.active(context, tenant, "2026-11-21.1", DAY, newest);
    Caller night = Caller.system(tenant, "test");
    recommendations.refresh(night, "2026-11-21.1", DAY);
    var unused = evaluation.of(Caller.commandLine(tenant, "tess"), labels());
    draws.again();
    releases.publish(night).orElseThrow();
    // Each process compares what is new in the journal with the database once.
    assertThat(releases.latest(night)).isPresent();
  }

  private void company(TenantId tenant) {
    tenants.create(
        new Tenant(tenant, "Elm Example Ltd", "technology", Region.EU, ZoneId.of("UTC"), true));
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= PEOPLE; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%d,p%d@elm.example,%s,%s,2020-01-01,%s",
              i,
              i,
              // The door's employee is one of a kind, so that all companies show the same.
              i == 2 ? "Analyst" : "Engineer",
              i % 3 == 0 ? "Sales" : "Platform",
              i == 1 ? "" : "1"));
    }
    TestDirectory.employ(
        people,
        Caller.system(tenant, "test"),
        "employee_id,login,title,department,hire_date,manager_id",
        lines.toArray(String[]::new));
  }

  /** Measured failures that cost minutes, and what an application is for. */
  private static SignInLog works(SignInLog log, int person) {
    String session = "s" + person;
    for (int day = 3; day < 15; day += 4) {
      String hour = String.format(Locale.ROOT, "%02d 09", day + person % 4);
      log.signIn(hour + ":00:00", null, Outcome.FAILURE)
          .signIn(hour + ":0" + (2 + person % 5) + ":00", null, Outcome.SUCCESS)
          .visit(hour + ":10", "GitHub", session)
          .visit(hour + ":20", person % 2 == 0 ? "Salesforce" : "Slack", session);
    }
    return log;
  }

  /** Between all that the one does, before the first of it and after the last of everybody. */
  private static void withheld(SignInLog log) {
    for (int day = 2; day <= 21; day++) {
      for (int hour = 8; hour < 24; hour += 1) {
        String time = String.format(Locale.ROOT, "%02d %02d", day, hour);
        log.visit(time + ":09:40", COUNCIL, "s" + ONE)
            .failedVisit(time + ":10:30", COUNCIL, "s" + ONE)
            .challengeFor(time + ":12", COUNCIL)
            .visit(time + ":15", COUNCIL, "s" + ONE);
      }
    }
  }

  private static void busy(SignInLog log) {
    for (int day = 15; day <= 21; day++) {
      for (int hour = 10; hour < 24; hour++) {
        String time = String.format(Locale.ROOT, "%02d %02d", day, hour);
        log.signIn(time + ":00:00", null, Outcome.FAILURE)
            .signIn(time + ":09:00", null, Outcome.SUCCESS)
            .visit(time + ":10", "an application of nobody else", "b")
            .visit(time + ":20", "GitHub", "b")
            .visit(time + ":30", "Workday", "b");
      }
    }
  }

  private static Judgment said(int person) {
    return switch (person % 4) {
      case 0 -> TestCompany.judgment(Status.UNCERTAIN, "Sales", 0.4);
      case 1 -> TestCompany.decided("Engineering", 0.9, "Customer Support");
      case 2 -> TestCompany.decided("Customer Support", 0.9);
      default -> TestCompany.decided("Engineering", 0.9);
    };
  }

  /** By a model that judged nobody else. */
  private static Judgment another(Judgment judgment) {
    return new Judgment(
        judgment.status(),
        judgment.category(),
        judgment.subCategory(),
        judgment.confidence(),
        judgment.roles(),
        judgment.prose(),
        judgment.facts(),
        judgment.evidence(),
        new Judgment.Origin("a-model-of-one", null, null));
  }

  /** Somebody's word for some, the one among them. */
  private static String labels() {
    StringBuilder labels = new StringBuilder("login,category\n");
    for (int i = 1; i <= 40; i++) {
      labels.append('p').append(i).append("@elm.example,Engineering\n");
    }
    return labels.toString();
  }

  private PersonKey key(TenantId tenant, int person) {
    return people
        .byLogin(Caller.system(tenant, "test"), "p" + person + "@elm.example")
        .orElseThrow()
        .key();
  }

  /** The first person's first. */
  private List<PersonKey> keys(TenantId tenant) {
    Map<String, PersonKey> byLogin = new HashMap<>();
    people.logins(Caller.system(tenant, "test")).forEach((key, login) -> byLogin.put(login, key));
    return IntStream.rangeClosed(1, PEOPLE)
        .mapToObj(i -> Objects.requireNonNull(byLogin.get("p" + i + "@elm.example")))
        .toList();
  }
}
