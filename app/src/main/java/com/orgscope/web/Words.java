package com.orgscope.web;

import com.orgscope.kernel.Role;

/** What roles are called and see, in plain words. */
final class Words {
  private Words() {}

  static String role(Role role) {
    return switch (role) {
      case CEO -> "CEO";
      case EXECUTIVE -> "Executive";
      case MANAGER -> "Manager";
      case EMPLOYEE -> "Employee";
      case IT_SECURITY -> "IT/Security";
      case AUDITOR -> "Auditor";
      case COUNCIL -> "Council";
      case SYSTEM -> "Orgscope";
    };
  }

  /** With its article, in the middle of a sentence. */
  static String oneOf(Role role) {
    return switch (role) {
      case CEO -> "a CEO";
      case EXECUTIVE -> "an executive";
      case MANAGER -> "a manager";
      case EMPLOYEE -> "an employee";
      case IT_SECURITY -> "IT/Security";
      case AUDITOR -> "an auditor";
      case COUNCIL -> "the council";
      case SYSTEM -> "Orgscope";
    };
  }

  /** A sentence of the product in which roles are called as people call them. */
  static String spoken(String sentence) {
    String spoken = sentence;
    for (Role role : Role.values()) {
      spoken = spoken.replaceAll("\\b" + role.name() + "\\b", role(role));
    }
    return spoken;
  }

  static String sees(Role role) {
    return switch (role) {
      case CEO -> "Where the company's time and money go. No person.";
      case EXECUTIVE -> "Where time and money go: the company, and the units they were granted.";
      case MANAGER -> "Their direct reports.";
      case EMPLOYEE -> "Their own data.";
      case IT_SECURITY -> "What came in, what ran, who looked. Each look is logged.";
      case AUDITOR -> "Published statistics and the evidence that controls hold.";
      case COUNCIL -> "What people are promised, and what was asked about them. No person.";
      case SYSTEM -> "Nothing: no person signs in as this.";
    };
  }
}
