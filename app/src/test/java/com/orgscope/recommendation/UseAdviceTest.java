package com.orgscope.recommendation;

import static com.orgscope.recommendation.MadeUpFriction.ASSUMED;
import static com.orgscope.recommendation.MadeUpFriction.GITHUB;
import static com.orgscope.recommendation.MadeUpFriction.JIRA;
import static com.orgscope.recommendation.MadeUpFriction.SLACK;
import static com.orgscope.recommendation.MadeUpFriction.TEAMS;
import static com.orgscope.recommendation.MadeUpFriction.app;
import static com.orgscope.recommendation.MadeUpFriction.people;
import static com.orgscope.recommendation.MadeUpFriction.person;
import static com.orgscope.recommendation.MadeUpFriction.worked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.ItPolicies;
import com.orgscope.insight.Assumption;
import com.orgscope.insight.Assumptions;
import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Recommendation.Of;
import com.orgscope.table.Table;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What could change in how applications are used, of people whose use a test writes down. */
class UseAdviceTest {
  private static final String ENGINEERING = "Engineering";
  private static final String SALES = "Sales";
  private static final long EVERY_WEEK = 0b1111;
  private static final long ONE_WEEK = 0b0001;
  private static final PersonKey BOSS = person(900);

  private static final Application DATADOG = app("Datadog", "observability");
  private static final Application NEW_RELIC = app("New Relic", "observability");
  private static final Application SALESLOFT = app("Salesloft", "sales-engagement");
  private static final Application SALESFORCE = app("Salesforce", "crm");
  private static final Application COPILOT = app("Microsoft Copilot", "ai-assistants");
  private static final Application CIRCLECI = app("CircleCI", "ci-cd");
  private static final Application ZOOM = app("Zoom", "video-meetings");
  private static final Application WEBEX = app("Webex", "video-meetings");

  private final MadeUpFriction made = new MadeUpFriction();
  private final Map<String, List<PersonKey>> work = new TreeMap<>();
  private final Map<PersonKey, PersonKey> managers = new HashMap<>();
  private final Map<PersonKey, List<RoleShare>> roles = new HashMap<>();

  @Test
  void a_team_is_told_what_the_others_of_its_work_use_and_it_hardly_does() {
    // Half of the twenty others, forty quarters of an hour in four weeks each: 2.5 hours a week.
    use(0, 20, ENGINEERING, GITHUB);
    use(20, 30, ENGINEERING, GITHUB);
    use(0, 10, DATADOG);
    team(20, 30);
    Saving learn = one("learn-application");
    assertThat(learn.whose()).isEqualTo(Saving.Whose.team(ENGINEERING, BOSS));
    assertThat(learn.what())
        .isEqualTo("Train the team in Datadog, or give back the licences kept for it.");
    assertThat(learn.because()).contains("use Datadog for observability, and hardly anybody");
    assertThat(learn.perWeek()).as("ten without it, as long as others").isCloseTo(25, within(1e-9));
    assertThat(learn.hoursPerWeek().typical()).isCloseTo(25 * 0.05, within(1e-9));
    assertThat(learn.hoursPerWeek().high()).isCloseTo(25 * 0.15, within(1e-9));

    use(20, 21, DATADOG);
    assertThat(one("learn-application").perWeek())
        .as("nine without it")
        .isCloseTo(22.5, within(1e-9));
    use(21, 22, DATADOG);
    assertThat(all("learn-application")).as("two of ten are not hardly anybody").isEmpty();
  }

  @Test
  void whoever_has_another_application_for_the_purpose_lacks_nothing() {
    use(0, 30, ENGINEERING, GITHUB);
    use(0, 20, DATADOG);
    team(20, 30);
    use(20, 30, NEW_RELIC, ONE_WEEK);
    assertThat(all("learn-application")).as("one week is a try").hasSize(1);
    use(20, 30, NEW_RELIC);
    assertThat(all("learn-application")).isEmpty();
  }

  @Test
  void what_fewer_than_half_or_fewer_than_k_of_the_others_use_is_not_typical() {
    use(0, 31, ENGINEERING, GITHUB);
    team(21, 31);
    use(0, 10, DATADOG);
    assertThat(all("learn-application")).as("ten of twenty-one").isEmpty();
    use(10, 11, DATADOG);
    assertThat(all("learn-application")).hasSize(1);
    work.put(ENGINEERING, new ArrayList<>(people(12, 31)));
    use(0, 12, JIRA);
    use(12, 21, DATADOG);
    assertThat(all("learn-application")).as("nine are not told of").isEmpty();
  }

