package com.orgscope.web;

import com.orgscope.access.CouncilPolicies;
import com.orgscope.access.CouncilPolicy;
import com.orgscope.access.CouncilPolicy.Consent;
import com.orgscope.access.CouncilPolicy.Managers;
import com.orgscope.access.CouncilPolicy.Terms;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.privacy.LeastGroup;
import com.orgscope.web.CouncilPreviewPage.Eyes;
import com.orgscope.web.CouncilPreviewPage.Sight;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Shows what each role sees by the policy in force, of people and groups that are made up here. No
 * table and no file of the company is read but its policy.
 */
@Component
@ConditionalOnWebApplication
final class CouncilPreviews {
  /** Who does not exist: what is known of them, what speaks for it, and how they stand. */
  private record Somebody(String name, String work, String sure, String why, String evidence) {}

  private record Group(String department, String work, int people) {}

  private static final List<Somebody> REPORTS =
      List.of(
          new Somebody(
              "Alex Example",
              "Engineering",
              "87 % sure",
              "Mostly works where software is written and reviewed.",
              "GitHub has 61 % of the active use, Jira 22 %"),
          new Somebody(
              "Bo Sample",
              "Product",
              "74 % sure",
              "Plans what is built more than building it.",
              "Jira has 48 % of the active use, Figma 19 %"));

  private final CouncilPolicies policies;
  private final LeastGroup least;

  CouncilPreviews(CouncilPolicies policies, LeastGroup least) {
    this.policies = policies;
    this.least = least;
  }

  CouncilPreviewPage page(Caller caller) {
    CouncilPolicy policy = policies.inForce(caller);
    int k = least.of(caller.tenant());
    return new CouncilPreviewPage(
        "Everybody here is made up. What each role reads of them follows the policy in force and the size of %d people that a shown group has at least."
            .formatted(k),
        List.of(
            eyes(Role.CEO, List.of(published("The whole company", "", k))),
            eyes(
                Role.EXECUTIVE,
                List.of(published("A unit that was granted, here Engineering", "Engineering", k))),
            eyes(Role.MANAGER, manager(policy)),
            eyes(Role.EMPLOYEE, employee(policy)),
            eyes(Role.IT_SECURITY, List.of(operations())),
            eyes(Role.AUDITOR, List.of(published("The whole company", "", k), log()))));
  }

  private static Eyes eyes(Role role, List<Sight> sights) {
    return new Eyes(
        role.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        Words.role(role),
        Words.sees(role),
        sights);
  }

  /**
   * Groups below k join the others of their department.
   *
   * @param unit the only department that is shown; empty for all
   */
  private static Sight published(String whose, String unit, int k) {
    List<Group> groups =
        List.of(
            new Group("Engineering", "Engineering", 9 * k + 4),
            new Group("Engineering", "Product", k - 1),
            new Group("Engineering", "Design", k - 2),
            new Group("Customer Support", "Customer Support", 4 * k + 7));
    List<List<String>> rows = new ArrayList<>();
    int few = 0;
    for (Group group : groups) {
      if (group.people() < k) {
        few += group.people();
      } else if (group.department().startsWith(unit)) {
        rows.add(row(group.department(), group.work(), group.people()));
      }
    }
    rows.add(row("Engineering (Other)", "Other", few));
    return new Sight(
        whose + ": published numbers, with noise",
        List.of("Department", "Kind of work", "People, about"),
        rows,
        "No person, no name and no group of fewer than %d people: two groups of Engineering were merged here. No number is exact."
            .formatted(k));
  }

  private static List<String> row(String department, String work, int people) {
    return List.of(
        department, work, "%d (%d to %d)".formatted(people, Math.max(0, people - 5), people + 5));
  }

  private static List<Sight> manager(CouncilPolicy policy) {
    List<Sight> sights = new ArrayList<>();
    CouncilWords.terms(policy)
        .forEach((where, terms) -> sights.add(team(where(policy, where), terms.managers())));
    return sights;
  }

  private static String where(CouncilPolicy policy, String where) {
    return where.equals(CouncilWords.EVERYWHERE) && !policy.countries().isEmpty()
        ? "everywhere else"
        : where;
  }

  private static Sight team(String where, Managers sees) {
    String title = "Direct reports who work in " + where;
    if (where.startsWith("everywhere")) {
      title = "Direct reports who work " + where;
    }
    String same =
        " Kim Placeholder opted out, Noa Specimen began last week, and of Sam Blank too little is known: all three are absent alike.";
    return switch (sees) {
      case NOTHING -> new Sight(title, List.of(), List.of(), "Nothing of anybody." + same);
      case CATEGORIES ->
          new Sight(
              title,
              List.of("Name", "Kind of work"),
              REPORTS.stream().map(one -> List.of(one.name(), one.work())).toList(),
              "Not why, not how sure, no time, place or order of use." + same);
      case NAMED ->
          new Sight(
              title,
              List.of("Name", "Kind of work", "How sure", "Why", "What speaks for it"),
              REPORTS.stream()
                  .map(
                      one -> List.of(one.name(), one.work(), one.sure(), one.why(), one.evidence()))
                  .toList(),
              "No time of day, no place, no day without use, no order of use." + same);
    };
  }

  private static List<Sight> employee(CouncilPolicy policy) {
    List<Sight> sights = new ArrayList<>();
    Somebody one = REPORTS.getFirst();
    CouncilWords.terms(policy)
        .forEach((where, terms) -> {
          String place = where(policy, where);
          sights.add(
              new Sight(
                  "%s, who works %s%s, reads of themselves"
                      .formatted(one.name(), place.startsWith("everywhere") ? "" : "in ", place),
                  List.of("What", "In these words"),
                  List.of(
                      List.of("Kind of work", one.work() + ", " + one.sure() + ". " + one.why()),
                      List.of("What speaks for it", one.evidence()),
                      List.of("Who looked", "IT/Security, for an access review, ticket 4711"),
                      List.of("Taking part", standing(terms)),
                      List.of("What their manager sees", CouncilWords.managers(terms.managers())),
                      List.of(
                          "What they can do",
                          "Contest it, opt out, take all of it, have it erased")),
                  "Nobody else's data."));
        });
    return sights;
  }

  private static String standing(Terms terms) {
    return terms.consent() == Consent.OPT_IN
        ? "They were asked first, and said yes"
        : "They take part, unless they opt out";
  }

  private static Sight operations() {
    return new Sight(
        "The installation; a record only when it was opened for a purpose",
        List.of("What", "Example"),
        List.of(
            List.of("What came in", "12,400 events of one day, 3 that could not be read"),
            List.of("What a model was asked", "every byte, with no name in it"),
            List.of(
                "The record of Alex Example",
                "after a purpose and a ticket were given; Alex reads both")),
        "Each look is in the audit log. What was withheld as sensitive is counted, and no name of it is kept.");
  }

  private static Sight log() {
    return new Sight(
        "The audit log, people by alias",
        List.of("When", "Who", "Did what", "To whom"),
        List.of(List.of("21 Nov, 09:14", "IT/Security", "open a person's record", "alias 5f0c…")),
        "Nobody can tell from it who an alias is; after an erasure, nobody at all.");
  }
}
