package com.orgscope.access;

import com.orgscope.kernel.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@link RowPolicy} as PostgreSQL holds it: the policies of the directory's table of people, in the
 * spelling that PostgreSQL gives back, so that they can be compared with what is there. Every other
 * table that shows people asks this one, by {@code directory.people_seen()}. Whoever changes the
 * definition writes a migration with what comes out here.
 */
final class PeoplePolicies {
  /** Whatever else shows somebody: not while they are being erased, but to the product itself. */
  private static final String NOBODY_BEING_ERASED =
      "((%s = 'SYSTEM'::text) OR (NOT (person IN ( SELECT privacy.being_erased() AS being_erased)))) TO {%s} RESTRICTIVE"
          .formatted(claim("role"), "orgscope_app,orgscope_pages,orgscope_worker");

  private PeoplePolicies() {}

  /**
   * One policy.
   *
   * @param command {@code ALL} or {@code SELECT}
   * @param condition true of the rows it shows
   */
  record Policy(String name, String command, String condition) {}

  /** In the order of their names. */
  static List<Policy> compiled() {
    List<Policy> policies = new ArrayList<>();
    policies.add(new Policy("being_erased", "SELECT", NOBODY_BEING_ERASED));
    policies.add(
        new Policy(
            "everybody",
            "ALL",
            "(tenant = " + asked("tenant_as", "VARIADIC " + array(RowPolicy.ofEverybody())) + ")"));
    for (RowPolicy.Tie tie : RowPolicy.Tie.values()) {
      String column =
          switch (tie) {
            case REPORT -> "manager";
            case SELF -> "person";
          };
      String name =
          switch (tie) {
            case REPORT -> "reports";
            case SELF -> "self";
          };
      policies.add(
          new Policy(
              name,
              "SELECT",
              "((tenant = %s) AND (%s %s) AND (%s = %s))"
                  .formatted(
                      claim("tenant"),
                      claim("role"),
                      oneOf(RowPolicy.by(tie)),
                      column,
                      claim("person"))));
    }
    return policies;
  }

  private static String claim(String name) {
    return asked(name, "");
  }

  private static String asked(String function, String argument) {
    return "( SELECT state." + function + "(" + argument + ") AS " + function + ")";
  }

  private static String oneOf(List<Role> roles) {
    return roles.size() == 1 ? "= " + text(roles.getFirst()) : "= ANY (" + array(roles) + ")";
  }

  private static String array(List<Role> roles) {
    return roles.stream()
        .map(PeoplePolicies::text)
        .collect(Collectors.joining(", ", "ARRAY[", "]"));
  }

  private static String text(Role role) {
    return "'" + role.name() + "'::text";
  }
}
