package com.orgscope.category.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.trial.Trial.Kind;
import com.orgscope.category.trial.Trial.State;
import com.orgscope.category.trial.TrialVerdict.OfCategory;
import com.orgscope.category.trial.TrialVerdict.Outcome;
import com.orgscope.kernel.PersonKey;
import com.orgscope.testing.DefaultSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which rules a trial is decided, at their bounds. */
class VerdictsTest {
  private static final TrialSettings RULES = DefaultSettings.of(TrialSettings.class);
  private static final int K = 10;

  @ParameterizedTest
  @CsvSource({
    "0, 0, 1",
    "1, 0, 0.5",
    "5, 0, 0.03125",
    "6, 1, 0.0703125",
    "10, 2, 0.0224609",
    "7, 7, 1"
  })
  void the_paired_test_is_exact_and_looks_at_disagreements_alone(int better, int worse, double p) {
    assertThat(PairedTest.midP(better, worse)).isCloseTo(p, within(1e-6));
    assertThat(PairedTest.midP(worse, better)).isCloseTo(p, within(1e-6));
  }

  @Test
  void the_paired_test_holds_for_many() {
    assertThat(PairedTest.midP(3_000, 2_800)).isBetween(0.008, 0.0095);
  }

  @Test
  void fewer_pairs_than_the_least_are_too_few_to_tell_however_clear() {
    assertThat(verdict(Kind.AB, 0, pairs(39, 0, 0)).outcome()).isEqualTo(Outcome.TOO_FEW);
    assertThat(verdict(Kind.AB, 0, pairs(40, 0, 0)).outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict(Kind.AB, 0, pairs(0, 39, 0)).outcome()).isEqualTo(Outcome.TOO_FEW);
    assertThat(verdict(Kind.AB, 0, pairs(0, 40, 0)).outcome()).isEqualTo(Outcome.WORSE);
    TrialVerdict few = verdict(Kind.AB, 0, pairs(39, 0, 0));
    assertThat(few.outcome().word()).isEqualTo("too few to tell");
    assertThat(few.nextLook()).isEqualTo(40);
    assertThat(few.decides(false)).isEmpty();
    assertThat(few.decides(true)).contains(State.WITHDRAWN);
  }

  @Test
  void between_two_looks_nothing_is_decided_and_looks_share_one_level() {
    assertThat(verdict(Kind.AB, 1, pairs(79, 0, 0)).outcome()).isEqualTo(Outcome.TOO_FEW);
    assertThat(verdict(Kind.AB, 1, pairs(80, 0, 0)).outcome()).isEqualTo(Outcome.BETTER);
    double whole = 0;
    for (int look = 0; look < Looks.MOST; look++) {
      Double level = verdict(Kind.AB, look, pairs(0, 0, 40 << look)).level();
      assertThat(level).isNotNull();
      whole += level == null ? 0 : level;
    }
    assertThat(whole).isBetween(0.9 * RULES.level(), RULES.level());
    // What no look has taken a late first one may.
    assertThat(verdict(Kind.AB, 0, pairs(0, 0, 320)).level()).isCloseTo(whole, within(1e-12));
    // 11 against 3 were enough for a single look, and are not for the second of four.
    assertThat(PairedTest.midP(11, 3)).isBetween(0.03, RULES.level());
    assertThat(verdict(Kind.AB, 1, pairs(11, 3, 66)).outcome()).isEqualTo(Outcome.TOO_FEW);
  }

