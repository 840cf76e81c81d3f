package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.SharedAnswer.Role;
import com.orgscope.usage.Mentions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A thousand lies of twelve kinds are found, and a thousand honest answers have no fault. What lies
 * in facts, categories and ranges is refused; what lies in prose is not shown.
 */
class VerificationTest {
  private static final int ANSWERS = 1_000;
  private static final long SEED = Long.getLong("orgscope.seed", System.nanoTime());
  private static final Taxonomy TAXONOMY = Taxonomy.forIndustry("technology");
  private static final Verification VERIFICATION =
      new Verification(TAXONOMY, new Benchmarks(TAXONOMY));
  private static final Prose PROSE =
      new Prose(
          new Mentions(List.of("claims-portal", "GitHub", "Jira", "Datadog", "Jenkins")),
          List.of());
  private static final Cohort COHORT = Given.engineers();

  private static final List<String> OPENINGS =
      List.of(
          "{F2.app} is where code is written",
          "{F2.app} at {F2.share} of active use points to this work",
          "The group works with {F1.app} for {F1.purpose}",
          "Together {F1.app} and {F3.app} speak for it",
          "{F3.app} is used for {F3.purpose}");
  private static final List<String> MIDDLES =
      List.of(
          " and {F1.app} shows what runs",
          ", which such work needs",
          "; {F4.app} is used by many kinds of work",
          ", so the set as a whole decides",
          " where changes are built and shipped to customers");
  private static final List<String> ENDS =
      List.of(
          ".",
          ". {F4.app} says little by itself.",
          ". Support and sales would leave other traces.",
          ". Nothing here belongs to another line of work.",
          ". It is the work of a team that ships software.");

  /** What a model may make up. */
  enum Lie {
    A_FACT_THAT_IS_NONE((r, a) -> withFacts(a, "F" + (5 + r.nextInt(90)))),
    EVIDENCE_THAT_IS_NONE((r, a) ->
        new SharedAnswer(
            a.roles(), a.undecided(), List.of("F" + (5 + r.nextInt(9))), a.reasoning())),
    A_CITATION_OF_NOTHING(
        (r, a) -> said(a, "{F" + (5 + r.nextInt(90)) + ".app} speaks for this work.")),
    A_FIELD_THAT_NO_FACT_HAS(
        (r, a) -> said(a, "{F1." + pick(r, "accesses", "rank", "total", "app2", "") + "} counts.")),
    A_FIGURE((r, a) ->
        said(
            a,
            "It takes "
                + pick(
                    r,
                    r.nextInt(1000) + " of " + (1 + r.nextInt(1000)),
                    r.nextInt(100) + " %",
                    r.nextInt(100) + "%",
                    "0." + r.nextInt(100),
                    "a share of ." + r.nextInt(100),
                    r.nextInt(9) + "x")
                + " here.")),
    A_FIGURE_IN_DISGUISE((r, a) ->
        said(
            a,
            "It takes "
                + pick(
                    r,
                    "８８",
                    "⁸⁸",
                    "①②",
                    "½",
                    "٨٨",
                    "八十八",
                    "Ⅻ",
                    "XVII",
                    "fif-ty",
                    "f i f t y",
                    "fifty\u200bfive",
                    "ｆｉｆｔｙ",
                    "𝟖𝟖")
                + " parts.")),
    A_NUMBER_IN_WORDS((r, a) ->
        said(
            a,
            "It takes "
                + pick(
                    r,
                    "two",
                    "half",
                    "a third",
                    "twenty-five percent",
                    "a dozen",
                    "Ninety",
                    "a quarter",
                    "twice that",
                    "hundreds",
                    "seventy five",
                    "fünfzig",
                    "trente",
                    "cincuenta",
                    "seventyfive",
                    "tenfold",
                    "eighty eight per cent")
                + " of the week.")),
    AN_APPLICATION_BY_NAME((r, a) ->
        said(
            a,
            "They use "
                + pick(
                    r,
                    "GitHub",
                    "github",
                    "Git Hub",
                    "Salesforce",
                    "SAP S/4HANA",
                    "Jira",
                    "claims-portal",
                    "Claims Portal",
                    "Slack",
                    "Microsoft Teams",
                    "Datadog",
                    "S a l e s f o r c e")
                + " all week.")),
    AN_ORDER_OR_COMPARISON((r, a) ->
        said(
            a,
            "{F1.app} "
                + pick(
                    r,
                    "is used more than {F2.app}",
                    "comes first",
                    "is the largest part",
                    "is mainly what they use",
                    "dominates",
                    "takes the majority",
                    "is used mostly",
                    "exceeds {F2.app}",
                    "is the top tool",
                    "is less than {F3.app}")
                + ".")),
    A_CATEGORY_NOBODY_HAS((r, a) ->
        withRole(
            a,
            new Role(
                pick(r, "Wizardry", "CEO", "engineering", "Clinical Care", "Engineering ", ""),
                "",
                0.9,
                List.of("F1", "F2", "F3")))),
    SHARES_THAT_DO_NOT_ADD_UP((r, a) ->
        r.nextBoolean()
            ? withRoles(a, List.of(a.primary(), new Role("Legal", "", 0, a.primary().facts())))
            : withRoles(a, List.of(without(a.primary())))),
    A_RANGE_BROKEN((r, a) ->
        withRole(
            a,
            new Role(
                "Engineering",
                "",
                pick(r, 1.01 + r.nextDouble(), -r.nextDouble() - 0.01, Double.NaN),
                List.of("F1", "F2", "F3"))));

