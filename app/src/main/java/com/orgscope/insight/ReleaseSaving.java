package com.orgscope.insight;

import java.util.List;

/**
 * One thing to change, for a person to approve; nothing is ever changed by Orgscope.
 *
 * @param category whose people it would help, or everybody's ({@link Release#EVERYONE})
 * @param change what to do, in one sentence
 * @param hoursPerWeek friction hours of that cause measured in the release
 * @param savedHours hours a week the change may save
 * @param savedUsd dollars a year the change may save
 * @param assumptions ids of the assumptions behind the savings
 */
public record ReleaseSaving(
    String category,
    Cause cause,
    String change,
    double hoursPerWeek,
    Interval hoursInterval,
    Interval savedHours,
    double typicalSavedHours,
    Interval savedUsd,
    long typicalSavedUsd,
    List<String> assumptions) {
  public ReleaseSaving {
    assumptions = List.copyOf(assumptions);
  }
}