  @Test
  void a_kind_of_work_is_told_what_benchmarks_expect_and_others_of_the_company_use() {
    use(0, 12, SALES, SLACK);
    use(12, 22, ENGINEERING, GITHUB);
    use(12, 22, DATADOG);
    use(12, 21, SALESFORCE);
    assertThat(all("learn-typical-application")).as("nine others are not told of").isEmpty();
    use(21, 22, SALESFORCE);
    Saving learn = one("learn-typical-application");
    assertThat(learn.whose()).isEqualTo(Saving.Whose.everybody(SALES));
    assertThat(learn.what()).startsWith("Train people in Salesforce, or give back");
    assertThat(learn.because()).contains("an application for customer relationship management");
  }

  @Test
  void a_second_role_of_a_fifth_is_told_what_those_use_whose_work_it_is() {
    use(0, 12, SALES, SALESLOFT);
    use(12, 40, ENGINEERING, GITHUB);
    roles.put(person(12), shares(0.8, 0.2));
    Saving needs = one("second-role");
    assertThat(needs.whose()).isEqualTo(Saving.Whose.person(ENGINEERING, person(12)));
    assertThat(needs.what())
        .isEqualTo("Ask for Salesloft, or to be shown it: part of your work is Our Sales.");
    assertThat(needs.because()).startsWith("About 20 % of your use is Our Sales.");
    assertThat(needs.perWeek()).as("a fifth of 2.5 hours").isCloseTo(0.5, within(1e-9));
    assertThat(needs.hoursPerWeek().high()).isLessThanOrEqualTo(0.5);

    use(0, 12, SALESLOFT, 5.0);
    assertThat(all("second-role")).as("under half a minute a week").isEmpty();
    use(0, 12, SALESLOFT);
    roles.put(person(12), shares(0.81, 0.19));
    assertThat(all("second-role")).as("under a fifth").isEmpty();
    roles.put(person(12), shares(0.5, 0.5));
    use(12, 13, SALESLOFT);
    assertThat(all("second-role")).as("who has it needs nothing").isEmpty();
  }

  @Test
  void what_fewer_than_k_use_or_most_of_the_company_does_no_second_role_needs() {
    use(0, 9, SALES, SALESLOFT);
    use(12, 40, ENGINEERING, GITHUB);
    roles.put(person(12), shares(0.6, 0.4));
    assertThat(all("second-role")).as("nine are not told of").isEmpty();
    use(9, 10, SALES, SALESLOFT);
    assertThat(all("second-role")).hasSize(1);
    use(13, 40, SALESLOFT);
    assertThat(all("second-role")).as("it is everybody's").isEmpty();
  }

  @Test
  void chat_is_many_interruptions_where_a_group_has_clearly_more_than_the_company() {
    use(0, 10, SALES, SALESLOFT);
    use(10, 30, ENGINEERING, GITHUB);
    switches(0, 9, SALESLOFT, SLACK, 100);
    switches(10, 30, GITHUB, JIRA, 300);
    switches(0, 10, SALESLOFT, SALESFORCE, 200);
    assertThat(all("quiet-chat")).as("nine are no group").isEmpty();
    switches(9, 10, SALESLOFT, SLACK, 100);
    switches(10, 30, GITHUB, SLACK, 80);
    // Sales 5 and the company 4.3 on each of twenty days.
    assertThat(all("quiet-chat")).isEmpty();
    switches(10, 30, GITHUB, SLACK, 20);
    Saving quiet = one("quiet-chat");
    assertThat(quiet.whose()).isEqualTo(Saving.Whose.everybody(SALES));
    assertThat(quiet.because())
        .startsWith(
            "There are 250 switches a week between Slack and other applications, 5.0 on a working"
                + " day of one person, where the company's average is 2.3.");
    // 250 × 0.5 minutes × 0.2.
    assertThat(quiet.hoursPerWeek().typical()).isCloseTo(25.0 / 60, within(1e-9));
    switches(0, 10, SALESLOFT, SLACK, 300);
    assertThat(all("quiet-chat")).as("all of it is between the pair to connect").isEmpty();
  }

