package com.orgscope.recommendation;

import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.kernel.PersonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Who does which kind of work, and who reports to whom.
 *
 * @param byCategory the decided people of each category, by their headline
 * @param managers of those who have one
 * @param roles of the decided people, the primary first
 * @param named what the company calls a category
 */
record Workforce(
    Map<String, List<PersonKey>> byCategory,
    Map<PersonKey, PersonKey> managers,
    Map<PersonKey, List<RoleShare>> roles,
    UnaryOperator<String> named) {

  List<PersonKey> of(String category) {
    return byCategory.getOrDefault(category, List.of());
  }

  /** Without the people of categories who do not suit; their managers stay who they are. */
  Workforce only(Predicate<PersonKey> suits) {
    Map<String, List<PersonKey>> left = new TreeMap<>();
    byCategory.forEach(
        (category, people) -> left.put(category, people.stream().filter(suits).toList()));
    return new Workforce(left, managers, roles, named);
  }

  /** The people of a category who report to the same manager, by manager. */
  Map<PersonKey, List<PersonKey>> teams(String category) {
    Map<PersonKey, List<PersonKey>> teams = new TreeMap<>();
    for (PersonKey person : of(category)) {
      PersonKey manager = managers.get(person);
      if (manager != null) {
        teams.computeIfAbsent(manager, m -> new ArrayList<>()).add(person);
      }
    }
    return teams;
  }
}
