package com.orgscope.recommendation;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads the company's workforce as it holds now. */
@Component
final class Workforces {
  private final Assignments assignments;
  private final People people;
  private final Taxonomies taxonomies;

  Workforces(Assignments assignments, People people, Taxonomies taxonomies) {
    this.assignments = assignments;
    this.people = people;
    this.taxonomies = taxonomies;
  }

  Workforce of(Caller caller) {
    List<Assignment> decided = decided(caller);
    Map<PersonKey, List<RoleShare>> roles = new HashMap<>();
    decided.forEach(a -> roles.put(a.person(), a.roles()));
    Map<PersonKey, PersonKey> managers = new HashMap<>();
    for (Person person : people.all(caller)) {
      PersonKey manager = person.manager();
      if (manager != null) {
        managers.put(person.key(), manager);
      }
    }
    return new Workforce(byCategory(decided), managers, roles, taxonomies.of(caller)::ownName);
  }

  /** The decided people of each category, where nothing else of them matters. */
  Map<String, List<PersonKey>> byCategory(Caller caller) {
    return byCategory(decided(caller));
  }

  private static Map<String, List<PersonKey>> byCategory(List<Assignment> decided) {
    Map<String, List<PersonKey>> byCategory = new TreeMap<>();
    for (Assignment a : decided) {
      String headline = a.headline();
      if (headline != null) {
        byCategory.computeIfAbsent(headline, c -> new ArrayList<>()).add(a.person());
      }
    }
    return byCategory;
  }

  private List<Assignment> decided(Caller caller) {
    return assignments.current(caller).stream()
        .filter(a -> a.status() == Status.DECIDED)
        .sorted(Comparator.comparing(Assignment::person))
        .toList();
  }
}
