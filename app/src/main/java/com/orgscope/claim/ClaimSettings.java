package com.orgscope.claim;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How savings are proven, and against what they are held.
 *
 * @param daysBefore days before a change that are compared with those after it, whole weeks so that
 *     weekends weigh the same
 * @param mostAWeek time of signing in that one person counts for in a week at most
 * @param smallestShare of what people took before, below which a difference is called nothing
 * @param goalUsd what all claims together are held against, in the company's own currency
 * @param goalPeriod in which time, from the first claim or the first change on
 */
@Validated
@ConfigurationProperties("orgscope.claim")
record ClaimSettings(
    @DefaultValue("84") @Min(28) @Max(182) int daysBefore,
    @DefaultValue("PT2H") @NotNull Duration mostAWeek,
    @DefaultValue("0.05") double smallestShare,
    @DefaultValue("1000000") @Min(1) long goalUsd,
    @DefaultValue("P6M") @NotNull Period goalPeriod) {

  private static final int WEEK = 7;

  ClaimSettings {
    if (daysBefore % WEEK != 0) {
      throw new IllegalArgumentException(
          "orgscope.claim.days-before: whole weeks are needed, not " + daysBefore);
    }
    if (!LocalDate.EPOCH.plus(goalPeriod).isAfter(LocalDate.EPOCH)) {
      throw new IllegalArgumentException(
          "orgscope.claim.goal-period: a day or more is needed, not " + goalPeriod);
    }
    if (mostAWeek.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException(
          "orgscope.claim.most-a-week: a minute or more is needed, not " + mostAWeek);
    }
    if (!(smallestShare >= 0 && smallestShare <= 1)) {
      throw new IllegalArgumentException(
          "orgscope.claim.smallest-share: from 0 to 1, not " + smallestShare);
    }
  }

  int weeksBefore() {
    return daysBefore / WEEK;
  }
}