  @Test
  void a_version_is_adopted_only_if_it_is_right_oftener_by_the_lead() {
    // 4.7 and 5.3 points of 320 better, both beyond chance.
    assertThat(verdict(Kind.AB, 3, pairs(16, 1, 303)).outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    assertThat(verdict(Kind.AB, 3, pairs(17, 0, 303)).outcome()).isEqualTo(Outcome.BETTER);
    assertThat(verdict(Kind.CANARY, 3, pairs(16, 1, 303)).outcome()).isEqualTo(Outcome.BETTER);
  }

  @Test
  void after_the_last_look_without_a_difference_it_is_withdrawn() {
    TrialVerdict last = verdict(Kind.AB, 3, pairs(10, 10, 300));
    assertThat(last.outcome()).isEqualTo(Outcome.NO_DIFFERENCE);
    assertThat(last.decides(false)).contains(State.WITHDRAWN);
    assertThat(verdict(Kind.AB, 2, pairs(5, 5, 150)).outcome()).isEqualTo(Outcome.TOO_FEW);
  }

  @Test
  void what_people_set_right_ends_a_trial_and_never_promotes_one() {
    List<Pair> worse = new ArrayList<>(pairs(20, 0, 20));
    IntStream.range(0, 12)
        .forEach(i -> worse.add(pair("w" + i, "A", "B", Map.of(Known.WORDS, "A"))));
    assertThat(verdict(Kind.AB, 0, worse).outcome()).isEqualTo(Outcome.WORSE);
    assertThat(verdict(Kind.AB, 0, worse).because()).contains("set by hand");
    List<Pair> better = new ArrayList<>(pairs(0, 0, 40));
    IntStream.range(0, 30)
        .forEach(i -> better.add(pair("w" + i, "A", "B", Map.of(Known.WORDS, "B"))));
    assertThat(verdict(Kind.AB, 0, better).outcome()).isEqualTo(Outcome.TOO_FEW);
  }

  @Test
  void accuracy_is_told_by_category_from_k_pairs_on_and_with_its_range() {
    List<Pair> pairs =
        Stream.concat(
                IntStream.range(0, 10)
                    .mapToObj(
                        i -> pair("a" + i, "Legal", i < 8 ? "Legal" : "Sales", titles("Legal"))),
                IntStream.range(0, 9)
                    .mapToObj(i -> pair("b" + i, "Sales", "Sales", titles("Sales"))))
            .toList();
    TrialVerdict verdict = verdict(Kind.AB, 0, pairs);
    assertThat(verdict.categories()).extracting(OfCategory::category).containsExactly("Legal");
    TrialVerdict.Accuracy candidate = verdict.categories().getFirst().candidate();
    assertThat(candidate.right()).isEqualTo(8);
    assertThat(candidate.low()).isCloseTo(0.4902, within(1e-4));
    assertThat(candidate.high()).isCloseTo(0.9433, within(1e-4));
    assertThat(verdict.judged()).isEqualTo(19);
  }

  @Test
  void the_same_people_are_served_night_after_night_and_others_by_another_trial() {
    Trial canary = trial(Kind.CANARY, 1, "0a".repeat(32), 0.01);
    List<PersonKey> people =
        IntStream.range(0, 20_000).mapToObj(i -> new PersonKey(new UUID(7, i))).toList();
    List<PersonKey> served = people.stream().filter(canary::serves).toList();
    assertThat(served).hasSizeBetween(150, 250);
    assertThat(people.stream().filter(trial(Kind.CANARY, 1, "0a".repeat(32), 0.01)::serves))
        .isEqualTo(served);
    assertThat(served.stream().filter(trial(Kind.CANARY, 2, "0a".repeat(32), 0.01)::serves))
        .as("another trial")
        .hasSizeLessThan(15);
    assertThat(served.stream().filter(trial(Kind.CANARY, 1, "0b".repeat(32), 0.01)::serves))
        .as("another key")
        .hasSizeLessThan(15);
    assertThat(people.stream().filter(trial(Kind.AB, 1, "0a".repeat(32), 0.5)::serves)).isEmpty();
  }

  /**
   * @param same of both right
   */
  private static List<Pair> pairs(int better, int worse, int same) {
    List<Pair> pairs = new ArrayList<>();
    IntStream.range(0, better).forEach(i -> pairs.add(pair("b" + i, "A", "B", titles("B"))));
    IntStream.range(0, worse).forEach(i -> pairs.add(pair("w" + i, "A", "B", titles("A"))));
    IntStream.range(0, same).forEach(i -> pairs.add(pair("s" + i, "A", "A", titles("A"))));
    return pairs;
  }

  private static Map<Known, String> titles(String category) {
    return Map.of(Known.TITLES, category);
  }

  private static Pair pair(String unit, String before, String candidate, Map<Known, String> known) {
    return new Pair(unit, K, before, candidate, known);
  }

  private static TrialVerdict verdict(Kind kind, int looks, List<Pair> pairs) {
    Trial begun = trial(kind, 1, "00", 0.1);
    return Verdicts.of(
        new Trial(
            begun.number(),
            kind,
            begun.before(),
            begun.candidate(),
            begun.share(),
            begun.key(),
            begun.judge(),
            begun.state(),
            begun.reason(),
            begun.begunAt(),
            null,
            null,
            looks,
            null),
        pairs,
        RULES,
        K);
  }

  private static Trial trial(Kind kind, int number, String key, double share) {
    return new Trial(
        number,
        kind,
        new Version("v2", null),
        new Version("v3", null),
        share,
        key,
        Known.TITLES,
        State.RUNNING,
        "to see",
        Instant.EPOCH,
        null,
        null,
        0,
        null);
  }
}
