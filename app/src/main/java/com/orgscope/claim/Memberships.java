package com.orgscope.claim;

import com.orgscope.access.Access;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Labels;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.claim.PeopleGroup.Kind;
import com.orgscope.directory.Divisions;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Reads who belongs to which group. */
@Component
class Memberships {
  private final People people;
  private final Divisions divisions;
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Access access;

  Memberships(
      People people,
      Divisions divisions,
      Assignments assignments,
      Taxonomies taxonomies,
      Access access) {
    this.access = access;
    this.people = people;
    this.divisions = divisions;
    this.assignments = assignments;
    this.taxonomies = taxonomies;
  }

  Membership of(Caller caller) {
    Map<PersonKey, String> categories = new HashMap<>();
    for (Assignment one : assignments.current(caller)) {
      String headline = one.headline();
      if (one.status() == Status.DECIDED && headline != null) {
        categories.put(one.person(), headline);
      }
    }
    Set<PersonKey> leftOut = access.leftOut(caller.tenant());
    return new Membership(
        people.all(caller).stream().filter(person -> !leftOut.contains(person.key())).toList(),
        divisions.listed(caller),
        categories);
  }

  /**
   * A group as it is kept: a category under its usual name.
   *
   * @throws Failure for the operator, if a department or division has nobody, or there is no such
   *     category
   */
  PeopleGroup known(Caller caller, PeopleGroup group) {
    if (group.kind() == Kind.CATEGORY) {
      Taxonomy taxonomy = taxonomies.of(caller);
      return new Labels(taxonomy)
          .category(group.name())
          .map(canonical -> new PeopleGroup(Kind.CATEGORY, canonical))
          .orElseThrow(() ->
              Failure.operator(
                  "there is no category '%s' here: use one of %s"
                      .formatted(group.name(), String.join(", ", taxonomy.ownNames()))));
    }
    if (group.kind() == Kind.DEPARTMENT || group.kind() == Kind.DIVISION) {
      Membership here = of(caller);
      if (!here.hasAnybody(group)) {
        Set<String> names = here.names(group.kind());
        throw Failure.operator(
            names.isEmpty()
                ? "nobody is in '%s': the directory names no %s of anybody; import people with theirs"
                    .formatted(group, group.kind().name().toLowerCase(Locale.ROOT))
                : "nobody is in '%s': there are %s".formatted(group, String.join(", ", names)));
      }
    }
    return group;
  }
}
