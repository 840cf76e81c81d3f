package com.orgscope.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.TestCouncilPolicies;
import com.orgscope.access.TestWidenings;
import com.orgscope.directory.Regrouping;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.testing.Company;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.ApplicationAnswer.By;
import com.orgscope.usage.ApplicationAnswer.Said;
import com.orgscope.usage.ApplicationAnswer.Sureness;
import com.orgscope.usage.ApplicationAnswers.AnswerImport;
import com.orgscope.usage.ApplicationAnswers.Answered;
import com.orgscope.usage.ApplicationAnswers.Decision;
import com.orgscope.usage.UnknownApplication.State;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of applications, what holds of it, and what waits for whom. */
@Tag("slow")
class ApplicationAnswersTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tester");
  private static final LocalDate SUNDAY = LocalDate.of(2026, 11, 8);
  private static final Set<String> CATEGORIES = Set.of("Engineering", "Sales", "Legal");
  private static final String HEADER = "label\tindustry\tfunction\tsure\tkinds\tnote\n";
  private static final int K = 3;

  @TempDir Path home;
  private Instant now = Instant.EPOCH;
  private Company acme;
  private Applications applications;
  private ApplicationAnswers answers;

  @BeforeEach
  void threePeopleUseWhatNobodyKnows() {
    now = Instant.parse("2026-11-20T12:00:00Z");
    acme = Company.open(home, now);
    TestDirectory directory = acme.directory();
    ApplicationAnswerStore store = new ApplicationAnswerStore(acme.database());
    applications =
        new Applications(
            new DirectoryVocabulary(
                directory.tenants(),
                directory.vocabulary(),
                store,
                new SensitiveMarkStore(acme.database())),
            new MemorySpellings());
    Usage usage = new Usage(acme.lake(), applications, acme.access(), directory.resolution());
    answers =
        new ApplicationAnswers(
            store,
            applications,
            usage,
            acme.access(),
            directory.tenants(),
            directory.people(),
            () -> now);
    SignInLog log = new SignInLog();
    for (int person = 1; person <= K; person++) {
      log.by(person)
          .visit("02 09:00", "GitHub", "s")
          .visit("02 09:05", "quarrywood", "s")
          .visit("02 10:05", "merger room", "s");
    }
    acme.wrote(log.by(1).visit("03 09:05", "ptarmigan", "s"));
    new DailyUsage(acme.lake(), tenant -> Regrouping.NONE).refresh(ACME, Progress.NONE);
  }

  @AfterEach
  void close() {
    acme.close();
  }

  @Test
  void what_nobody_knows_waits_for_whom_the_rule_says_and_shows_who_would_gain() {
    assertThat(waiting())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "quarrywood", State.MAY_BE_ASKED,
                "merger room", State.WAITS_FOR_IT,
                "ptarmigan", State.TOO_FEW_PEOPLE));
    assertThat(answers.unknown(IT, SUNDAY, K).getFirst().people()).isEqualTo(K);

    answers.decide(IT, "Merger Room", Decision.RELEASED);
    answers.decide(IT, "quarrywood", Decision.REFUSED);
    assertThat(waiting())
        .containsEntry("quarrywood", State.REFUSED)
        .containsEntry("merger room", State.MAY_BE_ASKED);

    asking().choose(IT, AskingPolicy.NEVER, null);
    assertThat(waiting().values()).doesNotContain(State.MAY_BE_ASKED);
    asking().choose(IT, AskingPolicy.APPROVED, null);
    answers.decide(IT, "ptarmigan", Decision.RELEASED);
    assertThat(waiting())
        .containsEntry("merger room", State.MAY_BE_ASKED)
        .containsEntry("ptarmigan", State.TOO_FEW_PEOPLE);
  }

  @Test
  void an_application_called_like_somebody_who_came_today_is_not_asked_about_any_more() {
    assertThat(waiting()).containsEntry("quarrywood", State.MAY_BE_ASKED);
    acme.employFrom("employee_id,login,display_name", "1,ann@x.example,Ann Quarrywood");
    assertThat(waiting()).containsEntry("quarrywood", State.WAITS_FOR_IT);
  }

  @Test
  void where_somebody_speaks_for_the_people_it_alone_has_less_asked_and_never_more() {
    asking().choose(IT, AskingPolicy.APPROVED, null);
    TestCouncilPolicies.put(
        acme.database(),
        ACME,
        TestCouncilPolicies.naming(List.of("cem"), CouncilPolicy.Managers.NOTHING));
    assertThatThrownBy(() -> asking().choose(IT, AskingPolicy.PLAIN, null))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("names cem");
    assertThat(answers.policy(IT)).isEqualTo(AskingPolicy.APPROVED);
    asking().choose(IT, AskingPolicy.NEVER, null);
    assertThatThrownBy(() -> asking().choose(IT, AskingPolicy.APPROVED, null))
        .isInstanceOf(Failure.class);
    assertThat(answers.policy(IT)).isEqualTo(AskingPolicy.NEVER);
  }

  private AskingChoice asking() {
    return new AskingChoice(
        new ApplicationAnswerStore(acme.database()), acme.access(), TestWidenings.of(acme, home));
  }

  @Test
  void a_models_answer_is_evidence_and_its_word_that_it_does_not_know_is_kept() {
    keep(
        By.MODEL,
        "quarrywood\tany\tcrm\tlikely\tSales=mainly\tcustomers\nptarmigan\tany\tunknown\tunknown\t\t\n");
    Application quarrywood = applications.application(ACME, new AppId("quarrywood"));
    assertThat(quarrywood.basis()).isEqualTo(Basis.MODEL);
    assertThat(quarrywood.functions()).containsOnlyKeys("crm");
    assertThat(waiting())
        .doesNotContainKey("quarrywood")
        .containsEntry("ptarmigan", State.NOT_KNOWN_TO_MODEL);
  }

  @Test
  void its_own_word_holds_over_a_models_and_the_own_industry_over_any() {
    keep(By.IT, "quarrywood\tany\tlegal-research\tcertain\tLegal=mainly\tours\n");
    keep(By.MODEL, "quarrywood\ttechnology\tcrm\tcertain\tSales=mainly\tcustomers\n");
    assertThat(applications.application(ACME, new AppId("quarrywood")))
        .satisfies(app -> assertThat(app.basis()).isEqualTo(Basis.TENANT))
        .satisfies(app -> assertThat(app.functions()).containsOnlyKeys("legal-research"));

    keep(
        By.MODEL,
        "ptarmigan\ttechnology\tcrm\tguess\t\t\nptarmigan\tany\tlegal-research\tguess\t\t\n"
            + "ptarmigan\tretail\tpoint-of-sale\tcertain\t\t\n");
    assertThat(applications.application(ACME, new AppId("ptarmigan")).functions())
        .containsOnlyKeys("crm");
  }

  @Test
  void a_file_comes_back_as_it_was_written() {
    String lines =
        "Quarrywood\tany\tcrm;contract-management\tlikely\tSales=mainly;Legal=rarely\tdeals\n";
    keep(By.MODEL, lines);
    assertThat(answers.holding(IT).stream().map(AnswerSheet::line)).containsExactly(lines.strip());
  }

  @Test
  void a_line_that_cannot_be_used_is_named_with_its_reason_and_the_others_are_kept() {
    AnswerImport done =
        keep(
            By.MODEL,
            """
            one\tany\tcrm\tcertain\tSales=mainly\t
            two\tany\tgardening\tcertain\t\t
            three\tany\tcrm\tsurely\t\t
            four\tany\tcrm\tcertain\tGardening=mainly\t
            five\tany\tcrm\tcertain\tSales=often\t
            six\tfarming\tcrm\tcertain\t\t
            \tany\tcrm\tcertain\t\t
            seven\tany\tcrm
            ONE\tany\tcrm\tguess\t\t
            eight\tretail\tcrm\tguess\tStore Operations=mainly\t
            nine\tany\tcrm;crm\tguess\t\t
            """
                + "ten".repeat(100)
                + "\tany\tcrm\tguess\t\t\n");
    assertThat(done.kept()).isEqualTo(1);
    assertThat(done.ofOtherIndustries()).isEqualTo(1);
    assertThat(done.refused())
        .extracting(line -> line.line() + ": " + line.reason().split(":")[0])
        .containsExactly(
            "3: 'gardening' is no function",
            "4: 'surely' is none of certain, likely, guess",
            "5: 'Gardening' is no kind of work here",
            "6: 'often' is none of mainly, also, rarely",
            "7: 'farming' is no industry",
            "8: has no label",
            "9: has 3 columns instead of 6",
            "10: 'ONE' stands in this file before, for the same industry",
            "12: a function stands there twice",
            "13: its label is longer than 200 characters");
    assertThatThrownBy(() -> answers.keep(IT, new StringReader("name\tx\n"), By.IT, CATEGORIES))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("no column 'label'");
  }

  @Test
  void only_it_and_the_product_itself_may_look_or_change() {
    for (Role role : Set.of(Role.CEO, Role.MANAGER, Role.EMPLOYEE, Role.AUDITOR)) {
      Caller other =
          new Caller(
              ACME,
              role,
              "other",
              role == Role.CEO || role == Role.AUDITOR ? null : SignInLog.person(1));
      assertThatThrownBy(() -> answers.decide(other, "quarrywood", Decision.RELEASED))
          .isInstanceOf(Failure.class);
      assertThatThrownBy(() -> answers.unknown(other, SUNDAY, K)).isInstanceOf(Failure.class);
    }
  }

  @Test
  void what_a_model_did_not_know_is_asked_again_by_a_new_prompt_or_when_it_is_released_again() {
    answers.decide(IT, "quarrywood", Decision.RELEASED);
    now = now.plusSeconds(60);
    String industry = acme.directory().tenants().get(ACME).industry();
    didNotKnow(industry.equals("retail") ? "finance" : "retail");
    assertThat(waiting()).as("of another industry").containsEntry("quarrywood", State.MAY_BE_ASKED);
    didNotKnow(industry);
    assertThat(waiting()).containsEntry("quarrywood", State.NOT_KNOWN_TO_MODEL);
    assertThat(waiting("describe.v1")).containsEntry("quarrywood", State.NOT_KNOWN_TO_MODEL);
    assertThat(waiting("describe.v2")).containsEntry("quarrywood", State.MAY_BE_ASKED);
    now = now.plusSeconds(60);
    answers.decide(IT, "quarrywood", Decision.RELEASED);
    assertThat(waiting()).containsEntry("quarrywood", State.MAY_BE_ASKED);
    now = now.plusSeconds(60);
    didNotKnow(industry);
    assertThat(waiting()).containsEntry("quarrywood", State.NOT_KNOWN_TO_MODEL);
  }

  private void didNotKnow(String industry) {
    Said said = new Said(By.MODEL, "a-model", "describe.v1", SUNDAY);
    answers.keep(
        Caller.system(ACME, "test"),
        List.of(
            new Answered(
                "quarrywood",
                industry,
                new ApplicationAnswer(List.of(), Sureness.UNKNOWN, Map.of(), "", said))));
  }

  private Map<String, State> waiting(String prompt) {
    return answers.unknown(IT, SUNDAY, K, prompt).stream()
        .collect(Collectors.toMap(UnknownApplication::label, UnknownApplication::state));
  }

  private Map<String, State> waiting() {
    return answers.unknown(IT, SUNDAY, K).stream()
        .collect(Collectors.toMap(UnknownApplication::label, UnknownApplication::state));
  }

  private AnswerImport keep(By by, String lines) {
    return answers.keep(IT, new StringReader(HEADER + lines), by, CATEGORIES);
  }
}
