package com.orgscope.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.OrgscopeServer;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.insight.Releases;
import com.orgscope.insight.TestCensus;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Pages in a real Chromium: rules of accessibility by axe, widths, and keys alone. */
@SpringBootTest(
    classes = {OrgscopeServer.class, TwoTenants.class},
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"orgscope.roles=web", "orgscope.web.demo=true"})
class ChromiumPagesTest {
  /** The text of an A4 sheet, in pixels. */
  private static final int SHEET = 718;

  private static final String RULES =
      "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']";

  @TempDir static Path home;
  @TempDir static Path profile;

  @DynamicPropertySource
  static void ownHome(DynamicPropertyRegistry properties) {
    properties.add("orgscope.home", () -> PreparedHome.in(home).toString());
  }

  @LocalServerPort private int port;
  @Autowired private ApplicationContext context;
  @Autowired private Database database;
  @Autowired private Tenants tenants;
  @Autowired private TestCensus census;
  @Autowired private People people;
  @Autowired private Releases releases;

  private static Chromium chromium;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeTrue(Chromium.isHere(), "no Chromium on this machine");
    chromium = new Chromium(profile);
    try (InputStream axe = ChromiumPagesTest.class.getResourceAsStream("/axe.min.js")) {
      chromium.beforeEachPage(
          new String(
              Objects.requireNonNull(axe, "axe-core is a dependency of tests").readAllBytes(),
              StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void settle() {
    if (!tenants.all().isEmpty()) {
      return;
    }
    TwoTenants.settle(tenants, people, census, releases);
    TestCouncilPolicies.managersSee(database, TwoTenants.ACORN, CouncilPolicy.Managers.NAMED);
    Map<PersonKey, Judgment> said = new HashMap<>();
    people
        .visible(Caller.system(TwoTenants.ACORN, "test"))
        .forEach(one -> said.put(one, TestCompany.decided("Engineering", 0.9, "Product")));
    TestRuns.active(context, TwoTenants.ACORN, "said", LocalDate.of(2026, 11, 21), said);
  }

  private String at(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  private void signIn(String role) {
    chromium.evaluate("document.cookie");
    chromium.open(at("/sign-in"));
    chromium.leave(() ->
        chromium.evaluate(
            "document.querySelector('[value=\"acorn/%s\"]').form.requestSubmit()".formatted(role)));
  }

  /** Of each page once: what two roles read by the same template is looked at as one of them. */
  @ParameterizedTest
  @CsvSource({
    "ceo,         /sign-in /company /recommendations",
    "manager,     /team /review",
    "employee,    /me /looks /recommendations /erasure",
    "it-security, /operations /applications /licences /review /candidate /person /view-as /audit /egress /trials /people",
    "auditor,     /start /audit /assurance /assurance/impact-assessment /developers",
    "council,     /council",
  })
  void no_page_breaks_a_rule_of_accessibility_in_light_or_dark_or_is_wider_than_a_phone(
      String role, String pages) throws IOException {
    chromium.look(1120, false);
    signIn(role);
    List<String> found = new ArrayList<>();
    for (String page : pages.split(" ")) {
      chromium.look(1120, false);
      chromium.open(at(page));
      assertThat(chromium.evaluate("location.pathname").asString()).isEqualTo(page);
      chromium.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
      found.addAll(violations(page, "light", "{type: 'tag', values: " + RULES + "}"));
      chromium.look(1120, true);
      found.addAll(violations(page, "dark", "['color-contrast']"));
      picture(role, page, "dark");
      for (int width : List.of(360, 768, 1120)) {
        chromium.look(width, false);
        found.addAll(cut(page, width));
        picture(role, page, String.valueOf(width));
      }
      chromium.paper(SHEET);
      found.addAll(cut(page + " on paper", SHEET));
      picture(role, page, "paper");
    }
    assertThat(found).isEmpty();
  }

  /** Where a page is wider than its room, and on paper a table, which nobody can move there. */
  private static List<String> cut(String page, int width) {
    JsonNode wider =
        chromium.evaluate(
            """
            (function () {
              var paper = matchMedia("print").matches;
              var all = [document.documentElement];
              if (paper) {
                all = all.concat(Array.from(document.querySelectorAll(".wide-table, pre")));
              }
              return all
                .filter(one => one.scrollWidth > one.clientWidth + 1)
                .map(one => one.tagName + " " + one.className + " " + (one.scrollWidth - one.clientWidth)
                  + " px: " + one.textContent.trim().slice(0, 60));
            })()
            """);
    return wider
        .valueStream()
        .map(one -> page + " is wider than %d px: %s".formatted(width, one.asString()))
        .toList();
  }

  /** For whoever wants to see them, in the folder that they name. */
  private static void picture(String role, String page, String look) throws IOException {
    String folder = System.getProperty("orgscope.test.pictures");
    if (folder != null) {
      String name = "%s%s-%s.png".formatted(role, page.replace('/', '-'), look);
      Files.write(Files.createDirectories(Path.of(folder)).resolve(name), chromium.picture());
    }
  }

  private static List<String> violations(String page, String theme, String only) {
    JsonNode found =
        chromium.evaluate(
            "axe.run(document, {runOnly: %s, resultTypes: ['violations']}).then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.target.join(' ') + ' ' + n.html.slice(0, 160))))"
                .formatted(only));
    assertThat(found.isArray()).as(found.toString()).isTrue();
    return found.valueStream().map(one -> page + ", " + theme + ", " + one.asString()).toList();
  }

  /** What the table says of the least cost, the slider says there, to the letter. */
  @Test
  void what_an_hour_costs_is_tried_in_the_page_and_nothing_is_asked_for_it() {
    chromium.look(1120, false);
    signIn("ceo");
    chromium.open(at("/company"));
    assertThat(
            chromium.evaluate(
                """
                (function () {
                  performance.clearResourceTimings();
                  var said = function () {
                    return document.getElementById("cost-said").textContent;
                  };
                  var before = said();
                  var rate = document.getElementById("rate");
                  var row = function (n) {
                    return document.querySelectorAll("#choose + .wide-table tbody tr")[n].cells[1].textContent;
                  };
                  var usual = before === row(1);
                  rate.value = rate.min;
                  rate.dispatchEvent(new Event("input"));
                  var least = said() === row(0);
                  rate.value = rate.max;
                  rate.dispatchEvent(new Event("input"));
                  var most = said() === row(2);
                  return [usual, least, most, performance.getEntriesByType("resource").length].join();
                })()
                """))
        .asString()
        .contains("true,true,true,0");
  }

  @Test
  void a_manager_sets_right_and_undoes_by_keys_alone() {
    chromium.look(1120, false);
    signIn("manager");
    assertThat(chromium.evaluate("location.pathname").asString()).isEqualTo("/team");
    chromium.press("j");
    chromium.press("o");
    assertThat(chromium.evaluate("document.activeElement.name").asString()).isEqualTo("category");
    chromium.type("Sal");
    chromium.press("S");
    assertThat(chromium.evaluate("document.activeElement.value").asString()).startsWith("S");
    chromium.press("Tab");
    assertThat(chromium.evaluate("document.activeElement.name").asString()).isEqualTo("reason");
    chromium.type("sells, says a test");
    chromium.leave(() -> chromium.press("Enter"));
    assertThat(text()).contains("sells, says a test", "One word of yours holds.");
    assertThat(chromium.evaluate("document.activeElement.matches('summary[data-row]')").asBoolean())
        .as("keys go on from the row")
        .isTrue();
    chromium.leave(() -> chromium.press("u"));
    assertThat(text()).doesNotContain("sells, says a test");
    chromium.leave(() -> chromium.press("y"));
    assertThat(text()).contains("“confirmed”");
    chromium.leave(() -> chromium.press("u"));
  }

  private static String text() {
    return chromium.evaluate("document.body.textContent").asString();
  }
}
