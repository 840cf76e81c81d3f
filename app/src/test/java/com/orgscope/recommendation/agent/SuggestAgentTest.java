package com.orgscope.recommendation.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.ModelUsage;
import com.orgscope.category.agent.AgentSettings;
import com.orgscope.category.agent.ReleasedPrompts;
import com.orgscope.category.agent.TestAgent;
import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.Models;
import com.orgscope.llm.Spending;
import com.orgscope.llm.TestModels;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.recommendation.Change;
import com.orgscope.recommendation.Setup;
import com.orgscope.recommendation.ShippedChanges;
import com.orgscope.recommendation.Suggester;
import com.orgscope.recommendation.Suggester.Nothing;
import com.orgscope.recommendation.Suggester.Said;
import com.orgscope.recommendation.Suggestion;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class SuggestAgentTest {
  private static final Setup SETUP =
      new Setup(
          Setup.Session.UP_TO_8_HOURS,
          Setup.Factor.SMS,
          Setup.Bundle.SOME,
          Setup.Rate.DAILY,
          Setup.Rate.WEEKLY,
          List.of("issue-tracking"),
          List.of(),
          List.of("crm", "issue-tracking"),
          null);

  /** C1 passkeys, C2 single sign-on, C3 longer sessions, C4 a quick factor, C5 a pair. */
  private static final List<Change> CHOICES =
      Stream.of("passkeys", "single-sign-on", "longer-session", "quick-factor", "integrate-pair")
          .map(ShippedChanges::named)
          .toList();

  private static final String GOOD =
      answer(
          "C4",
          "A touch takes the place of {C4.challenges} typed by hand and gives back {C4.hours}.");

  private static final ScriptedAnthropic CLAUDE = new ScriptedAnthropic();
  private static final Database DATABASE = TestDatabase.fresh();
  private static final AnnotationConfigApplicationContext ROOMS = models(CLAUDE.url());
  private static int tenants;

  private final TenantId tenant = new TenantId("acorn-" + tenants++);
  private int arrivedBefore;

  private static AnnotationConfigApplicationContext models(String url) {
    var context = new AnnotationConfigApplicationContext();
    context.registerBean(
        Database.class, () -> DATABASE, definition -> definition.setDestroyMethodName(""));
    context.registerBean(InstantSource.class, () -> () -> Instant.parse("2026-11-24T10:00:00Z"));
    context.registerBean(LlmSettings.class, () -> TestModels.settings(url, ""));
    TestModels.room(context);
    TestDirectory.settings(context);
    context.refresh();
    return context;
  }

  @BeforeEach
  void count() {
    arrivedBefore = CLAUDE.arrived();
  }

  @AfterAll
  static void close() {
    ROOMS.close();
    CLAUDE.close();
    DATABASE.close();
  }

  @Test
  void its_prompt_is_released_and_never_changed() throws Exception {
    ReleasedPrompts released = ReleasedPrompts.beside(SuggestAgent.class);
    assertThat(released.files()).contains("suggest.v1.md", "suggest.v1.schema.json");
    released.areUnchanged();
  }

  @Test
  void an_honest_answer_is_kept_under_the_changes_own_names() {
    CLAUDE.next(Act.says(GOOD));
    Said said = (Said) suggested();
    assertThat(said.suggestions())
        .containsExactly(
            new Suggestion(
                "quick-factor",
                "A touch takes the place of {challenges} typed by hand and gives back {hours}."));
    assertThat(said.origin().model()).isEqualTo("claude-haiku-5-5");
    assertThat(said.origin().prompt()).startsWith("suggest.v1@");
    assertThat(said.origin().fallbackBecause()).isNull();
    assertThat(said.refused()).isEmpty();
    assertThat(calls()).isEqualTo(1);
    assertThat(said.spent().calls()).isEqualTo(1);
    assertThat(said.spent().costNano()).isPositive();
    assertThat(said.spent().traces()).hasSize(1);
  }

  @Test
  void a_prompt_holds_bands_functions_and_changes_and_nothing_else() {
    CLAUDE.next(Act.says(GOOD));
    suggested();
    String wire = CLAUDE.requests().getLast().toString();
    assertThat(wire)
        .contains("Kind of work: Engineering", "Industry: technology")
        .contains("sessions of up to 8 hours", "measured challenges: about one every day")
        .contains("sign-ins fail at: «issue-tracking»", "between: «crm», «issue-tracking»")
        .contains("C5 (works on switches")
        .doesNotContain(tenant.value(), "Claims Desk", "Jira");
  }

  @Test
  void a_reason_with_a_number_is_the_table_s_own_and_the_choice_stands() {
    CLAUDE.next(Act.says(answer("C4", "It saves 88 % of {C4.hours}.")));
    Said said = (Said) suggested();
    assertThat(said.suggestions())
        .containsExactly(new Suggestion("quick-factor", CHOICES.get(3).because()));
    assertThat(said.refused()).isEmpty();
    assertThat(calls()).isEqualTo(1);
  }

  @Test
  void a_change_that_was_not_offered_is_refused_told_and_not_believed_the_second_time_either() {
    String lie = answer("C9", "It may give back {C9.hours}.");
    CLAUDE.next(Act.says(lie), Act.says(lie));
    Nothing nothing = (Nothing) suggested();
    assertThat(nothing.again()).isFalse();
    assertThat(nothing.because()).contains("refused").contains("C9 is none of the changes");
    assertThat(nothing.refused()).hasSize(2);
    assertThat(calls()).isEqualTo(2);
    assertThat(CLAUDE.requests().getLast().toString())
        .contains("Your answer could not be used")
        .contains("C9 is none of the changes");
  }

  @Test
  void an_answer_mended_after_its_faults_were_told_is_kept_with_the_refusal() {
    CLAUDE.next(Act.says(answer("C9", "Why not, for {C9.hours}.")), Act.says(GOOD));
    Said said = (Said) suggested();
    assertThat(said.suggestions()).hasSize(1);
    assertThat(said.refused()).containsExactly("C9 is none of the changes");
    assertThat(calls()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"C04, C04 is none of the changes", "C6, C6 is none of the changes"})
  void a_change_that_was_not_offered_is_refused(String change, String fault) {
    CLAUDE.next(Act.says(answer(change, "It may give back time.")), Act.says(GOOD));
    Said said = (Said) suggested();
    assertThat(said.refused()).containsExactly(fault);
  }

  @Test
  void a_reason_never_names_an_application_that_is_in_use() {
    CLAUDE.next(Act.says(answer("C4", "Typing codes into the claims desk takes time.")));
    assertThat(((Said) suggested()).suggestions().getFirst().reason())
        .isEqualTo(CHOICES.get(3).because());
  }

  @Test
  void two_changes_for_one_friction_are_refused() {
    CLAUDE.next(
        Act.says(
            """
            {"changes": [{"change": "C3", "reason": "It lasts and saves {C3.hours}."},
                         {"change": "C4", "reason": "A touch saves {C4.hours}."}]}
            """),
        Act.says(GOOD));
    assertThat(((Said) suggested()).refused())
        .containsExactly("C4 works on what another chosen change works on");
  }

  @Test
  void without_a_provider_nobody_is_asked_and_that_is_no_fault() {
    try (var none = models("")) {
      Nothing nothing = (Nothing) agent(none, id -> id).suggest(request());
      assertThat(nothing).isEqualTo(new Nothing(null, true, List.of(), ModelUsage.NOTHING));
    }
  }

  @Test
  void a_provider_that_cannot_answer_tonight_may_be_asked_tomorrow() {
    CLAUDE.next(Act.fails(401));
    Nothing nothing = (Nothing) suggested();
    assertThat(nothing.again()).isTrue();
    assertThat(nothing.because()).startsWith("no model answered: the calls failed");
    CLAUDE.next(Act.refuses());
    assertThat(((Nothing) suggested()).again()).isFalse();
  }

  private Suggester.Outcome suggested() {
    return agent(ROOMS, id -> "«" + id + "»").suggest(request());
  }

  private static SuggestAgent agent(ApplicationContext rooms, UnaryOperator<String> functionName) {
    Models models = rooms.getBean(Models.class);
    AgentSettings settings = TestAgent.settings();
    return new SuggestAgent(
        models, functionName, TestAgent.forecast(models, rooms.getBean(Spending.class)), settings);
  }

  private Suggester.Request request() {
    return new Suggester.Request(
        tenant, "run", "technology", "Engineering", SETUP, CHOICES, Set.of("Claims Desk", "Jira"));
  }

  private int calls() {
    return CLAUDE.arrived() - arrivedBefore;
  }

  private static String answer(String change, String reason) {
    return JsonMapper.shared()
        .createObjectNode()
        .set(
            "changes",
            JsonMapper.shared()
                .createArrayNode()
                .add(
                    JsonMapper.shared()
                        .createObjectNode()
                        .put("change", change)
                        .put("reason", reason)))
        .toString();
  }
}
