package com.orgscope.recommendation;

import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Saving.Whose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Works out what could change in how applications are used, by kinds of work and by teams. */
final class UseAdvice {
  private final UseFacts facts;
  private final Workforce workforce;
  private final RecommendationSettings settings;
  private final List<UseRule> rules;

  /**
   * @param typical functions by category, from the benchmarks
   */
  UseAdvice(
      UseFacts facts,
      Workforce workforce,
      RecommendationSettings settings,
      Function<String, List<String>> typical) {
    this.facts = facts;
    this.workforce = workforce.only(facts::isSeen);
    this.settings = settings;
    this.rules =
        List.of(
            new HardlyUsed(typical),
            new ChatInterruptions(facts),
            new RoleBundle(),
            new Assistant(typical),
            new Chain());
  }

  List<Saving> savings() {
    Map<String, UseTally> tallies = new TreeMap<>();
    workforce
        .byCategory()
        .forEach((category, people) -> tallies.put(category, facts.tally(people)));
    SecondRole secondRole = new SecondRole(facts, workforce, tallies);
    List<Saving> savings = new ArrayList<>();
    tallies.forEach((category, all) -> {
      savings.addAll(ofGroups(category, all));
      for (PersonKey person : workforce.of(category)) {
        secondRole.of(person, category).filter(settings::isWorthIt).ifPresent(savings::add);
      }
    });
    return savings;
  }

  private List<Saving> ofGroups(String category, UseTally all) {
    List<PersonKey> people = workforce.of(category);
    Measured.Focus focus = facts.measured().focus(people, facts.k());
    UseTally elsewhere = facts.everybody().minus(all);
    List<Saving> savings =
        new ArrayList<>(
            together(new UseGroup(Whose.everybody(category), people, all, elsewhere, focus)));
    workforce
        .teams(category)
        .forEach((manager, team) -> {
          UseTally own = facts.tally(team);
          savings.addAll(
              together(
                  new UseGroup(Whose.team(category, manager), team, own, all.minus(own), focus)));
        });
    return savings;
  }

  /** Nothing is said of fewer than k people. */
  private List<Saving> together(UseGroup group) {
    if (group.people().size() < facts.k()) {
      return List.of();
    }
    return rules.stream()
        .flatMap(rule -> rule.of(group, facts).stream())
        .filter(settings::isWorthIt)
        .toList();
  }
}
