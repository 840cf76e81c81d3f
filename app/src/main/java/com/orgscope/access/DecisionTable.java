package com.orgscope.access;

import com.orgscope.kernel.Role;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Role × action → may they, and why. Every question of that kind ends here. */
final class DecisionTable {
  /** Who may and why; whoever is not named may not. */
  private record Rule(Set<Role> roles, String reason) {}

  private static final Map<Action, Rule> RULES = new EnumMap<>(Action.class);

  static {
    rule(
        Action.ORGANIZATION_AGGREGATES,
        "published numbers show groups and no person",
        Role.CEO,
        Role.AUDITOR,
        Role.IT_SECURITY);
    rule(
        Action.UNIT_AGGREGATES,
        "an executive sees published numbers of the company and of granted units",
        Role.EXECUTIVE);
    rule(Action.GRANT_UNITS, "IT/Security says which units an executive sees", Role.IT_SECURITY);
    rule(
        Action.PERSON_DATA,
        "people's rows are for IT/Security, their manager and themselves",
        Role.IT_SECURITY,
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(
        Action.NAMES,
        "names are for IT/Security, their manager and themselves",
        Role.IT_SECURITY,
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(Action.TEAM, "a manager sees their direct reports", Role.MANAGER);
    rule(
        Action.OVERRIDE,
        "a category is corrected by the person's manager or IT/Security",
        Role.IT_SECURITY,
        Role.MANAGER);
    rule(
        Action.DECIDE,
        "a recommendation is decided by IT/Security or, for a team, by its manager",
        Role.IT_SECURITY,
        Role.MANAGER);
    rule(Action.OPERATIONS, "IT/Security runs the installation", Role.IT_SECURITY);
    rule(Action.RUN_WORK, "IT/Security starts and stops work", Role.IT_SECURITY);
    rule(Action.CHANGE_DIRECTORY, "IT/Security keeps the directory", Role.IT_SECURITY);
    rule(
        Action.ERASE_ONESELF,
        "what is kept of somebody is erased when they ask",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(
        Action.EXPORT_ONESELF,
        "what is kept of somebody is given to them when they ask",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(Action.OPEN_RECORD, "IT/Security opens a person's record for a purpose", Role.IT_SECURITY);
    rule(Action.VIEW_AS, "IT/Security looks at what another role sees", Role.IT_SECURITY);
    rule(
        Action.OWN_LOOKS,
        "who looked at somebody is told to people of the directory",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(
        Action.AUDIT_LOG,
        "IT/Security reads the log, and the auditor with people by alias",
        Role.IT_SECURITY,
        Role.AUDITOR);
    rule(Action.EGRESS, "IT/Security reads what left the house", Role.IT_SECURITY);
    rule(
        Action.CONTEST,
        "people of the directory contest their own category",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(
        Action.RATE,
        "people of the directory rate their own category",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(Action.SURVEY, "a manager is asked about their reports", Role.MANAGER);
    rule(
        Action.CONSENT,
        "people of the directory say whether they are counted",
        Role.MANAGER,
        Role.EMPLOYEE);
    rule(
        Action.REVIEW,
        "what people contest is decided by IT/Security, not by their manager",
        Role.IT_SECURITY);
    rule(
        Action.CONTROL_EVIDENCE,
        "the auditor sees that the controls hold",
        Role.AUDITOR,
        Role.IT_SECURITY);
    rule(
        Action.PROMISES,
        "the council sees what people are promised, what was spent of it and what was asked",
        Role.COUNCIL);
  }

  private DecisionTable() {}

  private static void rule(Action action, String reason, Role... roles) {
    RULES.put(action, new Rule(Set.of(roles), reason));
  }

  static Decision of(Role role, Action action) {
    if (role == Role.SYSTEM) {
      return new Decision.Allowed("the product's own work");
    }
    Rule rule = RULES.get(action);
    if (rule == null) {
      return new Decision.Refused("nobody may " + Gate.words(action));
    }
    return rule.roles().contains(role)
        ? new Decision.Allowed(rule.reason())
        : new Decision.Refused(
            role
                + " may not "
                + Gate.words(action)
                + ": "
                + rule.reason()
                + " ("
                + Arrays.stream(Role.values())
                    .filter(rule.roles()::contains)
                    .map(Role::name)
                    .collect(Collectors.joining(", "))
                + ")");
  }
}
