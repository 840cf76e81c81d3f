package com.orgscope.recommendation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is worth recommending.
 *
 * @param leastMinutesAPerson typical minutes a week below which nothing is recommended to a person
 * @param leastHoursACategory typical hours a week below which nothing is recommended to a category
 * @param mostAPerson changes recommended to one person, those that save most
 * @param leastShare of a friction's events that a function must have to be part of a setup
 */
@ConfigurationProperties("orgscope.recommendations")
record RecommendationSettings(
    @DefaultValue("0.5") double leastMinutesAPerson,
    @DefaultValue("0.1") double leastHoursACategory,
    @DefaultValue("3") int mostAPerson,
    @DefaultValue("0.2") double leastShare) {

  public RecommendationSettings {
    if (!(leastMinutesAPerson >= 0 && leastHoursACategory >= 0 && mostAPerson >= 1)) {
      throw new IllegalArgumentException(
          "orgscope.recommendations: limits are at least 0 and a person gets at least one");
    }
    if (!(leastShare > 0 && leastShare <= 1)) {
      throw new IllegalArgumentException(
          "orgscope.recommendations.least-share: above 0 and at most 1, not " + leastShare);
    }
  }
}
