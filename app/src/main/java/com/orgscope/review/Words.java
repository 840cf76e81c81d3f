package com.orgscope.review;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Labels;
import com.orgscope.category.Overrides;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * A manager's overrides as a program asks for them, which may ask twice: the second time changes
 * nothing.
 */
@Service
public class Words {
  private final Overrides overrides;
  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Access access;
  private final Team team;

  Words(
      Overrides overrides,
      Assignments assignments,
      Taxonomies taxonomies,
      Access access,
      Team team) {
    this.team = team;
    this.overrides = overrides;
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.access = access;
  }

  /**
   * What holds for somebody.
   *
   * @param category in the company's words; null if nothing was said
   * @param byWord whether a person said it
   */
  public record Holds(PersonKey person, @Nullable String category, boolean byWord) {}

  /**
   * As {@link Overrides#set}; nothing if the caller gave it already.
   *
   * @throws Failure for the operator, as there; of whoever is not shown to a manager the same
   *     whyever that is
   */
  public Holds set(Caller caller, PersonKey person, String category, String reason) {
    requireShown(caller, person);
    String kept = new Labels(taxonomies.of(caller)).named(category);
    if (!kept.equals(own(caller, person).orElse(null))) {
      var unused = overrides.set(caller, person, kept, reason);
    }
    return holds(caller, person);
  }

  /**
   * As {@link Overrides#undo}, of the word that gave that category; nothing if it holds no more.
   *
   * @throws Failure for the operator, as {@link #set}
   */
  public Holds undo(Caller caller, PersonKey person, String category) {
    requireShown(caller, person);
    String kept = new Labels(taxonomies.of(caller)).named(category);
    if (kept.equals(own(caller, person).orElse(null))) {
      var unused = overrides.undo(caller, person);
    }
    return holds(caller, person);
  }

  private void requireShown(Caller caller, PersonKey person) {
    access.require(caller, Action.OVERRIDE, person.toString());
    if (caller.role() != Role.MANAGER) {
      throw Failure.operator(
          "here a category is set by the person's manager; you set one by deciding what somebody contests, or at the command line");
    }
    var unused = team.shown(caller, person);
  }

  /** The category that the caller gave and that holds. */
  private Optional<String> own(Caller caller, PersonKey person) {
    return assignments
        .current(caller, person)
        .map(Assignment::override)
        .filter(word -> word.by().equals(caller.principal()))
        .map(Assignment.Override::category);
  }

  private Holds holds(Caller caller, PersonKey person) {
    Optional<Assignment> now = assignments.current(caller, person);
    String category = now.map(Assignment::category).orElse(null);
    if (category != null) {
      access.requireTeam(caller, Set.of(person));
    }
    return new Holds(
        person,
        category == null ? null : taxonomies.of(caller).ownName(category),
        now.map(Assignment::override).isPresent());
  }
}
