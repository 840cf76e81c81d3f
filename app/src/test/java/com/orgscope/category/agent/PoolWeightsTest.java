package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.agent.PoolWeights.Corrected;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signature.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How much a model is listened to, by what a company's people set right. */
class PoolWeightsTest {
  private static final double USUAL = 0.3;
  private static final String E = "Engineering";
  private static final String P = "Product";

  /** The local model hardly knows. */
  private static final Map<String, Double> UNSURE = Map.of(E, 0.55, P, 0.45);

  @Test
  void a_company_that_set_nobody_right_has_the_usual_weight() {
    assertThat(PoolWeights.of(USUAL, List.of()).of(Given.engineers(), sure(P))).isEqualTo(USUAL);
  }

  @Test
  void a_model_that_had_it_right_where_people_were_corrected_weighs_more() {
    assertThat(weight(corrected(20, sure(P), P))).isGreaterThan(USUAL + 0.15);
  }

  @Test
  void a_model_that_had_it_wrong_weighs_less() {
    assertThat(weight(corrected(20, sure(P), E))).isLessThan(USUAL - 0.15);
  }

  @Test
  void one_correction_turns_nothing_over() {
    assertThat(weight(corrected(1, sure(P), P))).isBetween(USUAL, USUAL + 0.06);
    assertThat(weight(corrected(1, sure(P), E))).isBetween(USUAL - 0.06, USUAL);
  }

  @Test
  void where_it_is_right_as_often_as_wrong_the_weight_stays_about_usual() {
    List<Corrected> mixed =
        Stream.concat(
                corrected(10, answer(P, 0.6), P).stream(),
                corrected(10, answer(P, 0.6), E).stream())
            .toList();
    assertThat(PoolWeights.of(USUAL, mixed).of(Given.engineers(), answer(P, 0.6)))
        .isBetween(0.1, 0.5);
  }

  @Test
  void what_a_sure_answer_was_worth_says_nothing_of_an_unsure_one() {
    PoolWeights weights = PoolWeights.of(USUAL, corrected(20, sure(P), P));
    assertThat(weights.of(Given.engineers(), answer(P, 0.7))).isEqualTo(USUAL);
    assertThat(weights.of(Given.engineers(), answer(P, 0.4))).isEqualTo(USUAL);
  }

  @Test
  void what_an_answer_about_applications_was_worth_says_nothing_of_one_about_functions() {
    PoolWeights weights = PoolWeights.of(USUAL, corrected(20, sure(P), P));
    Cohort engineers = Given.engineers();
    Cohort functions =
        new Cohort(
            new Signature(Kind.FUNCTIONS, new TreeSet<>(List.of("ci-cd"))),
            engineers.people(),
            engineers.facts(),
            engineers.local());
    assertThat(weights.of(functions, sure(P))).isEqualTo(USUAL);
  }

  private static double weight(List<Corrected> corrected) {
    return PoolWeights.of(USUAL, corrected).of(Given.engineers(), sure(P));
  }

  private static List<Corrected> corrected(int people, SharedAnswer answer, String truth) {
    return IntStream.range(0, people)
        .mapToObj(i -> new Corrected(Given.engineers(), answer, UNSURE, truth))
        .toList();
  }

  private static SharedAnswer sure(String category) {
    return answer(category, 0.9);
  }

  private static SharedAnswer answer(String category, double confidence) {
    return new SharedAnswer(
        List.of(new SharedAnswer.Role(category, "", confidence, List.of("F1"))),
        List.of(),
        List.of("F1"),
        "");
  }
}
