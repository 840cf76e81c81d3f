package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.category.ApplicationQuestions;
import com.orgscope.category.Categorizer;
import com.orgscope.category.CompanyWords;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Trial;
import com.orgscope.category.trial.Trials;
import com.orgscope.category.trial.Version;
import com.orgscope.directory.People;
import com.orgscope.directory.Tenants;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import com.orgscope.testing.Product;
import com.orgscope.testing.SignInLog;
import com.orgscope.testing.TestDatabase;
import com.orgscope.usage.ApplicationAnswer;
import com.orgscope.usage.ApplicationAnswers;
import com.orgscope.usage.DailyUsage;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Twelve people of one habit among others: enough for the setting, too few for a policy of 25. */
@Tag("slow")
class AgreedGroupTest {
  private static final TenantId ACME = TestDirectory.ACME;
  private static final Caller NIGHT = Caller.system(ACME, "test");
  private static final LocalDate LAST = LocalDate.of(2026, 11, 29);

  @TempDir private static Path home = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private static ConfigurableApplicationContext context;

  @BeforeAll
  static void twelve() {
    context =
        Product.on(TestDatabase.fresh(), home)
            .run(
                "--orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
                "--orgscope.agent.ask-below-confidence=1");
    context.getBean(Tenants.class).create(TestDirectory.tenant(ACME));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      lines.add("1%02d,e%d@x.example,E,Engineer,Platform".formatted(i, i));
    }
    for (int i = 0; i < 14; i++) {
      lines.add("2%02d,s%d@x.example,S,Seller,Sales".formatted(i, i));
    }
    People people = context.getBean(People.class);
    TestDirectory.employ(
        people,
        NIGHT,
        "employee_id,login,display_name,title,department",
        lines.toArray(String[]::new));
    Map<PersonKey, Judgment> answers = new HashMap<>();
    SignInLog log = new SignInLog();
    people
        .logins(NIGHT)
        .forEach((key, login) -> {
          boolean engineer = login.startsWith("e");
          answers.put(key, TestCompany.decided(engineer ? "Engineering" : "Sales", 0.9));
          for (int day = 0; day < 40; day++) {
            LocalDate on = LAST.minusDays(day);
            (engineer ? List.of("GitHub", "Jira", "Datadog", "quarrywood") : List.of("Slack"))
                .forEach(app -> log.by(key).visitOn(on, app));
          }
        });
    log.into(context.getBean(Lake.class), ACME);
    context.getBean(DailyUsage.class).refresh(ACME, Progress.NONE);
    TestRuns.active(context, ACME, "run-1", LAST, answers);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  @AfterEach
  void noPolicy() {
    TestCouncilPolicies.remove(context.getBean(Database.class));
  }

  private static void largerGroups() {
    TestCouncilPolicies.put(
        context.getBean(Database.class), ACME, TestCouncilPolicies.ofAtLeast(25));
  }

  @Test
  void models_are_asked_of_groups_as_large_as_the_policy_says() {
    assertThat(asked()).isPositive();
    largerGroups();
    assertThat(asked()).isZero();
  }

  private static int asked() {
    Collection<PersonUsage> everybody =
        context.getBean(Usage.class).everybody(NIGHT, TimeWindow.ending(LAST, 90)).values();
    return context
        .getBean(Categorizer.class)
        .prepare(
            new Categorizer.Company(
                ACME, context.getBean(Taxonomies.class).of(NIGHT), "run-2", LAST),
            everybody)
        .outlook(
            everybody.stream().map(usage -> new Categorizer.Subject(usage, false, null)).toList())
        .questions();
  }

  @Test
  void models_are_asked_about_applications_of_as_many_people_as_the_policy_says() {
    ApplicationQuestions questions = context.getBean(ApplicationQuestions.class);
    assertThat(questions.outlook(NIGHT, LAST).questions()).isEqualTo(1);
    largerGroups();
    assertThat(questions.outlook(NIGHT, LAST).questions()).isZero();
  }

  @Test
  void another_describer_is_asked_and_compared_on_applications_of_as_many_people() {
    DescriberTrial describer = context.getBean(DescriberTrial.class);
    Trials trials = context.getBean(Trials.class);
    Trial trial =
        trials.begin(
            NIGHT,
            Trial.Kind.DESCRIBER,
            new Trials.Tried(new Version("v1", "one"), new Version("v1", "other"), Known.PATTERN),
            1,
            "a test",
            null);
    context
        .getBean(ApplicationAnswers.class)
        .keep(
            Caller.commandLine(ACME, "tess"),
            List.of(
                new ApplicationAnswers.Answered(
                    "GitHub",
                    ApplicationAnswers.ANY_INDUSTRY,
                    new ApplicationAnswer(
                        List.of("source-control"),
                        ApplicationAnswer.Sureness.CERTAIN,
                        Map.of(),
                        "",
                        new ApplicationAnswer.Said(ApplicationAnswer.By.IT, null, null, LAST)))));
    Map<String, String> said = Map.of("GitHub", "source-control");
    assertThat(describer.labels(NIGHT, trial, LAST)).containsExactly("GitHub");
    largerGroups();
    assertThat(describer.labels(NIGHT, trial, LAST)).isEmpty();
    describer.keep(NIGHT, trial, LAST, said, said);
    assertThat(trials.pairs(NIGHT, trial)).isEmpty();
    TestCouncilPolicies.remove(context.getBean(Database.class));
    describer.keep(NIGHT, trial, LAST, said, said);
    assertThat(trials.pairs(NIGHT, trial)).hasSize(1);
    trials.withdraw(NIGHT, trial, "it was a test", moved -> Effect.NONE);
  }

  @Test
  void a_preview_of_words_shows_groups_as_large_as_the_policy_says() {
    assertThat(previewed()).isNotEmpty();
    largerGroups();
    assertThat(previewed()).isEmpty();
  }

  private static List<WordsPreview.Group> previewed() {
    return context
        .getBean(WordsPreview.class)
        .of(Caller.commandLine(ACME, "tess"), CompanyWords.read("name Engineering = Makers"), false)
        .groups();
  }
}
