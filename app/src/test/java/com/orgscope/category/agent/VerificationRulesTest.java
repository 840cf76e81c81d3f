package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Change;
import com.orgscope.category.Changes;
import com.orgscope.category.Suggestion;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.SharedAnswer.Role;
import com.orgscope.usage.Mentions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault by itself, in the words that the model is told. */
class VerificationRulesTest {
  private static final Taxonomy TAXONOMY = Taxonomy.forIndustry("technology");
  private static final Verification VERIFICATION =
      new Verification(TAXONOMY, new Benchmarks(TAXONOMY), new Mentions(List.of("GitHub")));
  private static final String SAID = "{F2.app} is where code is written.";

  private static final List<Change> CHOICES =
      List.of("passkeys", "self-service-reset", "longer-session").stream()
          .map(id -> Changes.find(id).orElseThrow())
          .toList();
  private static final SuggestVerification SUGGESTIONS =
      new SuggestVerification(CHOICES, new Prose(new Mentions(List.of("GitHub"))));

  @Test
  void an_honest_answer_has_no_fault() {
    assertThat(faults(Given.honest())).isEmpty();
    assertThat(faults(roles(role("Engineering", "", 1, "F1"), role("Product", "", 0, "F2", "F3"))))
        .isEmpty();
    assertThat(
            faults(
                roles(
                    role("Engineering", "", 0.5, "F1"),
                    role("Product", "", 0.5, "F2"),
                    role("Sales", "", 0.5, "F3"))))
        .isEmpty();
  }

  @Test
  void there_are_one_to_three_roles() {
    assertThat(
            faults(
                new SharedAnswer(List.of(), List.of("F1", "F2", "F3", "F4"), List.of("F2"), SAID)))
        .containsExactly("there are one to 3 roles");
    SharedAnswer four =
        new SharedAnswer(
            List.of(
                role("Engineering", "", 0.9, "F1"),
                role("Product", "", 0.9, "F2"),
                role("Sales", "", 0.9, "F3"),
                role("Finance", "", 0.9, "F4")),
            List.of(),
            List.of("F2"),
            SAID);
    assertThat(faults(four)).containsExactly("there are one to 3 roles");
  }

  @Test
  void a_role_is_a_category_once_with_a_sub_category_of_its_own() {
    assertThat(faults(roles(role("Sorcery", "", 0.9, "F1", "F2", "F3"))))
        .containsExactly("'Sorcery' is none of the categories");
    assertThat(
            faults(
                roles(
                    role("Engineering", "", 0.9, "F1"), role("Engineering", "", 0.8, "F2", "F3"))))
        .containsExactly("Engineering is given as two roles");
    assertThat(faults(roles(role("Engineering", "Payroll", 0.9, "F1", "F2", "F3"))))
        .containsExactly("'Payroll' is no sub-category of Engineering");
  }

  @Test
  void a_confidence_lies_between_nothing_and_all_and_falls() {
    for (double wrong : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThat(faults(roles(role("Engineering", "", wrong, "F1", "F2", "F3"))))
          .containsExactly("a confidence lies between 0 and 1");
    }
    assertThat(
            faults(
                roles(role("Engineering", "", 0.5, "F1"), role("Product", "", 0.51, "F2", "F3"))))
        .containsExactly("the role with the highest confidence comes first");
    assertThat(
            faults(
                roles(
                    role("Engineering", "", 0.9, "F1"),
                    role("Product", "", 0.2, "F2"),
                    role("Sales", "", 0.3, "F3"))))
        .containsExactly("the role with the highest confidence comes first");
  }

  @Test
  void every_fact_stands_in_one_place() {
    assertThat(faults(roles(role("Engineering", "", 0.9, "F1", "F2"))))
        .containsExactly("F3 is in no place, so the shares would not add up");
    assertThat(faults(roles(role("Engineering", "", 0.9, "F1", "F2", "F3", "F4"))))
        .containsExactly("F4 is in two places, so the shares would not add up");
    assertThat(faults(roles(role("Engineering", "", 0.9, "F1", "F2", "F3", "F7"))))
        .containsExactly("'F7' is no fact");
    assertThat(
            faults(roles(role("Engineering", "", 0.9, "F1", "F2", "F3"), role("Sales", "", 0.1))))
        .containsExactly("the role Sales has no fact that speaks for it");
  }

