package com.orgscope.insight;

import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often and of what a release is made.
 *
 * @param releasePeriod how long a release is the newest there is, a week or more unless a signed
 *     policy says so: one release a period
 * @param frictionDays days whose friction is averaged, whole weeks so that weekends weigh the same
 * @param minPeopleForCategories people in the directory below which a tenant gets its total only
 * @param minPeopleForCausesByCategory people in the directory from which hours by cause are drawn
 *     for each category; below it for everybody together, so that they stand clear of the noise
 * @param weeklySignInBound time a week of signing in that one person counts for at most; noise
 *     grows with it, and what is above it is not counted
 * @param weeklySwitchingBound the same of switching between applications
 * @param maxIdleLicencesUsd of idle seats that one person counts for at most, a year in the
 *     company's own currency
 */
@ConfigurationProperties("orgscope.insight")
public record InsightSettings(
    @DefaultValue("P1M") Period releasePeriod,
    @DefaultValue("28") int frictionDays,
    @DefaultValue("200") int minPeopleForCategories,
    @DefaultValue("5000") int minPeopleForCausesByCategory,
    @DefaultValue("PT30M") Duration weeklySignInBound,
    @DefaultValue("PT1H") Duration weeklySwitchingBound,
    @DefaultValue("1000") int maxIdleLicencesUsd) {
  private static final Duration WEEK = Duration.ofHours(168);
  private static final int MOST_DOLLARS = 1_000_000;

  public InsightSettings {
    if (frictionDays < 7 || frictionDays % 7 != 0) {
      throw new IllegalArgumentException(
          "orgscope.insight.friction-days: whole weeks are needed, not " + frictionDays);
    }
    // A month less some days is shorter in February than in the month that is tried here.
    if (releasePeriod.isNegative()
        || !LocalDate.EPOCH.plus(releasePeriod).isAfter(LocalDate.EPOCH)) {
      throw new IllegalArgumentException(
          "orgscope.insight.release-period: a day or more is needed, not " + releasePeriod);
    }
    bound("weekly-sign-in-bound", weeklySignInBound);
    bound("weekly-switching-bound", weeklySwitchingBound);
    if (maxIdleLicencesUsd < 1 || maxIdleLicencesUsd > MOST_DOLLARS) {
      throw new IllegalArgumentException(
          "orgscope.insight.max-idle-licences-usd: from 1 to %d, not %d"
              .formatted(MOST_DOLLARS, maxIdleLicencesUsd));
    }
  }

  private static void bound(String name, Duration bound) {
    if (bound.compareTo(Duration.ofMinutes(1)) < 0 || bound.compareTo(WEEK) > 0) {
      throw new IllegalArgumentException(
          "orgscope.insight." + name + ": from PT1M to PT168H a week, not " + bound);
    }
  }

  HourBounds bounds() {
    return HourBounds.of(weeklySignInBound, weeklySwitchingBound);
  }
}
