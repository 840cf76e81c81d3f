package com.orgscope.web;

import com.orgscope.access.Action;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * Where somebody may go, by their role: the bar, the palette, the start and the first page after
 * signing in read this one list. A page that is not in it is one step from a page that is.
 */
@Component
final class Places {
  private final PageAccess access;
  private final List<Rule> all;

  Places(PageAccess access) {
    this.access = access;
    all =
        List.of(
            new Rule(
                "Evidence",
                "Evidence of controls",
                "/assurance",
                caller -> caller.role() == Role.AUDITOR),
            new Rule("Company", "Where time and money go", "/company", access::seesRelease),
            new Rule("Operations", "Operations", "/operations", may(Action.OPERATIONS)),
            new Rule("Applications", "Applications", "/applications", may(Action.OPERATIONS)),
            new Rule("Licences", "Which seats nobody uses", "/licences", may(Action.OPERATIONS)),
            new Rule(
                "Trials", "What is tried of prompts and models", "/trials", may(Action.OPERATIONS)),
            new Rule("Team", "Your team", "/team", may(Action.TEAM)),
            new Rule(
                "Review",
                "What is under review",
                "/review",
                caller -> access.may(caller, Action.REVIEW) || caller.role() == Role.MANAGER),
            new Rule("Your work", "What is said of your work", "/me", may(Action.CONTEST)),
            new Rule(
                "Recommendations",
                "What could be changed",
                "/recommendations",
                caller -> caller.role() != Role.EXECUTIVE && caller.role() != Role.COUNCIL),
            new Rule("Release", "Before a release", "/candidate", may(Action.OPERATIONS)),
            new Rule("Person", "Open a person's record", "/person", may(Action.OPEN_RECORD)),
            new Rule("People", "Read people from a file", "/people", may(Action.CHANGE_DIRECTORY)),
            new Rule("View as", "See what another role sees", "/view-as", may(Action.VIEW_AS)),
            new Rule("Audit log", "Audit log", "/audit", may(Action.AUDIT_LOG)),
            new Rule("Sent out", "What left the house", "/egress", may(Action.EGRESS)),
            new Rule(
                "API",
                "What a program can ask",
                "/developers",
                caller -> caller.role() == Role.IT_SECURITY),
            new Rule(
                "Evidence",
                "Evidence of controls",
                "/assurance",
                caller ->
                    caller.role() != Role.AUDITOR && access.may(caller, Action.CONTROL_EVIDENCE)),
            new Rule("Promises", "What people are promised", "/council", may(Action.PROMISES)),
            new Rule("Who looked", "Who looked at you", "/looks", may(Action.OWN_LOOKS)),
            new Rule(
                "Roles", "Your roles", "/roles", caller -> caller.principal().startsWith("oidc:")));
  }

  /**
   * A page.
   *
   * @param name in the bar, a word or two
   * @param label where there is room
   */
  record Place(String name, String label, String href) {}

  private record Rule(String name, String label, String href, Predicate<Caller> open) {}

  private Predicate<Caller> may(Action action) {
    return caller -> access.may(caller, action);
  }

  /** Whether there is something published for them. */
  boolean seesRelease(Caller caller) {
    return access.seesRelease(caller);
  }

  /** What this caller may open, in the order of use. */
  List<Place> of(Caller caller) {
    return all.stream()
        .filter(rule -> rule.open().test(caller))
        .map(rule -> new Place(rule.name(), rule.label(), rule.href()))
        .toList();
  }

  /** The page to begin with, once there is anything to operate on. */
  static String first(Role role) {
    return switch (role) {
      case CEO, EXECUTIVE -> "/company";
      case IT_SECURITY -> "/operations";
      case MANAGER -> "/team";
      case EMPLOYEE -> "/me";
      case COUNCIL -> "/council";
      case AUDITOR -> "/assurance";
      case SYSTEM -> "/start";
    };
  }
}
