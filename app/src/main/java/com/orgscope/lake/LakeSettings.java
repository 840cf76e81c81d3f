package com.orgscope.lake;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of the engine inside the process.
 *
 * @param maxMemory what DuckDB may hold; beyond it, it writes to {@code lake/tmp} in the home
 * @param threads workers of one question, 0 for as many as there are cores
 */
@Validated
@ConfigurationProperties("orgscope.lake")
record LakeSettings(
    @NotNull @DefaultValue("512MB") DataSize maxMemory,
    @Min(0) @Max(256) @DefaultValue("0") int threads) {

  static final LakeSettings DEFAULTS = new LakeSettings(DataSize.ofMegabytes(512), 0);

  int workers() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
