package com.orgscope.recommendation;

import com.orgscope.recommendation.Recommendation.Of;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is worth recommending.
 *
 * @param minMinutesPerPerson typical minutes a week below which nothing is recommended to a person
 * @param minHoursPerCategory typical hours a week below which nothing is recommended to a category
 * @param maxPerPerson changes recommended to one person, those that save most
 * @param minShare of a friction's events that a function must have to be part of a setup
 */
@ConfigurationProperties("orgscope.recommendations")
record RecommendationSettings(
    @DefaultValue("0.5") double minMinutesPerPerson,
    @DefaultValue("0.1") double minHoursPerCategory,
    @DefaultValue("3") int maxPerPerson,
    @DefaultValue("0.2") double minShare) {
  private static final double MINUTES = 60;

  public RecommendationSettings {
    if (!(minMinutesPerPerson >= 0 && minHoursPerCategory >= 0 && maxPerPerson >= 1)) {
      throw new IllegalArgumentException(
          "orgscope.recommendations: limits are at least 0 and a person gets at least one");
    }
    if (!(minShare > 0 && minShare <= 1)) {
      throw new IllegalArgumentException(
          "orgscope.recommendations.min-share: above 0 and at most 1, not " + minShare);
    }
  }

  /** Whether a saving is large enough to be told to those whom it is about. */
  boolean isWorthIt(Saving saving) {
    double hours = saving.hoursPerWeek().typical();
    return saving.whose().of() == Of.PERSON
        ? hours * MINUTES >= minMinutesPerPerson
        : hours >= minHoursPerCategory;
  }
}
