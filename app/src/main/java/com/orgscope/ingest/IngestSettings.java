package com.orgscope.ingest;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How events are taken in.
 *
 * @param batchRows events that are stored in one commit
 * @param keysInMemory keys of stored events a run remembers at once, 32 to 64 bytes each
 * @param oldest an event that is older is a mistake of its sender: no provider keeps its log for
 *     longer than 180 days, no tenant for longer than 7 years
 * @param ahead how far an event may lie in the future: clocks are set wrong, and zones confused
 */
@Validated
@ConfigurationProperties("orgscope.ingest")
record IngestSettings(
    @DefaultValue("250000") @Min(1) @Max(2_000_000) int batchRows,
    @DefaultValue("4000000") @Min(1000) int keysInMemory,
    @DefaultValue("3653d") @NotNull Duration oldest,
    @DefaultValue("1d") @NotNull Duration ahead) {

  static IngestSettings defaults() {
    return new IngestSettings(250_000, 4_000_000, Duration.ofDays(3653), Duration.ofDays(1));
  }
}
