package com.orgscope.access;

import com.orgscope.kernel.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which people's rows a role has, and why. This is the one place where it is written. {@link
 * PeoplePolicies} makes PostgreSQL's policies of it, {@link Access#scope} the rows of a question to
 * the lake, {@link BigQueryPolicies} BigQuery's statements; a role is a line here.
 */
record RowPolicy(Role role, Rows rows, String reason) {

  /** How somebody is the caller's own to see. */
  enum Tie {
    /** The caller is their manager on the day of the question; those below them are not. */
    REPORT,
    /** They are the caller. */
    SELF
  }

  /** The people of the caller's own tenant that a policy leaves. */
  enum Rows {
    EVERYBODY(),
    REPORTS_AND_SELF(Tie.REPORT, Tie.SELF),
    SELF(Tie.SELF),
    NOBODY();

    private final List<Tie> ties;

    Rows(Tie... ties) {
      this.ties = List.of(ties);
    }

    /** Any of which is enough; none where it is everybody or nobody. */
    List<Tie> ties() {
      return ties;
    }
  }

  static RowPolicy of(Role role) {
    return switch (role) {
      case SYSTEM -> new RowPolicy(role, Rows.EVERYBODY, "the product's own work");
      case IT_SECURITY ->
          new RowPolicy(role, Rows.EVERYBODY, "IT/Security sees everything, each look is logged");
      case MANAGER ->
          new RowPolicy(role, Rows.REPORTS_AND_SELF, "a manager sees their direct reports");
      case EMPLOYEE -> new RowPolicy(role, Rows.SELF, "everybody sees their own data");
      case CEO -> new RowPolicy(role, Rows.NOBODY, "a CEO sees the organization and no person");
      case EXECUTIVE ->
          new RowPolicy(role, Rows.NOBODY, "an executive sees published numbers and no person");
      case AUDITOR ->
          new RowPolicy(role, Rows.NOBODY, "an auditor sees anonymized statistics and no person");
      case COUNCIL ->
          new RowPolicy(
              role, Rows.NOBODY, "the council sees what people are promised and no person");
    };
  }

  /** Who has everybody's rows, the product itself first. */
  static List<Role> ofEverybody() {
    return roles(policy -> policy.rows() == Rows.EVERYBODY);
  }

  /** Who has rows by a tie. */
  static List<Role> by(Tie tie) {
    return roles(policy -> policy.rows().ties().contains(tie));
  }

  private static List<Role> roles(Predicate<RowPolicy> which) {
    return Arrays.stream(Role.values())
        .filter(role -> which.test(of(role)))
        .sorted(Comparator.comparing(role -> role != Role.SYSTEM))
        .toList();
  }
}
