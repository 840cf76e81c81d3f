package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.category.Consultation.Outcome;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Role;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelResponse;
import com.orgscope.llm.Models;
import com.orgscope.llm.TestModels;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever may see a person may see what models were asked about the habits that person shares. */
@Tag("slow")
class ModelConversationsTest {
  private static final String SIGNATURE = "APPLICATIONS: GitHub + Jira";
  private static final String USER = "Facts\nF1: \"GitHub\", Source control, little of the use";

  @TempDir private Path home = Path.of("");

  @Test
  void the_whole_prompt_and_the_answer_are_shown_to_the_person_and_to_nobody_beside_them() {
    try (ScriptedAnthropic claude = TestModels.claude();
        TestCompany company =
            new TestCompany(
                home, Map.of(LlmSettings.class, TestModels.settings(claude.url(), "")))) {
      ModelResponse said =
          company.bean(Models.class).ask(TestModels.question(TestCompany.ACME, USER));
      company
          .bean(Consultations.class)
          .keep(
              TestCompany.SYSTEM,
              "r1",
              new Consultation(
                  SIGNATURE,
                  12,
                  Outcome.ACCEPTED,
                  "{}",
                  null,
                  "claude-haiku-5-5",
                  "v1",
                  said.trace(),
                  List.of(),
                  new ModelUsage(List.of(said.trace()), 1, 0, said.costNano())));
      company.run(
          "r1",
          Map.of(
              company.key("ann"), asked(SIGNATURE),
              company.key("bo"), asked(null)));

      company
          .bean(Looks.class)
          .openByCommand(TestCompany.IT, List.of(company.key("ann")), LookReason.ofCommandLine());
      for (Caller caller :
          List.of(
              company.as(Role.EMPLOYEE, "ann"), company.as(Role.MANAGER, "boss"), TestCompany.IT)) {
        assertThat(company.bean(ModelConversations.class).about(caller, company.key("ann")))
            .as("%s", caller.role())
            .singleElement()
            .satisfies(call -> {
              assertThat(call.system()).isEqualTo("You sort kinds of work.");
              assertThat(call.user()).isEqualTo(USER);
              assertThat(call.answer()).isEqualTo(TestModels.ANSWER);
            });
      }
      assertThat(
              company
                  .bean(ModelConversations.class)
                  .about(company.as(Role.EMPLOYEE, "bo"), company.key("bo")))
          .as("only the local model spoke")
          .isEmpty();
      company
          .bean(Looks.class)
          .openByCommand(TestCompany.IT, List.of(company.key("ann")), LookReason.ofCommandLine());
      for (Caller caller :
          List.of(
              company.as(Role.EMPLOYEE, "bo"), new Caller(TestCompany.ACME, Role.CEO, "c", null))) {
        assertThatThrownBy(
                () -> company.bean(ModelConversations.class).about(caller, company.key("ann")))
            .isInstanceOf(Failure.class);
      }
    }
  }

  private static Judgment asked(@Nullable String signature) {
    Judgment plain = TestCompany.decided("Engineering", 0.9);
    return new Judgment(
        plain.status(),
        plain.category(),
        plain.subCategory(),
        plain.confidence(),
        plain.roles(),
        plain.prose(),
        plain.facts(),
        plain.evidence(),
        new Origin("claude-haiku-5-5", "v1", null, signature));
  }
}