  @Test
  void evidence_cites_facts_that_are_there_each_once() {
    assertThat(faults(evidence())).containsExactly("evidence cites no fact");
    assertThat(faults(evidence("F9"))).containsExactly("evidence cites 'F9', which is no fact");
    assertThat(faults(evidence("F2", "F3", "F2"))).containsExactly("evidence cites F2 twice");
  }

  @Test
  void prose_is_looked_at_too() {
    assertThat(faults(Given.answer("It takes fifty parts of {F1.app}."))).isNotEmpty();
  }

  @Test
  void a_chosen_change_was_offered_and_works_on_something_of_its_own() {
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C3")))).isEmpty();
    assertThat(SUGGESTIONS.faults(List.of())).containsExactly("no change is chosen");
    for (String none : List.of("C0", "C4", "C01", "c1", "1", "C", "C999", "passkeys")) {
      assertThat(SUGGESTIONS.faults(List.of(reason(none))))
          .containsExactly("'" + none + "' is none of the changes");
    }
    assertThat(SUGGESTIONS.faults(List.of(reason("C1"), reason("C2"))))
        .containsExactly("C2 works on what another chosen change works on");
    assertThat(SUGGESTIONS.faults(List.of(reason("C9"), reason("C1"))))
        .as("what was not offered takes nothing")
        .hasSize(1);
  }

  @Test
  void a_reason_is_short_and_cites_its_own_figures() {
    String long400 = "A passkey is confirmed. ".repeat(17).substring(0, 399) + ".";
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400))))
        .doesNotContain("a reason is one or two sentences");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", long400 + "."))))
        .contains("a reason is one or two sentences");
    assertThat(
            SUGGESTIONS.faults(List.of(new Suggestion("C1", "Sign-ins take {C1.hours} a week."))))
        .as("hours that a change may give back are not told as hours lost")
        .contains(
            "{C1.hours} is what the change may give back, not what anything takes: write 'may give back {C1.hours}'");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C1.hours}."))))
        .isEmpty();
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {hours}."))))
        .containsExactly("'{hours}' is no placeholder: write {C1.hours}");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C3.hours}."))))
        .containsExactly("the reason of C1 cites C3");
    assertThat(SUGGESTIONS.faults(List.of(new Suggestion("C1", "It may give back {C1.app}."))))
        .containsExactly("C1 has no 'app': it has failures, hours");
  }

  @Test
  void an_answer_without_a_fault_is_kept_by_the_changes_own_names() {
    assertThat(SUGGESTIONS.named(List.of(new Suggestion("C3", " It may give back {C3.hours}. "))))
        .containsExactly(new Suggestion("longer-session", "It may give back {hours}."));
    assertThat(SuggestVerification.number(0)).isEqualTo("C1");
  }

  private static List<String> faults(SharedAnswer answer) {
    return VERIFICATION.faults(Given.engineers(), answer);
  }

  /** An answer in which nothing but the roles may be wrong; {@code F4} is undecided. */
  private static SharedAnswer roles(Role... roles) {
    return new SharedAnswer(List.of(roles), List.of("F4"), List.of("F2"), SAID);
  }

  private static SharedAnswer evidence(String... evidence) {
    return new SharedAnswer(
        List.of(role("Engineering", "", 0.9, "F1", "F2", "F3", "F4")),
        new ArrayList<>(),
        List.of(evidence),
        SAID);
  }

  private static Role role(String category, String sub, double confidence, String... facts) {
    return new Role(category, sub, confidence, List.of(facts));
  }

  private static Suggestion reason(String change) {
    return new Suggestion(change, "A passkey is confirmed.");
  }
}
