package com.orgscope.work;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How work is shared out.
 *
 * @param maxConcurrentShards how many shards one process runs beside each other
 * @param maxAttempts how many holders a shard may wear out between two checkpoints
 * @param initialRetryBackoff how long after a failure a shard is tried again; doubled each time
 * @param pollInterval how soon a process sees work that another one asked for
 * @param heartbeatInterval how often a holder says that it lives; after six beats missed a shard is
 *     taken from it
 */
@Validated
@ConfigurationProperties("orgscope.work")
record WorkSettings(
    @DefaultValue("4") @Min(1) @Max(64) int maxConcurrentShards,
    @DefaultValue("5") @Min(1) @Max(100) int maxAttempts,
    @DefaultValue("1s") @NotNull Duration initialRetryBackoff,
    @DefaultValue("500ms") @NotNull Duration pollInterval,
    @DefaultValue("1s") @NotNull Duration heartbeatInterval) {
  static final int MISSED_HEARTBEATS = 6;

  Duration retryAfter(int maxAttempts) {
    return initialRetryBackoff.multipliedBy(1L << Math.min(maxAttempts - 1, 6));
  }
}
