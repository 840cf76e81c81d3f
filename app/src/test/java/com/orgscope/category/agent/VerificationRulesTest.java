package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.SharedAnswer.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each fault by itself, in the words that the model is told. */
class VerificationRulesTest {
  private static final Taxonomy TAXONOMY = Taxonomy.forIndustry("technology");
  private static final Verification VERIFICATION =
      new Verification(TAXONOMY, new Benchmarks(TAXONOMY));
  private static final String SAID = "{F2.app} is where code is written.";

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
        .containsExactly("a role has none of the categories");
    assertThat(
            faults(
                roles(
                    role("Engineering", "", 0.9, "F1"), role("Engineering", "", 0.8, "F2", "F3"))))
        .containsExactly("Engineering is given as two roles");
    assertThat(faults(roles(role("Engineering", "Payroll", 0.9, "F1", "F2", "F3"))))
        .containsExactly(
            "a sub-category is none of Engineering: it is one of those listed behind the category, or empty");
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
        .containsExactly("F7 is no fact");
    assertThat(
            faults(roles(role("Engineering", "", 0.9, "F1", "F2", "F3"), role("Sales", "", 0.1))))
        .containsExactly("a role has no fact that speaks for it");
  }

  @Test
  void evidence_cites_facts_that_are_there_each_once() {
    assertThat(faults(evidence())).containsExactly("evidence cites no fact");
    assertThat(faults(evidence("F9"))).containsExactly("evidence cites F9, which is no fact");
    assertThat(faults(evidence("F2", "F3", "F2"))).containsExactly("evidence cites F2 twice");
  }

  @Test
  void prose_is_no_fault() {
    assertThat(faults(Given.answer("It takes fifty parts of {F1.app}."))).isEmpty();
  }

  @Test
  void a_fault_repeats_no_words_of_the_model() {
    SharedAnswer answer =
        new SharedAnswer(
            List.of(
                role("Idle folk", "", 0.9, "idiots"), role("Sales", "they are lazy", 0.8, "F1")),
            List.of("fools"),
            List.of("skunks"),
            SAID);
    assertThat(String.join(";", faults(answer)))
        .doesNotContain("Idle", "idiots", "lazy", "fools", "skunks")
        .contains("something is no fact");
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
}
