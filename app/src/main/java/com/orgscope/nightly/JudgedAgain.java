package com.orgscope.nightly;

import java.util.List;

/** When a night looks at somebody's work again, for them to read: the rules by which it chooses. */
public final class JudgedAgain {
  private JudgedAgain() {}

  /** In sentences, the soonest first. */
  public static List<String> sentences() {
    return List.of(
        "Each night as long as it is not sure.",
        "The night after somebody of your company set it, or took that back.",
        "The night after you used more than %d applications that are new to you, or %d %% or more of what you use is something else than it was."
            .formatted(
                SelectionRule.NEW_APPLICATIONS, Math.round(100 * SelectionRule.CHANGED_HALF)),
        "Every %d days in your first %d days at the company, and every %d days in any case."
            .formatted(
                SelectionRule.NEW_HIRE_EVERY_DAYS,
                SelectionRule.NEW_HIRE_DAYS,
                SelectionRule.DUE_DAYS));
  }
}
