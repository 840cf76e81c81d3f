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
 * @param questions of one batch; more go into several
 * @param requestSize of one batch
 * @param resultSize that is read of one batch
 * @param timeout for handing one over, and for each look at it; twice of it after a hand-over that
 *     was cut off, what is not found at the provider never arrived there
 * @param oldest after it we ask for the end ourselves; providers end a batch after a day
 * @param looks at results that lack lines before the lines count as lost
 */
@Validated
@ConfigurationProperties("orgscope.llm.batch")
record BatchSettings(
    @DefaultValue("10000") @Min(1) @Max(50_000) int questions,
    @DefaultValue("32MB") @NotNull DataSize requestSize,
    @DefaultValue("128MB") @NotNull DataSize resultSize,
    @DefaultValue("5m") @NotNull Duration timeout,
    @DefaultValue("26h") @NotNull Duration oldest,
    @DefaultValue("3") @Min(1) @Max(100) int looks) {
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
    return timeout.multipliedBy(2);
  }
}
