package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Fact;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.agent.SharedAnswer.Role;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Signature;
import com.orgscope.usage.Signature.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two voices made one, worked out by hand. */
class OpinionPoolTest {
  private static final String E = "Engineering";
  private static final String P = "Product";
  private static final String S = "Sales";
  private static final Origin ORIGIN = new Origin("model", "p1", null, "signature");

  private final Map<String, Double> uses = new LinkedHashMap<>();
  private final Map<String, Double> ours = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> speaks = new LinkedHashMap<>();
  private double trust = 0.5;

  @Test
  void the_surer_the_local_model_is_the_less_the_other_voice_weighs() {
    use("Datadog", 0.5, "GitHub", 0.3, "Jenkins", 0.2);
    ours(E, 0.8, P, 0.2);
    Judgment judgment = combined(answer(role(E, 0.9, "F1", "F2", "F3")), local(E));
    // The model leaves 0.1, which goes to both alike: 0.95 and 0.05.
    // Half of what would decide nothing is left, so that half of the trust counts.
    double e = Math.pow(0.8, 0.75) * Math.pow(0.95, 0.25);
    double p = Math.pow(0.2, 0.75) * Math.pow(0.05, 0.25);
    assertThat(judgment.status()).isEqualTo(Status.DECIDED);
    assertThat(judgment.category()).isEqualTo(E);
    assertThat(judgment.confidence()).isCloseTo(e / (e + p), within(1e-12));
    assertThat(judgment.origin()).isEqualTo(ORIGIN);
  }

  @Test
  void trust_is_the_weight_of_the_models_voice() {
    use("Datadog", 1.0);
    ours(E, 0.6, P, 0.4);
    trust = 0.25;
    Judgment judgment = combined(answer(role(E, 0.9, "F1")), local(E));
    double e = Math.pow(0.6, 0.75) * Math.pow(0.95, 0.25);
    double p = Math.pow(0.4, 0.75) * Math.pow(0.05, 0.25);
    assertThat(judgment.confidence()).isCloseTo(e / (e + p), within(1e-12));
  }

  @Test
  void what_a_model_leaves_goes_mostly_to_the_roles_it_named() {
    use("Datadog", 0.6, "GitHub", 0.3, "Jenkins", 0.1);
    ours(E, 0.5, P, 0.3, S, 0.15, "Finance", 0.05);
    trust = 1;
    SharedAnswer answer = answer(role(E, 0.6, "F1"), role(P, 0.3, "F2"), role(S, 0.1, "F3"));
    // Of 0.4 three tenths go to all four alike, the rest three to one to the two that were named.
    assertThat(combined(answer, local(E)).confidence()).isCloseTo(0.6 + 0.03, within(1e-12));
    ours.clear();
    ours(E, 0.5, P, 0.5);
    trust = 0.5;
    double e = Math.sqrt(0.5 * (0.5 + 0.075));
    double p = Math.sqrt(0.5 * (0.075 + 0.35));
    SharedAnswer two = answer(role(E, 0.5, "F1"), role(P, 0.2, "F2"));
    assertThat(combined(two, local(E)).confidence()).isCloseTo(e / (e + p), within(1e-12));
  }

  @Test
  void two_named_roles_share_what_is_left_by_their_confidence() {
    use("Datadog", 0.6, "GitHub", 0.3, "Jenkins", 0.1);
    ours(E, 0.01, P, 0.6, S, 0.39);
    trust = 1;
    SharedAnswer answer = answer(role(E, 0.4, "F1"), role(P, 0.3, "F2"), role(S, 0.1, "F3"));
    // E 0.4 + 0.06, P 0.06 + 0.42 × 3/4, S 0.06 + 0.42 / 4.
    Judgment judgment = combined(answer, local(P));
    assertThat(judgment.category()).isEqualTo(E);
    assertThat(judgment.confidence()).isCloseTo(0.46, within(1e-12));
    trust = 0.5;
    double[] all = {Math.sqrt(0.01 * 0.46), Math.sqrt(0.6 * 0.375), Math.sqrt(0.39 * 0.165)};
    Judgment pooled = combined(answer, local(P));
    assertThat(pooled.category()).isEqualTo(P);
    assertThat(pooled.confidence()).isCloseTo(all[1] / (all[0] + all[1] + all[2]), within(1e-12));
  }

