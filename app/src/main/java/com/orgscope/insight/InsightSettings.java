package com.orgscope.insight;

import java.time.Period;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often and of what a release is made.
 *
 * @param period how long a release is the newest there should be
 * @param frictionDays days whose friction is averaged, whole weeks so that weekends weigh the same
 * @param totalOnlyBelow people in the directory below which a tenant gets its total only
 * @param causesByCategoryFrom people in the directory from which hours by cause are drawn for each
 *     category; below it for everybody together, so that they stand clear of the noise
 */
@ConfigurationProperties("orgscope.insight")
public record InsightSettings(
    @DefaultValue("P1M") Period period,
    @DefaultValue("28") int frictionDays,
    @DefaultValue("200") int totalOnlyBelow,
    @DefaultValue("5000") int causesByCategoryFrom) {

  public InsightSettings {
    if (frictionDays < 7 || frictionDays % 7 != 0) {
      throw new IllegalArgumentException(
          "orgscope.insight.friction-days: whole weeks are needed, not " + frictionDays);
    }
    if (period.isZero() || period.isNegative()) {
      throw new IllegalArgumentException(
          "orgscope.insight.period: above zero is needed, not " + period);
    }
  }
}
