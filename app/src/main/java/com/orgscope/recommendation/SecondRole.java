package com.orgscope.recommendation;

import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.kernel.PersonKey;
import com.orgscope.recommendation.Saving.Whose;
import com.orgscope.recommendation.UseTally.Crowd;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the second role of somebody needs: an application that at least half of the people whose
 * work it is use, most of the company does not, and they hardly do. It is told to them alone.
 */
final class SecondRole {
  /** Below this share of use a second role needs nothing of its own. */
  private static final double LEAST_SHARE = 0.2;

  private final UseFacts facts;
  private final Workforce workforce;

  /** What each category usually uses and the company does not. */
  private final Map<String, List<Crowd>> usual = new HashMap<>();

  /**
   * @param byCategory what the people of each category use
   */
  SecondRole(UseFacts facts, Workforce workforce, Map<String, UseTally> byCategory) {
    this.facts = facts;
    this.workforce = workforce;
    byCategory.forEach(
        (category, tally) -> usual.put(category, tally.usualBeside(facts.everybody())));
  }

  /**
   * @param category the person's headline
   */
  Optional<Saving> of(PersonKey person, String category) {
    return workforce.roles().getOrDefault(person, List.of()).stream()
        .filter(role -> !role.category().equals(category) && role.share() >= LEAST_SHARE)
        .max(Comparator.comparingDouble(RoleShare::share))
        .flatMap(role -> lacking(person, category, role));
  }

  private Optional<Saving> lacking(PersonKey person, String category, RoleShare role) {
    return usual.getOrDefault(role.category(), List.of()).stream()
        .filter(crowd -> !facts.isRegular(person, crowd.function()))
        .max(Comparator.comparingDouble(Crowd::hoursEach))
        .map(crowd -> saving(Whose.person(category, person), role, crowd));
  }

  private Saving saving(Whose whose, RoleShare role, Crowd crowd) {
    double hours = role.share() * crowd.hoursEach();
    return UseChange.named("second-role")
        .saving(
            whose,
            facts.assumed(),
            hours,
            hours,
            Map.of(
                "app", crowd.name(),
                "purpose", crowd.purpose(),
                "role", workforce.named().apply(role.category()),
                "share", String.format(Locale.ROOT, "%.0f %%", 100 * role.share())));
  }
}
