package com.orgscope.access;

import com.orgscope.kernel.Role;

/**
 * Which people's rows a role has, and why. This is the one place where it is written; the policies
 * in the migrations say the same in SQL, and a test tries every role against both.
 */
record RowPolicy(Role role, Rows rows, String reason) {

  /** The people of the caller's own tenant that a policy leaves. */
  enum Rows {
    EVERYBODY,
    REPORTS_AND_SELF,
    SELF,
    NOBODY
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
      case AUDITOR ->
          new RowPolicy(role, Rows.NOBODY, "an auditor sees anonymized statistics and no person");
    };
  }
}
