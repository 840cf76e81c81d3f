package com.orgscope.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.audit.Audit;
import com.orgscope.audit.AuditEntry;
import com.orgscope.category.Judgment;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.insight.Assumptions;
import com.orgscope.insight.Interval;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.state.Database;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Ten engineers with one chain, of whom nine have another, and nine sellers with a pair; a chain of
 * all engineers is one seller's too.
 */
@Tag("slow")
class AutomationTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller NIGHT = Caller.system(ACME, "test");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final LocalDate LAST = LocalDate.of(2026, 11, 14);
  private static final TimeWindow TWO_WEEKS = TimeWindow.ending(LAST, 14);

  private static final List<String> MANY =
      List.of(
          "GitHub",
          "Jira",
          "Figma",
          "Salesforce",
          "DocuSign",
          "Zendesk",
          "Datadog",
          "PagerDuty",
          "Workday",
          "Confluence",
          "Asana",
          "Tableau",
          "Snowflake",
          "Stripe",
          "HubSpot");

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  private static final Map<String, PersonKey> KEYS = new HashMap<>();

  @BeforeAll
  static void aCompany() {
    context = Product.on(TestDatabase.fresh(), home).run();
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lines.add("1%02d,e%d@x.example,E,Engineer,Platform".formatted(i, i));
    }
    for (int i = 0; i < 9; i++) {
      lines.add("2%02d,s%d@x.example,S,Seller,Sales".formatted(i, i));
    }
    People people = context.getBean(People.class);
    TestDirectory.employ(
        people,
        NIGHT,
        "employee_id,login,display_name,title,department",
        lines.toArray(String[]::new));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    people
        .logins(NIGHT)
        .forEach((key, login) -> {
          KEYS.put(login.substring(0, login.indexOf('@')), key);
          answers.put(
              key, TestCompany.decided(login.startsWith("s") ? "Sales" : "Engineering", 0.9));
        });
    TestRuns.active(context, ACME, "run-1", LAST, answers);
    SignInLog log = new SignInLog();
    KEYS.forEach((login, key) -> move(login, log.by(key)));
    log.into(context.getBean(Lake.class), ACME);
  }

  private static void move(String login, SignInLog log) {
    if (login.startsWith("e")) {
      log.visit("02 09:00", "GitHub", "s")
          .visit("02 09:05", "Jira", "s")
          .visit("02 09:10", "Figma", "s");
      if (!login.equals("e0")) {
        log.visit("03 09:00", "GitHub", "t")
            .visit("03 09:05", "Datadog", "t")
            .visit("03 09:10", "PagerDuty", "t");
      }
      log.visit("04 09:00", "Slack", "u").visit("04 09:05", "Microsoft Teams", "u");
      log.visit("05 09:00", "Asana", "v")
          .visit("05 09:05", "Slack", "v")
          .visit("05 09:10", "Figma", "v");
      for (int i = 0; i < MANY.size(); i++) {
        log.visit("20 09:%02d".formatted(i), MANY.get(i), "w");
      }
    } else {
      log.visit("02 09:00", "Salesforce", "s").visit("02 09:05", "DocuSign", "s");
    }
    if (login.startsWith("e") || login.equals("s0")) {
      log.visit("06 09:00", "Workday", "x")
          .visit("06 09:05", "Zendesk", "x")
          .visit("06 09:10", "Tableau", "x");
    }
  }

  @AfterAll
  static void close() {
    context.close();
  }

  private static Automation.Found found() {
    return context.getBean(Automation.class).of(IT, TWO_WEEKS);
  }

  @Test
  void only_what_at_least_k_people_do_is_told_also_of_one_kind_of_work() {
    assertThat(found().pairs())
        .extracting(one -> one.category() + ": " + String.join("-", one.between()))
        .as("nine are no group, and of two chats one is left over and nothing connected")
        .containsExactlyInAnyOrder(
            "null: GitHub-Jira",
            "null: Figma-Jira",
            "null: Asana-Slack",
            "null: Figma-Slack",
            "null: Workday-Zendesk",
            "null: Tableau-Zendesk",
            "Engineering: GitHub-Jira",
            "Engineering: Figma-Jira",
            "Engineering: Asana-Slack",
            "Engineering: Figma-Slack");
    assertThat(found().chains())
        .extracting(one -> one.category() + ": " + String.join("-", one.between()))
        .as("a conversation carries no records on")
        .containsExactlyInAnyOrder(
            "null: Figma-Jira-GitHub",
            "null: Tableau-Zendesk-Workday",
            "Engineering: Figma-Jira-GitHub");
    assertThat(found().pairs())
        .filteredOn(one -> !one.between().contains("Zendesk"))
        .allSatisfy(one -> assertThat(one.people()).isEqualTo(10));
  }

  @Test
  void subtracting_what_is_told_from_everybody_tells_of_nobody_or_of_at_least_k() {
    Map<List<String>, Integer> rest = new HashMap<>();
    Stream.concat(found().pairs().stream(), found().chains().stream())
        .forEach(one ->
            rest.merge(
                one.between(),
                one.category() == null ? one.people() : -one.people(),
                Integer::sum));
    assertThat(rest.values()).as("eleven do, of whom ten are engineers").contains(11);
    assertThat(rest)
        .allSatisfy((what, people) -> assertThat(people).matches(n -> n == 0 || n >= 10));
  }

  @Test
  void a_policy_of_larger_groups_holds_here() {
    assertThat(found().pairs()).isNotEmpty();
    Database database = context.getBean(Database.class);
    TestCouncilPolicies.put(database, ACME, TestCouncilPolicies.ofAtLeast(25));
    try {
      assertThat(found()).isEqualTo(new Automation.Found(List.of(), List.of(), List.of()));
    } finally {
      TestCouncilPolicies.remove(database);
    }
  }

  @Test
  void of_a_group_the_ten_most_frequent_are_told() {
    TimeWindow later = TimeWindow.ending(LocalDate.of(2026, 11, 21), 7);
    Automation.Found found = context.getBean(Automation.class).of(IT, later);
    assertThat(found.pairs()).filteredOn(one -> one.category() == null).hasSize(10);
    assertThat(found.chains()).filteredOn(one -> one.category() == null).hasSize(10);
  }

  private static Automatable withJira(List<Automatable> found) {
    return found.stream().filter(one -> one.between().contains("Jira")).findFirst().orElseThrow();
  }

  @Test
  void hours_and_savings_are_moves_times_assumptions() {
    Automatable pair = withJira(found().pairs());
    // Ten moves in two weeks, half a minute each, of which an integration removes 15 %.
    assertThat(pair.timesAWeek()).isCloseTo(5, within(1e-9));
    assertThat(pair.hoursAWeek().typical()).isCloseTo(5 * 0.5 / 60, within(1e-9));
    assertThat(pair.savedHoursAWeek().typical()).isCloseTo(5 * 0.5 / 60 * 0.15, within(1e-9));
    assertThat(pair.savedHoursAWeek().low()).isLessThan(pair.savedHoursAWeek().typical());
    assertThat(pair.savedHoursAWeek().high()).isLessThan(pair.hoursAWeek().high());
    assertThat(pair.savedUsdAYear().typical())
        .isCloseTo(pair.savedHoursAWeek().typical() * 50 * 52, within(1e-6));
    Automatable chain = withJira(found().chains());
    assertThat(chain.timesAWeek()).isCloseTo(5, within(1e-9));
    assertThat(chain.hoursAWeek().typical())
        .as("two moves each time")
        .isCloseTo(2 * pair.hoursAWeek().typical(), within(1e-9));
  }

  @Test
  void an_hour_of_one_kind_of_work_costs_its_own_and_everybodys_what_theirs_cost() {
    Assumptions assumptions = context.getBean(Assumptions.class);
    String id = "hourly-cost/Engineering";
    assumptions.set(NIGHT, id, new Interval(145, 145), 145, "HR");
    try {
      assertThat(anHour("Engineering")).isCloseTo(145, within(1e-6));
      // Ten engineers and nine who sell for 50.
      assertThat(anHour(null)).isCloseTo((10 * 145 + 9 * 50) / 19.0, within(1e-6));
    } finally {
      assumptions.set(NIGHT, id, new Interval(35, 80), 50, "as all others");
    }
  }

  private static double anHour(@Nullable String category) {
    Automatable pair =
        found().pairs().stream()
            .filter(one -> Objects.equals(one.category(), category))
            .findFirst()
            .orElseThrow();
    return pair.savedUsdAYear().typical() / pair.savedHoursAWeek().typical() / 52;
  }

  @Test
  void between_functions_it_is_told_of_everybody() {
    assertThat(found().functions())
        .isNotEmpty()
        .allSatisfy(one -> {
          assertThat(one.category()).isNull();
          assertThat(one.people()).isGreaterThanOrEqualTo(10);
          assertThat(one.between()).hasSize(2).doesNotHaveDuplicates();
        });
  }

  @Test
  void it_is_for_whoever_has_everybodys_rows_and_each_look_is_in_the_log() {
    PersonKey one = Objects.requireNonNull(KEYS.get("e1"));
    for (Caller other :
        List.of(
            new Caller(ACME, Role.CEO, "chief", null),
            new Caller(ACME, Role.AUDITOR, "auditor", null),
            new Caller(ACME, Role.MANAGER, "boss", one),
            new Caller(ACME, Role.EMPLOYEE, "one", one))) {
      assertThatThrownBy(() -> context.getBean(Automation.class).of(other, TWO_WEEKS))
          .as("%s", other.role())
          .isInstanceOf(Failure.class);
    }
    found();
    assertThat(context.getBean(Audit.class).entries(IT, 100))
        .extracting(AuditEntry::subject)
        .contains("automation: where people move between applications");
  }
}
