package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.local.TestLocalModel;
import com.orgscope.demo.RecordedModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A small version of {@code bench agent}: what a model may do to a company, and what it may not.
 */
@Tag("slow")
class AgentTrialTest {
  private static final int PEOPLE = 300;
  private static final long SEED = 3;

  /** What a company of so few people may differ by. */
  private static final double CHANCE = 0.02;

  /** Seen .015; where only the part of the use that a kind of work explains counts it is .358. */
  private static final double CALIBRATION = 0.016;

  /** Of each industry; {@code -Dorgscope.drill.times=2} has four, as {@code bench agent}. */
  private static final int COMPANIES = Integer.getInteger("orgscope.drill.times", 1) > 1 ? 4 : 2;

  static final List<String> INDUSTRIES =
      List.of("technology", "finance", "healthcare", "retail", "manufacturing");

  private static final RecordedModel RECORDED = RecordedModel.read(null, 0.7);
  private static final AgentTrial TRIAL = new AgentTrial(TestLocalModel.shipped(), RECORDED);

  /** Each is looked at by several tests. */
  private static final Map<String, Trial> TRIALS = new HashMap<>();

  private static final Map<String, TrialScore> FOUR_HUNDRED = new HashMap<>();

  private record Trial(TrialScore score, Heard heard) {}

  @Test
  void some_recorded_answers_are_wrong() {
    assertThat(RECORDED.wrong()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthcare", "technology"})
  void a_recorded_model_makes_more_people_right_and_most_of_what_a_perfect_one_would(
      String industry) {
    TrialScore alone = judged(industry, Answerer.NOBODY);
    TrialScore recorded = judged(industry, Answerer.RECORDED);
    TrialScore perfect = judged(industry, Answerer.PERFECT);
    double gained = recorded.ofAll() - alone.ofAll();
    assertThat(gained).isPositive();
    assertThat(gained).isGreaterThanOrEqualTo(0.7 * (perfect.ofAll() - alone.ofAll()) - CHANCE);
    assertThat(recorded.calibrationError()).isLessThanOrEqualTo(0.08);
    assertThat(judged(industry, Answerer.HALF_UNKNOWN).ofAll())
        .isGreaterThanOrEqualTo(alone.ofAll());
  }

  @Test
  void over_all_industries_people_are_told_as_surely_as_it_is_right() {
    TrialScore all = new TrialScore();
    for (String industry : INDUSTRIES) {
      TRIAL.judge(TRIAL.company(industry, SEED, PEOPLE), Answerer.RECORDED, SEED, all::add);
    }
    assertThat(all.calibrationError()).isLessThan(CALIBRATION);
  }

  @Test
  void of_healthcare_nearly_all_who_are_decided_are_right_and_nearly_all_are_decided() {
    TrialScore score = asInTheBench("healthcare");
    assertThat(score.accuracy()).isGreaterThanOrEqualTo(0.94);
    assertThat(score.coverage()).isGreaterThanOrEqualTo(0.91);
    assertThat(score.ofAll()).isGreaterThanOrEqualTo(0.85);
  }

  /** Seen .016 to .035. */
  @ParameterizedTest
  @FieldSource("INDUSTRIES")
  void in_each_industry_people_are_told_nearly_as_surely_as_it_is_right(String industry) {
    assertThat(asInTheBench(industry).calibrationError()).isLessThanOrEqualTo(0.04);
  }

  /** Seen .066 of everybody; where one line of work must explain all of the use it is .084. */
  @Test
  void few_people_are_told_a_kind_of_work_that_is_not_theirs() {
    double wrong = INDUSTRIES.stream().mapToDouble(i -> asInTheBench(i).wrongOfAll()).sum();
    assertThat(wrong / INDUSTRIES.size()).isLessThan(0.075);
  }

  /** Those whose second kind of work is a fifth or more of their use. */
  @ParameterizedTest
  @FieldSource("INDUSTRIES")
  void both_kinds_of_work_are_found_of_three_in_four_who_do_two(String industry) {
    assertThat(asInTheBench(industry).hybridsFound()).isGreaterThanOrEqualTo(0.75);
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthcare", "technology"})
  void a_model_that_lies_harms_hardly_anybody(String industry) {
    TrialScore alone = judged(industry, Answerer.NOBODY);
    for (Answerer hostile :
        List.of(Answerer.ALWAYS_LEGAL, Answerer.RANDOM, Answerer.SWAPPED, Answerer.ALWAYS_WRONG)) {
      TrialScore score = judged(industry, hostile);
      assertThat(score.ofAll()).as("%s", hostile).isGreaterThanOrEqualTo(alone.ofAll() - 0.02);
      assertThat(score.wrongOfAll())
          .as("%s", hostile)
          .isLessThanOrEqualTo(alone.wrongOfAll() + 0.03);
      assertThat(score.calibrationError())
          .as("%s: nobody is surer by a voice that is not believed", hostile)
          .isEqualTo(alone.calibrationError());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"healthcare", "technology"})
  void how_many_answers_a_company_contradicts_tells_a_lying_model_from_an_honest_one(
      String industry) {
    assertThat(contradicted(industry, Answerer.RECORDED)).isLessThan(0.2);
    assertThat(contradicted(industry, Answerer.PERFECT)).isLessThan(0.1);
    for (Answerer hostile :
        List.of(Answerer.ALWAYS_LEGAL, Answerer.RANDOM, Answerer.SWAPPED, Answerer.ALWAYS_WRONG)) {
      assertThat(contradicted(industry, hostile)).as("%s", hostile).isGreaterThan(0.7);
    }
  }

  /** What {@code bench agent} tells of the recorded model, of fewer companies. */
  private static TrialScore asInTheBench(String industry) {
    return FOUR_HUNDRED.computeIfAbsent(
        industry,
        each -> {
          TrialScore score = new TrialScore();
          for (long seed = 1; seed <= COMPANIES; seed++) {
            TRIAL.judge(TRIAL.company(industry, seed, 400), Answerer.RECORDED, seed, score::add);
          }
          return score;
        });
  }

  private static double contradicted(String industry, Answerer answerer) {
    Heard heard = trial(industry, answerer).heard();
    assertThat(heard.answers()).isPositive();
    return (double) heard.contradicted() / heard.answers();
  }

  private static TrialScore judged(String industry, Answerer answerer) {
    return trial(industry, answerer).score();
  }

  private static Trial trial(String industry, Answerer answerer) {
    return TRIALS.computeIfAbsent(
        industry + answerer,
        each -> {
          TrialScore score = new TrialScore();
          Heard heard =
              TRIAL.judge(TRIAL.company(industry, SEED, PEOPLE), answerer, SEED, score::add);
          return new Trial(score, heard);
        });
  }
}
