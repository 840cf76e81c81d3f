package com.orgscope.llm;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds on batches. The providers' own are wider.
 *
 * @param maxRequests of one batch; more go into several
 * @param maxRequestSize of one batch
 * @param maxResultSize that is read of one batch
 * @param callTimeout for handing one over, and for each look at it; twice of it after a hand-over
 *     that was cut off, what is not found at the provider never arrived there
 * @param maxAge after it we ask for the end ourselves; providers end a batch after a day
 * @param maxResultChecks at results that lack lines before the lines count as lost
 */
@Validated
@ConfigurationProperties("orgscope.llm.batch")
record BatchSettings(
    @DefaultValue("10000") @Min(1) @Max(50_000) int maxRequests,
    @DefaultValue("32MB") @NotNull DataSize maxRequestSize,
    @DefaultValue("128MB") @NotNull DataSize maxResultSize,
    @DefaultValue("5m") @NotNull Duration callTimeout,
    @DefaultValue("26h") @NotNull Duration maxAge,
    @DefaultValue("3") @Min(1) @Max(100) int maxResultChecks) {
  static final BatchSettings DEFAULTS =
      new BatchSettings(
          10_000,
          DataSize.ofMegabytes(32),
          DataSize.ofMegabytes(128),
          Duration.ofMinutes(5),
          Duration.ofHours(26),
          3);

  /** After it, what was not found at the provider never arrived there. */
  Duration grace() {
    return callTimeout.multipliedBy(2);
  }
}
