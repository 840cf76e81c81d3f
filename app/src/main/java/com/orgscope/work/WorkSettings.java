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
 * @param shardsAtATime how many shards one process runs beside each other
 * @param attempts how many holders a shard may wear out between two checkpoints
 * @param firstRetry how long after a failure a shard is tried again; doubled each time
 * @param poll how soon a process sees work that another one asked for
 * @param heartbeat how often a holder says that it lives; after six beats missed a shard is taken
 *     from it
 */
@Validated
@ConfigurationProperties("orgscope.work")
record WorkSettings(
    @DefaultValue("4") @Min(1) @Max(64) int shardsAtATime,
    @DefaultValue("5") @Min(1) @Max(100) int attempts,
    @DefaultValue("1s") @NotNull Duration firstRetry,
    @DefaultValue("500ms") @NotNull Duration poll,
    @DefaultValue("1s") @NotNull Duration heartbeat) {
  static final int MISSED_HEARTBEATS = 6;

  Duration retryAfter(int attempts) {
    return firstRetry.multipliedBy(1L << Math.min(attempts - 1, 6));
  }
}