  @Test
  void a_role_named_without_confidence_takes_nothing() {
    use("Datadog", 0.6, "GitHub", 0.4);
    ours(E, 0.5, P, 0.5);
    trust = 1;
    SharedAnswer answer = answer(role(E, 0.8, "F1"), role(P, 0, "F2"));
    assertThat(combined(answer, local(E)).confidence()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void nobody_is_surer_than_ninety_eight_percent_and_no_category_is_impossible() {
    use("Datadog", 1.0);
    ours(E, 1.0, P, 0.0);
    assertThat(combined(answer(role(E, 1.0, "F1")), local(E)).confidence()).isEqualTo(0.98);
    ours(E, 0.0, P, 0.5, S, 0.5);
    double e = Math.sqrt(1e-4 * 0.94);
    double other = Math.sqrt(0.5 * 0.03);
    Judgment judgment = combined(answer(role(E, 0.91, "F1")), local(P));
    assertThat(judgment.confidence()).isCloseTo(other / (e + 2 * other), within(1e-12));
  }

  @Test
  void where_the_local_model_is_sure_of_another_category_confidence_falls_and_the_label_stays() {
    use("Datadog", 1.0);
    ours(E, 0.1, P, 0.9);
    Judgment odds = combined(answer(role(E, 0.99, "F1")), local(P));
    double e = Math.pow(0.1, 0.875) * Math.pow(0.995, 0.125);
    double p = Math.pow(0.9, 0.875) * Math.pow(0.005, 0.125);
    assertThat(odds.status()).isEqualTo(Status.DECIDED);
    assertThat(odds.category()).isEqualTo(P);
    assertThat(odds.confidence()).isCloseTo(p / (e + p), within(1e-12)).isLessThan(0.9);
  }

  @Test
  void below_the_floor_it_is_uncertain_and_keeps_its_confidence() {
    use("Datadog", 1.0);
    ours(E, 0.5, P, 0.5);
    Judgment judgment = combined(answer(role(E, 0.5, "F1")), local(E));
    double e = Math.sqrt(0.75);
    double p = Math.sqrt(0.25);
    assertThat(judgment.confidence()).isCloseTo(e / (e + p), within(1e-12)).isGreaterThan(0.6);
    trust = 0.25;
    Judgment unsure = combined(answer(role(E, 0.5, "F1")), local(E));
    e = Math.pow(0.75, 0.25);
    p = Math.pow(0.25, 0.25);
    assertThat(unsure.status()).isEqualTo(Status.UNCERTAIN);
    assertThat(unsure.confidence()).isCloseTo(e / (e + p), within(1e-12)).isLessThan(0.6);
    assertThat(unsure.prose())
        .isEqualTo("This is typical of such work. This is not sure enough to be told as a fact.");
  }

  @Test
  void exactly_at_the_floor_it_is_decided() {
    use("Datadog", 1.0);
    // In this order the five add up to one without a rounding error.
    ours(P, 0.2, S, 0.2, "Finance", 0.2, "Legal", 0.2, E, 0.2);
    trust = 1;
    // The model's own half, and a fifth of what it leaves.
    Judgment judgment = combined(answer(role(E, 0.5, "F1")), local(E));
    assertThat(judgment.confidence()).isEqualTo(0.6);
    assertThat(judgment.status()).isEqualTo(Status.DECIDED);
  }

  @Test
  void the_sub_category_is_the_answers_or_the_local_models_of_the_same_category() {
    use("Datadog", 1.0);
    ours(E, 0.8, P, 0.2);
    SharedAnswer said =
        new SharedAnswer(
            List.of(
                new Role(E, "Platform", 0.9, List.of("F1")), new Role(P, "Other", 0.1, List.of())),
            List.of(),
            List.of("F1"),
            "This is typical of such work.");
    assertThat(combined(said, local(E)).subCategory()).isEqualTo("Platform");
    assertThat(combined(answer(role(E, 0.9, "F1")), local(E)).subCategory()).isEqualTo("Ours");
    assertThat(combined(answer(role(E, 0.9, "F1")), local(P)).subCategory()).isNull();
  }

  @Test
  void a_sub_category_of_another_role_is_not_the_persons() {
    use("Datadog", 1.0);
    ours(E, 0.01, P, 0.98, S, 0.01);
    SharedAnswer said =
        new SharedAnswer(
            List.of(new Role(E, "Platform", 0.4, List.of("F1")), role(P, 0.3, "F2")),
            List.of(),
            List.of("F1"),
            "This is typical of such work.");
    Judgment judgment = combined(said, local(P));
    assertThat(judgment.category()).isEqualTo(P);
    assertThat(judgment.subCategory()).isEqualTo("Ours");
  }

  @Test
  void leading_that_is_no_role_of_theirs_takes_nothing_from_the_roles() {
    use("Datadog", 0.7, "GitHub", 0.24, "Jenkins", 0.06);
    ours(E, 0.8, P, 0.1, S, 0.1);
    SharedAnswer answer = answer(role(E, 0.9, "F1"), role(P, 0.5, "F2"), role(S, 0.4, "F3"));
    List<RoleShare> roles =
        combined(answer, local(E, new RoleShare(Taxonomy.MANAGEMENT, 0.7, 0.5))).roles();
    assertThat(roles).extracting(RoleShare::category).containsExactly(E, P, S);
    assertThat(share(roles, S)).isCloseTo(0.06, within(1e-12));
  }

  @Test
  void an_application_is_shown_by_the_name_that_the_company_uses() {
    Signature applications = new Signature(Kind.APPLICATIONS, new TreeSet<>(List.of("Acme Wiki")));
    List<SharedFact> facts = List.of(fact("F1", "Acme Wiki", "an application of their own"));
    Cohort cohort = new Cohort(applications, new TreeSet<>(), facts, Map.of());
    ours(E, 0.8, S, 0.2);
    Judgment judgment =
        new OpinionPool(PoolWeights.of(0.5, List.of()), Given.PROSE)
            .of(
                usage(List.of(use("Acme Wiki", 1, Map.of(), false))),
                local(E),
                opinion(),
                cohort,
                answer(role(E, 0.9, "F1")),
                ORIGIN);
    assertThat(judgment.facts().getFirst().values()).containsEntry("app", "Acme Wiki");
  }

  @Test
  void a_roles_share_is_the_sum_of_its_facts_and_of_what_speaks_for_it() {
    use("Datadog", 0.3, "GitHub", 0.2, "Jenkins", 0.1, "Notion", 0.25, "Nobody's", 0.15);
    ours(E, 0.8, P, 0.2);
    speaks("Notion", E, 0.1, P, 0.7, S, 9.0);
    SharedAnswer answer = answer(role(E, 0.9, "F1", "F2"), role(P, 0.5, "F3"));
    Judgment judgment = combined(answer, local(E));
    // Engineering 0.5, Product 0.1 and Notion's 0.25; nobody's part is shared out in proportion.
    assertThat(judgment.roles()).hasSize(2);
    assertThat(judgment.roles().get(0).category()).isEqualTo(E);
    assertThat(judgment.roles().get(0).share()).isCloseTo(0.5 / 0.85, within(1e-12));
    assertThat(judgment.roles().get(1).share()).isCloseTo(0.35 / 0.85, within(1e-12));
    assertThat(judgment.roles().get(1).confidence()).isEqualTo(0.5);
    assertThat(judgment.roles().get(0).confidence()).isEqualTo(judgment.confidence());
  }

  @Test
  void a_fact_of_a_role_that_was_not_found_counts_for_nobody() {
    use("Datadog", 0.5, "GitHub", 0.5);
    ours(E, 0.8, P, 0.2);
    Judgment judgment = combined(answer(role(E, 0.9, "F1")), local(E));
    assertThat(judgment.roles()).containsExactly(new RoleShare(E, judgment.confidence(), 1));
    assertThat(judgment.prose()).contains("{F5.share} of active use");
  }

  @Test
  void no_role_is_surer_than_the_judgment() {
    use("Datadog", 0.5, "GitHub", 0.5);
    ours(E, 0.55, P, 0.45);
    Judgment judgment = combined(answer(role(E, 0.7, "F1"), role(P, 0.69, "F2")), local(E));
    assertThat(judgment.roles())
        .allMatch(role -> role.confidence() <= judgment.confidence())
        .hasSize(2);
  }

  @Test
  void less_than_a_twentieth_is_no_role_and_the_rest_adds_up() {
    use("Datadog", 0.9, "GitHub", 0.05, "Jenkins", 0.05);
    ours(E, 0.8, P, 0.1, S, 0.1);
    SharedAnswer answer = answer(role(E, 0.9, "F1"), role(P, 0.5, "F2"), role(S, 0.6, "F3"));
    Judgment judgment = combined(answer, local(E));
    assertThat(judgment.roles()).extracting(RoleShare::category).containsExactly(E, S, P);
    assertThat(judgment.roles().stream().mapToDouble(RoleShare::share).sum())
        .isCloseTo(1, within(1e-12));
    uses.clear();
    use("Datadog", 0.9, "GitHub", 0.049, "Jenkins", 0.051);
    List<RoleShare> roles = combined(answer, local(E)).roles();
    assertThat(roles).extracting(RoleShare::category).containsExactly(E, S);
    assertThat(roles.get(0).share()).isCloseTo(0.9 / 0.951, within(1e-12));
    assertThat(roles.get(1).share()).isCloseTo(0.051 / 0.951, within(1e-12));
  }

  @Test
  void the_primary_stays_whatever_its_share() {
    use("Datadog", 0.01, "GitHub", 0.99);
    ours(E, 0.8, P, 0.2);
    Judgment judgment = combined(answer(role(E, 0.9, "F1"), role(P, 0.5, "F2")), local(E));
    assertThat(judgment.roles().getFirst().share()).isCloseTo(0.01, within(1e-12));
    uses.clear();
    assertThat(combined(answer(role(E, 0.9, "F1")), local(E)).roles())
        .as("of somebody without use")
        .extracting(RoleShare::share)
        .containsExactly(1.0);
  }

  @Test
  void roles_that_only_the_local_model_sees_join_until_there_are_three() {
    use("Datadog", 0.4, "GitHub", 0.2, "Notion", 0.2, "Xero", 0.2);
    ours(E, 0.8, P, 0.1, S, 0.05, "Finance", 0.05);
    speaks("Notion", S, 1.0);
    speaks("Xero", "Finance", 1.0);
    SharedAnswer answer = answer(role(E, 0.9, "F1"), role(P, 0.5, "F2"));
    Judgment judgment =
        combined(answer, local(E, new RoleShare(S, 0.4, 0.2), new RoleShare("Finance", 0.9, 0.2)));
    assertThat(judgment.roles()).extracting(RoleShare::category).containsExactly(E, P, S);
    assertThat(judgment.roles().get(2).confidence()).isEqualTo(0.4);
  }

  @Test
  void whoever_leads_keeps_at_least_the_part_that_the_local_model_sees() {
    use("Datadog", 0.7, "GitHub", 0.3);
    ours(E, 0.8, P, 0.2);
    SharedAnswer answer = answer(role(E, 0.9, "F1"), role(P, 0.6, "F2"));
    String m = Taxonomy.MANAGEMENT;
    List<RoleShare> roles =
        combined(answer, local(E, new RoleShare(m, 0.7, 0.4), new RoleShare(E, 0.7, 0.6))).roles();
    assertThat(share(roles, m)).isCloseTo(0.4, within(1e-12));
    assertThat(share(roles, E)).isCloseTo(0.7 * 0.6, within(1e-12));
    assertThat(share(roles, P)).isCloseTo(0.3 * 0.6, within(1e-12));
  }

  @Test
  void a_part_of_leading_is_lifted_at_the_cost_of_the_others_alone() {
    use("Datadog", 0.42, "GitHub", 0.28, "Workday", 0.3);
    ours(E, 0.8, P, 0.2);
    String m = Taxonomy.MANAGEMENT;
    speaks("Workday", m, 1.0);
    SharedAnswer answer = answer(role(E, 0.9, "F1"), role(P, 0.6, "F2"));
    List<RoleShare> roles = combined(answer, local(E, new RoleShare(m, 0.7, 0.5))).roles();
    assertThat(share(roles, m)).isCloseTo(0.5, within(1e-12));
    assertThat(share(roles, E)).isCloseTo(0.3, within(1e-12));
    assertThat(share(roles, P)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void a_twentieth_is_of_the_use_that_speaks_for_a_role() {
    use("Datadog", 0.46, "GitHub", 0.04, "Nobody's", 0.5);
    ours(E, 0.8, P, 0.2);
    List<RoleShare> roles =
        combined(answer(role(E, 0.9, "F1"), role(P, 0.5, "F2")), local(E)).roles();
    assertThat(share(roles, P)).isCloseTo(0.08, within(1e-12));
  }

  @Test
  void a_part_of_leading_that_is_larger_already_is_not_cut() {
    use("Datadog", 0.5, "Workday", 0.5);
    ours(E, 0.8, P, 0.2);
    String m = Taxonomy.MANAGEMENT;
    speaks("Workday", m, 1.0);
    List<RoleShare> roles =
        combined(answer(role(E, 0.9, "F1")), local(E, new RoleShare(m, 0.7, 0.3))).roles();
    assertThat(share(roles, m)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void a_manager_by_their_first_role_is_split_as_measured() {
    use("Datadog", 0.2, "GitHub", 0.8);
    String m = Taxonomy.MANAGEMENT;
    ours(m, 0.8, P, 0.2);
    List<RoleShare> roles =
        combined(
                answer(role(m, 0.9, "F1"), role(P, 0.5, "F2")),
                local(m, new RoleShare(m, 0.7, 0.6)))
            .roles();
    assertThat(share(roles, m)).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void facts_bear_the_persons_own_figures() {
    use("Datadog", 0.555, "GitHub", 0.004, "Mine", 0.441);
    ours(E, 0.8, P, 0.2);
    Judgment judgment = combined(answer(role(E, 0.9, "F1", "F2")), local(E));
    assertThat(judgment.facts())
        .containsExactly(
            new Fact("F1", Map.of("app", "Datadog", "share", "56 %", "purpose", "source control")),
            new Fact(
                "F2", Map.of("app", "GitHub", "share", "under 1 %", "purpose", "source control")),
            new Fact("F3", Map.of("app", "Jenkins", "share", "0 %", "purpose", "source control")),
            new Fact("F4", Map.of("app", "Jira", "share", "0 %", "purpose", "source control")),
            new Fact("F5", Map.of("share", "44 %")));
    assertThat(judgment.evidence())
        .containsExactly("Datadog (Source control), 56 % of active use: speaks for Engineering.");
    assertThat(judgment.prose())
        .isEqualTo(
            "This is typical of such work. What these facts do not cover, {F5.share} of active use, was shared out by Orgscope's own rules.");
  }

  @Test
  void evidence_that_speaks_for_nobody_and_prose_without_an_end_are_made_whole() {
    use("Datadog", 1.0);
    ours(E, 0.8, P, 0.2);
    SharedAnswer answer =
        new SharedAnswer(
            List.of(role(E, 0.9, "F1")),
            List.of("F2"),
            List.of("F2", "F9"),
            "  This is typical of such work ");
    Judgment judgment = combined(answer, local(E));
    assertThat(judgment.evidence()).containsExactly("GitHub (Source control), 0 % of active use.");
    assertThat(judgment.prose()).isEqualTo("This is typical of such work.");
  }

  @Test
  void a_set_of_functions_is_shown_by_its_titles_and_counted_over_its_applications() {
    Signature functions = new Signature(Kind.FUNCTIONS, new TreeSet<>(List.of("code", "crm")));
    List<SharedFact> facts =
        List.of(fact("F1", "code", "Source control"), fact("F2", "crm", "Customer records"));
    Cohort cohort = new Cohort(functions, new TreeSet<>(), facts, Map.of());
    List<AppUse> apps =
        List.of(
            use("GitHub", 0.3, Map.of("code", 1.0), false),
            use("GitLab", 0.2, Map.of("code", 1.0), false),
            use("Slack", 0.1, Map.of("code", 1.0), true),
            use("Salesforce", 0.4, Map.of("crm", 1.0), false));
    ours(E, 0.8, S, 0.2);
    Judgment judgment =
        new OpinionPool(PoolWeights.of(0.5, List.of()), Given.PROSE)
            .of(
                usage(apps),
                local(E),
                opinion(),
                cohort,
                answer(role(E, 0.9, "F1"), role(S, 0.5, "F2")),
                ORIGIN);
    assertThat(judgment.facts().getFirst().values())
        .containsEntry("app", "Source control")
        .containsEntry("share", "50 %");
    assertThat(judgment.facts().getLast().values()).containsEntry("share", "10 %");
    assertThat(share(judgment.roles(), S)).isCloseTo(0.4 / 0.9, within(1e-12));
  }

  private Judgment combined(SharedAnswer answer, Judgment local) {
    List<AppUse> apps = new ArrayList<>();
    uses.forEach((app, share) -> apps.add(use(app, share, Map.of(), false)));
    return new OpinionPool(PoolWeights.of(trust, List.of()), Given.PROSE)
        .of(usage(apps), local, opinion(), Given.engineers(), answer, ORIGIN);
  }

  private Opinion opinion() {
    Map<String, Double> byCategory = new LinkedHashMap<>(ours);
    return new Opinion() {
      @Override
      public Map<String, Double> byCategory() {
        return byCategory;
      }

      @Override
      public Map<String, Double> speaksFor(AppUse use) {
        return speaks.getOrDefault(use.app().id().value(), Map.of());
      }
    };
  }

  private void use(Object... appsAndShares) {
    for (int i = 0; i < appsAndShares.length; i += 2) {
      uses.put((String) appsAndShares[i], (Double) appsAndShares[i + 1]);
    }
  }

  private void ours(Object... categoriesAndChances) {
    ours.clear();
    for (int i = 0; i < categoriesAndChances.length; i += 2) {
      ours.put((String) categoriesAndChances[i], (Double) categoriesAndChances[i + 1]);
    }
  }

  private void speaks(String app, Object... categoriesAndWeights) {
    Map<String, Double> weights = new LinkedHashMap<>();
    for (int i = 0; i < categoriesAndWeights.length; i += 2) {
      weights.put((String) categoriesAndWeights[i], (Double) categoriesAndWeights[i + 1]);
    }
    speaks.put(app, weights);
  }

  private static double share(List<RoleShare> roles, String category) {
    return roles.stream()
        .filter(role -> role.category().equals(category))
        .mapToDouble(RoleShare::share)
        .sum();
  }

  private static Role role(String category, double confidence, String... facts) {
    return new Role(category, "", confidence, List.of(facts));
  }

  private static SharedAnswer answer(Role... roles) {
    return new SharedAnswer(
        List.of(roles), List.of(), List.of("F1"), "This is typical of such work.");
  }

  private static Judgment local(@Nullable String category, RoleShare... roles) {
    return new Judgment(
        Status.DECIDED,
        category,
        "Ours",
        0.7,
        List.of(roles),
        "",
        List.of(),
        List.of(),
        new Origin("local", null, null));
  }

  private static SharedFact fact(String id, String part, String shown) {
    return new SharedFact(
        id,
        part,
        shown,
        Optional.of(shown),
        "a part of the use",
        Optional.empty(),
        Optional.empty());
  }

  private static PersonUsage usage(List<AppUse> apps) {
    return new PersonUsage(
        new PersonKey(new UUID(7, 0)),
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 90),
        apps,
        100,
        100,
        30,
        null,
        null,
        0,
        0,
        0);
  }

  private static AppUse use(
      String app, double share, Map<String, Double> functions, boolean common) {
    Instant at = Instant.parse("2026-10-30T08:00:00Z");
    Basis basis = functions.isEmpty() ? Basis.NONE : Basis.CURATED;
    return new AppUse(
        new Application(new AppId(app), functions, basis, ""),
        10,
        10,
        share,
        1,
        0,
        0,
        0,
        at,
        at,
        1,
        common);
  }
}
