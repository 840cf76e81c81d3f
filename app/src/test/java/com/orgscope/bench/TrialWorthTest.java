package com.orgscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.TrialWorth.Ends;
import com.orgscope.bench.TrialWorth.Planted;
import com.orgscope.bench.TrialWorth.Rule;
import com.orgscope.category.Wilson;
import com.orgscope.category.trial.TrialSettings;
import com.orgscope.testing.DefaultSettings;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the rules of trials are worth on companies that nothing was tuned on. */
class TrialWorthTest {
  private static final TrialSettings RULES = DefaultSettings.of(TrialSettings.class);
  private static final int TRIALS = 200;
  private static final long SEED = 20_261_130;

  @Test
  void an_equal_version_is_hardly_ever_promoted_and_a_better_one_is() {
    Map<Planted, Map<Rule, Ends>> all = TrialWorth.all(TRIALS, RULES, SEED);
    TrialWorth.report(all).table().forEach(System.out::println);
    int promoted = ends(all, Planted.EQUAL, Rule.STATED).promoted();
    assertThat(Wilson.interval(promoted, TRIALS).get(1)).isLessThanOrEqualTo(0.05);
    assertThat(ends(all, Planted.WORSE, Rule.STATED).promoted()).isZero();
    assertThat(ends(all, Planted.BETTER, Rule.STATED).promotedShare()).isGreaterThan(0.4);
    assertThat(ends(all, Planted.BETTER, Rule.STATED).withdrawn()).isLessThan(TRIALS / 20);
    assertThat(ends(all, Planted.WORSE, Rule.STATED).withdrawn()).isGreaterThan(TRIALS * 4 / 10);
    assertThat(ends(all, Planted.EQUAL, Rule.EVERY_NIGHT).promotedShare()).isGreaterThan(0.05);
    assertThat(ends(all, Planted.EQUAL, Rule.BY_CORRECTIONS).promotedShare()).isGreaterThan(0.2);
  }

  private static Ends ends(Map<Planted, Map<Rule, Ends>> all, Planted planted, Rule rule) {
    return Objects.requireNonNull(Objects.requireNonNull(all.get(planted)).get(rule));
  }
}