  @Test
  void switches_between_two_chats_interrupt_nobody() {
    use(0, 10, SALES, SALESLOFT);
    use(10, 30, ENGINEERING, GITHUB);
    switches(0, 10, app("Own Chat", "team-chat"), SLACK, 100);
    assertThat(all("quiet-chat")).isEmpty();
  }

  @Test
  void a_chat_of_fewer_than_k_is_not_named() {
    use(0, 10, SALES, SALESLOFT);
    use(10, 30, ENGINEERING, GITHUB);
    switches(0, 10, SALESFORCE, SALESLOFT, 900);
    switches(0, 10, SALESLOFT, SLACK, 50);
    switches(0, 9, SALESLOFT, app("Own Chat", "team-chat"), 500);
    assertThat(one("quiet-chat").because()).contains("between Slack and other applications");
  }

  @Test
  void of_chats_that_interrupt_as_often_the_first_by_name_is_told() {
    use(0, 10, SALES, SALESLOFT);
    use(10, 30, ENGINEERING, GITHUB);
    switches(0, 10, SALESFORCE, SALESLOFT, 900);
    for (char letter = 'Z'; letter >= 'A'; letter--) {
      switches(0, 10, SALESLOFT, app("Chat " + letter, "team-chat"), 50);
    }
    assertThat(one("quiet-chat").because()).contains("between Chat A and other applications");
  }

  @Test
  void a_role_gets_one_bundle_of_what_half_of_it_uses_and_the_company_does_not() {
    use(0, 20, SALES, SALESFORCE);
    use(20, 60, ENGINEERING, GITHUB);
    use(0, 60, SLACK);
    use(0, 20, SALESLOFT);
    use(0, 20, ZOOM);
    use(0, 10, WEBEX);
    use(0, 9, DATADOG);
    team(0, 20);
    Saving bundle = one("role-bundle");
    assertThat(bundle.whose()).isEqualTo(Saving.Whose.everybody(SALES));
    assertThat(bundle.what())
        .as("two for meetings are a duplicate, Slack is everybody's, Datadog of nine")
        .isEqualTo(
            "Offer one bundle of applications for this work: Salesforce, Salesloft and Zoom.");
    assertThat(bundle.because()).contains("One request in place of 3 may give back");
    // Two requests less of 20 people, of whom a fifth is new in 52 weeks, at 15 minutes.
    assertThat(bundle.hoursPerWeek().typical())
        .isCloseTo(20 * 0.2 * 2 * 15 / 60 / 52, within(1e-9));
  }

  @Test
  void a_bundle_names_six_and_those_that_most_use() {
    use(20, 80, ENGINEERING, GITHUB);
    use(0, 20, SALES, SALESFORCE);
    for (int i = 0; i < 7; i++) {
      use(0, 12 + i, app("App " + i, "market-data"));
    }
    assertThat(one("role-bundle").what())
        .contains(": App 2, App 3, App 4, App 5, App 6 and Salesforce.");
  }

  @Test
  void an_assistant_drafts_for_those_who_hardly_use_one_what_their_work_is_full_of() {
    use(0, 30, ENGINEERING, GITHUB);
    use(0, 30, app("Confluence", "collaboration-docs"), 400);
    use(0, 20, COPILOT);
    Saving assistant = one("assistant");
    assertThat(assistant.what())
        .as("documents take more time and are not what engineers are for")
        .isEqualTo("Let Microsoft Copilot draft tests and descriptions of changes.");
    assertThat(assistant.because())
        .startsWith(
            "Of the time in GitHub and other applications for source control, 25 hours a week are"
                + " of people who hardly use an AI assistant.");
    assertThat(assistant.hoursPerWeek().typical()).isCloseTo(25 * 0.05, within(1e-9));
    use(20, 21, COPILOT);
    assertThat(all("assistant")).as("nine who do not are not told of").isEmpty();
  }

