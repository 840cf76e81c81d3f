package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Overrides.Correction;
import com.orgscope.category.agent.DescriberTrial.Beside;
import com.orgscope.category.trial.Known;
import com.orgscope.category.trial.Version;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.table.Table;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.FunctionNames;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.WorkFunction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What trials are begun with and judged by. */
class TrialPartsTest {
  private static final int K = 10;

  @ParameterizedTest
  @EnumSource(Otherwise.class)
  void the_same_is_asked_otherwise_and_nothing_is_lost(Otherwise way) {
    Cohort cohort = Given.engineers();
    List<SharedFact> facts = way.of(cohort, FunctionNames::of).facts();
    assertThat(facts).isNotEqualTo(cohort.facts());
    assertThat(facts).extracting(SharedFact::part).containsAll(cohort.signature().parts());
    assertThat(facts).extracting(SharedFact::id).doesNotHaveDuplicates();
    assertThat(facts).hasSize(way == Otherwise.IRRELEVANT ? 5 : 4);
    SharedFact github =
        facts.stream().filter(f -> f.part().equals("GitHub")).findFirst().orElseThrow();
    switch (way) {
      case CASE -> assertThat(github.shown()).isEqualTo("GITHUB");
      case ORDER -> assertThat(facts.getFirst().part()).isEqualTo("Jira");
      case IDS -> assertThat(github.id()).isEqualTo("F12");
      case LANGUAGE -> assertThat(github.purpose()).contains("Quellcodeverwaltung");
      case IRRELEVANT -> assertThat(facts.getLast().line()).contains("little of the use");
    }
  }

  @Test
  void every_function_has_a_german_name() {
    Map<String, String> german = new HashMap<>();
    Table.read(Otherwise.class, "functions-in-german.tsv")
        .rows()
        .forEach(row -> german.put(row.get(0), row.get(1)));
    assertThat(german.keySet())
        .isEqualTo(
            Table.read(WorkFunction.class, "functions.tsv").rows().stream()
                .map(row -> row.get(0))
                .collect(Collectors.toSet()));
    assertThat(german.values()).doesNotHaveDuplicates();
  }

  @Test
  void titles_tell_of_a_group_from_k_on_and_more_than_half_alike() {
    Cohort cohort = Given.cohort(Map.of("Sales", 0.55, "Product", 0.45), "A", "B");
    assertThat(titles(cohort, 9, 0)).isEmpty();
    assertThat(titles(cohort, 10, 0)).isEqualTo(Map.of(Known.TITLES, "Legal"));
    assertThat(titles(cohort, 6, 6)).isEmpty();
    assertThat(titles(cohort, 7, 5)).isEqualTo(Map.of(Known.TITLES, "Legal"));
  }

  @Test
  void the_pattern_tells_where_the_local_model_would_and_words_where_three_agree() {
    Cohort sure = Given.cohort(Map.of("Sales", 0.6, "Product", 0.4), "A", "B");
    assertThat(new GroupKnowledge(Map.of(), List.of(), K).of(sure))
        .isEqualTo(Map.of(Known.PATTERN, "Sales"));
    Cohort unsure = Given.cohort(Map.of("Sales", 0.55, "Product", 0.45), "A", "B");
    assertThat(words(unsure, 2)).isEmpty();
    assertThat(words(unsure, 3)).isEqualTo(Map.of(Known.WORDS, "Design"));
  }

  @Test
  void titles_judge_where_half_of_the_people_have_one() {
    List<PersonKey> people = List.copyOf(Given.engineers().people());
    GroupKnowledge half = new GroupKnowledge(said(people, 6, 0), List.of(), K);
    assertThat(half.judge(people)).isEqualTo(Known.TITLES);
    GroupKnowledge fewer = new GroupKnowledge(said(people, 5, 0), List.of(), K);
    assertThat(fewer.judge(people)).isEqualTo(Known.PATTERN);
    assertThat(half.judge(List.of())).isEqualTo(Known.PATTERN);
  }

  @Test
  void what_is_used_beside_an_application_tells_which_of_two_answers_fits() {
    List<PersonUsage> everybody = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      everybody.add(
          i < 12 ? usage(i, "New", "payroll-benefits") : usage(i, "Git", "source-control"));
    }
    Beside beside = new Beside("New", everybody);
    assertThat(beside.tells("payroll-benefits", "source-control")).contains("payroll-benefits");
    assertThat(beside.tells("unknown", "payroll-benefits")).contains("payroll-benefits");
    assertThat(beside.tells("source-control", "source-control")).contains("neither");
    assertThat(beside.tells("unknown", "unknown")).isEmpty();
    assertThat(beside.tells("travel", "learning")).as("used by nobody").isEmpty();
  }

  @Test
  void a_version_that_was_never_released_is_refused_and_those_that_were_are_named() {
    assertThat(Prompts.versions()).containsExactly("v1", "v2", "v3");
    assertThatThrownBy(() -> DescribePrompt.require("v9")).hasMessageContaining("it is v1");
    assertThat(Prompts.USUAL).isEqualTo(new Version("v2", null));
  }

  private static Map<Known, String> titles(Cohort cohort, int legal, int sales) {
    return new GroupKnowledge(said(List.copyOf(cohort.people()), legal, sales), List.of(), K)
        .of(cohort);
  }

  private static Map<PersonKey, String> said(List<PersonKey> people, int legal, int sales) {
    Map<PersonKey, String> said = new HashMap<>();
    for (int i = 0; i < legal + sales; i++) {
      said.put(people.get(i), i < legal ? "Legal" : "Sales");
    }
    return said;
  }

  private static Map<Known, String> words(Cohort cohort, int people) {
    List<Correction> corrections =
        cohort.people().stream()
            .limit(people)
            .map(person -> new Correction(person, "Sales", "Design", Instant.EPOCH))
            .toList();
    return new GroupKnowledge(Map.of(), corrections, K).of(cohort);
  }

  private static PersonUsage usage(int person, String app, String function) {
    Instant at = Instant.parse("2026-10-01T08:00:00Z");
    return new PersonUsage(
        new PersonKey(new UUID(9, person)),
        TimeWindow.ending(LocalDate.of(2026, 10, 31), 90),
        List.of(use(app, Map.of(), at), use("Of " + function, Map.of(function, 1.0), at)),
        200,
        100,
        60,
        at,
        at,
        0,
        0,
        0);
  }

  private static AppUse use(String name, Map<String, Double> functions, Instant at) {
    Application app =
        new Application(
            new AppId(name), functions, functions.isEmpty() ? Basis.NONE : Basis.CURATED, "");
    return new AppUse(app, 100, 50, 0.5, 50, 10, 0, 0, at, at, -1, false);
  }
}
