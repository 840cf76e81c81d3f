package com.orgscope.review;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long people wait for a decision.
 *
 * @param decisionDays days from a contest to the one by which somebody has decided on it; those
 *     that are open keep theirs
 */
@Validated
@ConfigurationProperties("orgscope.review")
record ReviewSettings(@DefaultValue("30") @Min(1) @Max(90) int decisionDays) {
  Duration decisionTime() {
    return Duration.ofDays(decisionDays);
  }
}