  @Test
  void an_integration_carries_records_on_from_the_pair_to_what_comes_next() {
    use(0, 10, ENGINEERING, GITHUB);
    switches(0, 10, GITHUB, JIRA, 80);
    switches(0, 10, JIRA, SLACK, 60);
    switches(0, 10, GITHUB, CIRCLECI, 1);
    assertThat(all("integrate-chain")).as("less than is worth it").isEmpty();
    switches(0, 10, GITHUB, CIRCLECI, 40);
    switches(0, 10, DATADOG, SALESFORCE, 50);
    Saving chain = one("integrate-chain");
    assertThat(chain.what())
        .as("a chat carries no records, and another pair is no chain")
        .isEqualTo("Let an integration carry records from Jira through GitHub to CircleCI.");
    assertThat(chain.because())
        .contains("there are 100 switches a week between GitHub and CircleCI");
    assertThat(chain.hoursPerWeek().typical()).isCloseTo(100 * 0.5 * 0.15 / 60, within(1e-9));
    switches(9, 10, GITHUB, CIRCLECI, 0);
    assertThat(all("integrate-chain")).as("nine are no group").isEmpty();
  }

  @Test
  void nine_people_are_told_nothing_together() {
    use(0, 9, SALES, ZOOM);
    use(0, 9, WEBEX);
    use(20, 50, ENGINEERING, GITHUB);
    use(20, 41, DATADOG);
    use(20, 41, SALESFORCE);
    team(41, 50);
    switches(0, 9, SALESLOFT, SLACK, 500);
    assertThat(savings()).extracting(Saving::whose).doesNotContain(Saving.Whose.everybody(SALES));
    assertThat(savings()).noneMatch(saving -> saving.whose().of() == Of.TEAM);
    work.computeIfAbsent(SALES, c -> new ArrayList<>()).add(person(60));
    work.computeIfAbsent(ENGINEERING, c -> new ArrayList<>()).add(person(61));
    managers.put(person(61), BOSS);
    assertThat(savings())
        .as("who is not seen makes no tenth")
        .extracting(Saving::whose)
        .doesNotContain(Saving.Whose.everybody(SALES), Saving.Whose.team(ENGINEERING, BOSS));
    use(9, 10, SALES, ZOOM);
    team(40, 50);
    assertThat(savings())
        .as("ten are a group")
        .extracting(Saving::whose)
        .contains(Saving.Whose.everybody(SALES), Saving.Whose.team(ENGINEERING, BOSS));
  }

  @Test
  void nothing_saves_more_than_the_use_or_the_switches_it_works_on() {
    SplittableRandom random = new SplittableRandom(20261129);
    Application[] apps = {
      GITHUB, JIRA, SLACK, TEAMS, DATADOG, SALESFORCE, SALESLOFT, COPILOT, CIRCLECI, ZOOM, WEBEX
    };
    Set<String> found = new TreeSet<>();
    for (int round = 0; round < 60; round++) {
      UseAdviceTest company = new UseAdviceTest();
      company.use(0, 30, ENGINEERING, GITHUB);
      company.use(30, 50, SALES, SALESFORCE);
      company.team(0, 12);
      double minutes = 0;
      for (int i = 0; i < 50; i++) {
        for (Application app : apps) {
          if (random.nextBoolean()) {
            company.use(i, i + 1, app, random.nextInt(1, 300));
          }
        }
        for (int n = 0; n < 4; n++) {
          Application one = apps[random.nextInt(apps.length)];
          Application other = apps[random.nextInt(apps.length)];
          if (!one.equals(other)) {
            company.switches(i, i + 1, one, other, random.nextInt(200));
          }
        }
        company.switches(i, i + 1, GITHUB, JIRA, i < 30 ? 150 : 1);
        company.switches(i, i + 1, GITHUB, CIRCLECI, i < 30 ? random.nextInt(1, 250) : 1);
        company.switches(i, i + 1, WEBEX, ZOOM, 60);
        company.switches(i, i + 1, WEBEX, SLACK, i < 30 ? 1 : random.nextInt(300));
        if (random.nextBoolean()) {
          company.roles.put(person(i), shares(0.5, 0.5));
        }
      }
      for (var between : company.made.measured().switches().values()) {
        minutes += between.values().stream().mapToLong(n -> n).sum() * 1.9 / 4;
      }
      List<Saving> savings = new ArrayList<>(company.savings());
      savings.addAll(company.frictions());
      savings.forEach(saving -> found.add(saving.change()));
      assertThat(savings)
          .filteredOn(saving -> saving.setup() == null)
          .filteredOn(saving -> !saving.assumptions().contains("minutes-per-switch"))
          .filteredOn(saving -> !saving.change().equals("role-bundle"))
          .allSatisfy(saving ->
              assertThat(saving.hoursPerWeek().high()).isLessThanOrEqualTo(saving.perWeek()));
      assertThat(
              savings.stream()
                  .filter(saving -> saving.whose().of() == Of.CATEGORY)
                  .filter(saving -> saving.assumptions().contains("minutes-per-switch"))
                  .mapToDouble(saving -> saving.hoursPerWeek().high())
                  .sum())
          .isLessThanOrEqualTo(minutes / 60);
    }
    assertThat(found)
        .as("each of these was tried")
        .contains(
            "integrate-pair",
            "retire-duplicate",
            "assistant",
            "integrate-chain",
            "quiet-chat",
            "role-bundle",
            "second-role");
  }