    private final BiFunction<Random, SharedAnswer, SharedAnswer> told;

    Lie(BiFunction<Random, SharedAnswer, SharedAnswer> told) {
      this.told = told;
    }
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void every_lie_is_found(Lie lie) {
    Random random = new Random(SEED + lie.ordinal());
    for (int i = 0; i < ANSWERS; i++) {
      SharedAnswer answer = lie.told.apply(random, honest(random));
      List<String> found = new ArrayList<>(VERIFICATION.faults(COHORT, answer));
      if (found.isEmpty()) {
        PROSE.objection(answer).ifPresent(found::add);
      }
      assertThat(found).as("seed %d, %s, %s", SEED, lie, answer).isNotEmpty();
    }
  }

  @Test
  void no_honest_answer_is_refused() {
    Random random = new Random(SEED);
    for (int i = 0; i < ANSWERS; i++) {
      SharedAnswer answer = honest(random);
      assertThat(VERIFICATION.faults(COHORT, answer)).as("seed %d, %s", SEED, answer).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GitHub 250 of 570, 88 %",
        "{F2.app} 250 of 570, 88 %",
        "{F2.app} two hundred and fifty of five hundred and seventy",
        "{F2.app} at { F2.share } of 550",
        "{F2.share}% of the work",
        "{{F2.share}} is {F1.app",
        "<b>{F2.app}</b> decides.",
        "See https://example.com for {F2.app}.",
        "Ask ann@acme.example about {F2.app}.",
        "代码 is written in {F2.app}.",
        ""
      })
  void such_an_answer_cannot_get_through(String reasoning) {
    assertThat(VERIFICATION.faults(COHORT, Given.answer(reasoning))).isEmpty();
    assertThat(PROSE.objection(Given.answer(reasoning))).isPresent();
  }

  @Test
  void all_faults_are_told_at_once_in_words_to_act_on() {
    SharedAnswer answer =
        new SharedAnswer(
            List.of(new Role("Wizardry", "", 0.9, List.of("F9"))),
            List.of(),
            List.of("F1"),
            "GitHub takes 88 of it.");
    assertThat(VERIFICATION.faults(COHORT, answer))
        .contains(
            "a role has none of the categories",
            "F9 is no fact",
            "F1 is in no place, so the shares would not add up");
  }

  @Test
  void a_name_that_is_an_everyday_word_counts_where_it_is_written_as_a_name() {
    assertThat(PROSE.objection(Given.answer("They plan the work in Linear."))).isPresent();
    assertThat(PROSE.objection(Given.answer("{F1.app} is used in a linear process."))).isEmpty();
  }

  private static SharedAnswer honest(Random random) {
    List<String> ids = new ArrayList<>(List.of("F1", "F2", "F3", "F4"));
    Collections.shuffle(ids, random);
    int first = 1 + random.nextInt(3);
    double confidence = random.nextDouble();
    List<Role> roles = new ArrayList<>();
    roles.add(
        new Role(
            "Engineering",
            random.nextBoolean() ? "Software Development" : "",
            confidence,
            ids.subList(0, first)));
    boolean second = random.nextBoolean();
    if (second) {
      roles.add(
          new Role("Product", "", confidence * random.nextDouble(), ids.subList(first, first + 1)));
    }
    List<String> rest = ids.subList(second ? first + 1 : first, ids.size());
    String prose =
        OPENINGS.get(random.nextInt(OPENINGS.size()))
            + MIDDLES.get(random.nextInt(MIDDLES.size()))
            + ENDS.get(random.nextInt(ENDS.size()));
    return new SharedAnswer(roles, rest, ids.subList(0, first), prose);
  }

  private static SharedAnswer said(SharedAnswer answer, String reasoning) {
    return new SharedAnswer(answer.roles(), answer.undecided(), answer.evidence(), reasoning);
  }

  private static SharedAnswer withRole(SharedAnswer answer, Role role) {
    return new SharedAnswer(List.of(role), List.of("F4"), answer.evidence(), answer.reasoning());
  }

  private static SharedAnswer withRoles(SharedAnswer answer, List<Role> roles) {
    return new SharedAnswer(roles, answer.undecided(), answer.evidence(), answer.reasoning());
  }

  private static Role without(Role role) {
    List<String> facts = role.facts().subList(1, role.facts().size());
    return new Role(role.category(), role.subCategory(), role.confidence(), facts);
  }

  private static SharedAnswer withFacts(SharedAnswer answer, String id) {
    List<String> undecided = new ArrayList<>(answer.undecided());
    undecided.add(id);
    return new SharedAnswer(answer.roles(), undecided, answer.evidence(), answer.reasoning());
  }

  @SafeVarargs
  private static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
