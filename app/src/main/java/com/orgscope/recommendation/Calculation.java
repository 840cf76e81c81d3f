package com.orgscope.recommendation;

import com.orgscope.kernel.PersonKey;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.recommendation.Measured.Focus;
import com.orgscope.recommendation.Saving.Whose;
import com.orgscope.recommendation.SuggestionStore.Stored;
import com.orgscope.usage.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Works out who could save how much by which change, from what was measured. */
final class Calculation {
  private static final double MINUTES = 60;

  private final Measured measured;
  private final Setup policies;
  private final int k;
  private final RecommendationSettings settings;
  private final Focus everybody;

  /** Of these others are told the company's sum; of a pair of applications nobody is. */
  private static final Set<Friction> SUMMED =
      EnumSet.complementOf(EnumSet.of(Friction.PAIR_SWITCHES, Friction.TWIN_SWITCHES));

  /**
   * @param policies what the policies say, without anything measured
   */
  Calculation(Measured measured, Setup policies, int k, RecommendationSettings settings) {
    this.measured = measured;
    this.policies = policies;
    this.k = k;
    this.settings = settings;
    this.everybody = measured.focus(measured.usage().keySet(), k);
  }

  Measured measured() {
    return measured;
  }

  /** Chooses changes for a kind of work of at least k people. */
  interface Choosing {
    Stored choose(String category, Setup setup, List<Change> choices);
  }

  /** A kind of work with its people and what is suggested to them. */
  record Group(
      String category, List<PersonKey> people, Focus focus, Setup setup, Stored suggested) {}

  /**
   * @param assumed ranges by the assumptions' ids
   */
  List<Saving> savings(Workforce workforce, Map<String, Range> assumed, Choosing choosing) {
    List<Saving> savings = new ArrayList<>();
    Map<Friction, Set<String>> told = told(workforce);
    workforce
        .byCategory()
        .forEach((category, people) -> {
          Group group = group(category, people, choosing);
          savings.addAll(ofCategory(group, told, assumed));
          workforce
              .teams(category)
              .forEach((manager, team) -> savings.addAll(ofTeam(group, manager, team, assumed)));
          people.forEach(person -> savings.addAll(ofPerson(group, person, assumed)));
        });
    return savings;
  }

  /** The group as it is judged, with the changes that are chosen for it. */
  Group group(String category, List<PersonKey> people, Choosing choosing) {
    if (measured.seen(people) < k) {
      List<Change> choices = Changes.suiting(policies, EnumSet.allOf(Friction.class));
      String because = "fewer than %d people do this work, so no model is asked".formatted(k);
      return new Group(
          category, people, everybody, policies, Suggestions.withoutAsking(choices, because));
    }
    Focus focus = measured.focus(people, k);
    Setup setup = measured.setup(people, policies, focus, k, settings.minShare());
    List<Change> choices = Changes.suiting(setup, measured.of(people, focus, k).keySet());
    return new Group(category, people, focus, setup, choosing.choose(category, setup, choices));
  }

  /**
   * Of which kinds of work each friction is told. Whoever reads them reads the company's sum too,
   * so that what all of them have less than everybody is of nobody or of at least k people.
   */
  private Map<Friction, Set<String>> told(Workforce workforce) {
    Map<Friction, Integer> whole = measured.met(measured.usage().keySet(), everybody);
    Map<String, Map<Friction, Integer>> parts = new TreeMap<>();
    workforce
        .byCategory()
        .forEach((category, people) -> parts.put(category, measured.met(people, everybody)));
    Map<Friction, Set<String>> told = new EnumMap<>(Friction.class);
    for (Friction friction : SUMMED) {
      told.put(
          friction,
          Set.copyOf(
              LeastGroup.told(
                  whole.getOrDefault(friction, 0),
                  List.copyOf(parts.keySet()),
                  category -> parts.getOrDefault(category, Map.of()).getOrDefault(friction, 0),
                  k)));
    }
    return told;
  }

  private List<Saving> ofCategory(
      Group group, Map<Friction, Set<String>> told, Map<String, Range> assumed) {
    Map<Friction, Amount> amounts = amounts(group, group.people());
    amounts
        .keySet()
        .removeIf(part ->
            SUMMED.contains(part) && !told.getOrDefault(part, Set.of()).contains(group.category()));
    return together(group, Whose.everybody(group.category()), amounts, assumed);
  }

  /** A team gets what is suggested to its kind of work, with its own figures. */
  private List<Saving> ofTeam(
      Group group, PersonKey manager, List<PersonKey> team, Map<String, Range> assumed) {
    return together(group, Whose.team(group.category(), manager), amounts(group, team), assumed);
  }

  /** Nothing is said of friction that fewer than k people met. */
  private Map<Friction, Amount> amounts(Group group, List<PersonKey> people) {
    Map<Friction, Amount> amounts = measured.of(people, group.focus(), k);
    Map<Friction, Integer> met = measured.met(people, group.focus());
    amounts.keySet().removeIf(part -> met.getOrDefault(part, 0) < k);
    return amounts;
  }

  private List<Saving> together(
      Group group, Whose whose, Map<Friction, Amount> amounts, Map<String, Range> assumed) {
    return savings(group, whose, amounts, assumed).stream().filter(settings::isWorthIt).toList();
  }

  private List<Saving> ofPerson(Group group, PersonKey person, Map<String, Range> assumed) {
    return savings(
            group,
            Whose.person(group.category(), person),
            measured.of(person, group.focus()),
            assumed)
        .stream()
        .filter(settings::isWorthIt)
        .limit(settings.maxPerPerson())
        .toList();
  }

  private List<Saving> savings(
      Group group, Whose whose, Map<Friction, Amount> amounts, Map<String, Range> assumed) {
    List<Saving> savings = new ArrayList<>();
    for (Suggestion suggestion : group.suggested().suggestions()) {
      Change change = Changes.find(suggestion.change()).orElse(null);
      Amount amount = change == null ? null : amounts.get(change.friction());
      if (change != null && amount != null) {
        savings.add(saving(group, whose, suggestion, change, amount, assumed));
      }
    }
    savings.sort(Comparator.comparingDouble((Saving s) -> s.hoursPerWeek().typical()).reversed());
    return savings;
  }

  private Saving saving(
      Group group,
      Whose whose,
      Suggestion suggestion,
      Change change,
      Amount amount,
      Map<String, Range> assumed) {
    double perWeek = measured.weekly(amount.events());
    List<String> assumptions = List.of(change.minutesId(), change.share().id());
    Range hours = Saving.hours(assumptions, assumed, perWeek / MINUTES);
    Map<String, String> values = SavingText.values(change, amount, perWeek, hours);
    return new Saving(
        whose,
        change.id(),
        assumptions,
        perWeek,
        hours,
        SavingText.fill(change.what(), values),
        SavingText.fill(suggestion.reason(), values),
        group.setup(),
        group.suggested().origin());
  }
}