  @Test
  void the_sentences_keep_the_rules_of_sentences_and_have_their_assumptions() {
    Map<String, Assumption> shipped =
        new UseAssumptions().shipped().stream().collect(Collectors.toMap(Assumption::id, a -> a));
    assertThat(shipped.values())
        .allSatisfy(a -> {
          assertThat(a.source()).hasSizeGreaterThan(40);
          if (a.unit().equals(Assumptions.SHARE)) {
            assertThat(a.high()).isLessThanOrEqualTo(1);
          }
        });
    assertThat(
            Table.read(UseChange.class, "use-changes.tsv").rows().stream()
                .map(row -> UseChange.named(row.getFirst())))
        .hasSize(7)
        .allSatisfy(change -> {
          assertThat(change.what()).matches("[A-Z].*\\.");
          assertThat(change.because()).matches("[A-Z].*\\.").contains("give back {hours}");
          assertThat(SavingText.savesItsHours(change.because())).isTrue();
          assertThat(ASSUMED.keySet()).containsAll(change.assumptions());
        });
  }

  /** What the changes bring that work on friction. */
  private List<Saving> frictions() {
    return made.calculation(Setup.unmeasured(ItPolicies.unknown()))
        .savings(
            new Workforce(work, managers, roles, name -> name),
            ASSUMED,
            (category, setup, choices) -> Suggestions.withoutAsking(choices, null));
  }

  private static List<RoleShare> shares(double engineering, double sales) {
    return List.of(new RoleShare(ENGINEERING, 0.9, engineering), new RoleShare(SALES, 0.9, sales));
  }

  private void team(int from, int to) {
    people(from, to).forEach(report -> managers.put(report, BOSS));
  }

  private final Map<Integer, Map<Application, AppUse>> uses = new HashMap<>();

  /** People who do this work, and use this among others. */
  private void use(int from, int to, String category, Application app) {
    work.computeIfAbsent(category, c -> new ArrayList<>()).addAll(people(from, to));
    use(from, to, app);
  }

  private void use(int from, int to, Application app) {
    use(from, to, app, 40.0);
  }

  private void use(int from, int to, Application app, double slots) {
    put(from, to, worked(app, slots, EVERY_WEEK));
  }

  private void use(int from, int to, Application app, long weeks) {
    put(from, to, worked(app, 40, weeks));
  }

  private void put(int from, int to, AppUse use) {
    for (int i = from; i < to; i++) {
      Map<Application, AppUse> theirs = uses.computeIfAbsent(i, n -> new HashMap<>());
      theirs.put(use.app(), use);
      made.person(i, 0, 0, theirs.values().toArray(AppUse[]::new));
    }
  }

  private void switches(int from, int to, Application one, Application other, long count) {
    for (int i = from; i < to; i++) {
      made.switches(i, one, other, count);
    }
  }

  private Saving one(String change) {
    List<Saving> found = all(change);
    assertThat(found).as(change).hasSize(1);
    return found.getFirst();
  }

  private List<Saving> all(String change) {
    return savings().stream().filter(saving -> saving.change().equals(change)).toList();
  }

  private List<Saving> savings() {
    Benchmarks benchmarks = new Benchmarks(Taxonomy.forIndustry("technology"));
    return new UseAdvice(
            new UseFacts(made.measured(), 10, ASSUMED),
            new Workforce(work, managers, roles, name -> "Our " + name),
            new RecommendationSettings(0.5, 0.01, 3, 0.2),
            category -> benchmarks.typicalOf(category, 4))
        .savings();
  }
}
