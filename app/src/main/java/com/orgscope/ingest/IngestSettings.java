package com.orgscope.ingest;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How events are taken in.
 *
 * @param batchRows events that are stored in one commit
 * @param keysInMemory keys of stored events a run remembers at once, 32 to 64 bytes each
 * @param maxEventAge an event that is older is a mistake of its sender: no provider keeps its log
 *     for longer than 180 days, no tenant for longer than 7 years
 * @param maxFutureSkew how far an event may lie in the future: clocks are set wrong, and zones
 *     confused
 * @param live how events of the event log are taken in
 */
@Validated
@ConfigurationProperties("orgscope.ingest")
record IngestSettings(
    @DefaultValue("250000") @Min(1) @Max(2_000_000) int batchRows,
    @DefaultValue("4000000") @Min(1000) int keysInMemory,
    @DefaultValue("3653d") @NotNull Duration maxEventAge,
    @DefaultValue("1d") @NotNull Duration maxFutureSkew,
    @DefaultValue @Valid @NotNull Live live) {

  /**
   * How events come from the event log into the lake.
   *
   * @param commitInterval how long an event may wait for others before they are stored
   * @param fetchSize packed bytes taken from the log at a time
   * @param rebalanceInterval how often the processes share the log's partitions anew
   * @param lookupRefreshInterval how often people, names and applications are looked up anew
   * @param rollUpInterval how often daily usage follows; each time, days that were touched are
   *     counted anew
   * @param pauseAfterFailure before everything begins anew
   * @param keysOnDisk keys of stored events a writer remembers of hours with many, 24 to 48 bytes
   *     each in files of the home's folder {@code cache}, beside those in memory
   * @param maxUnpackedSize bytes of one delivery once it is unpacked; beyond them it is one dead
   *     letter, to be replayed when they are raised
   * @param maxDeadLetters dead letters of one delivery; beyond them the delivery as a whole is one
   *     more
   * @param lagAlertAfter lag from which operations are alerted
   */
  record Live(
      @DefaultValue("15s") @NotNull Duration commitInterval,
      @DefaultValue("16MB") @NotNull DataSize fetchSize,
      @DefaultValue("5s") @NotNull Duration rebalanceInterval,
      @DefaultValue("60s") @NotNull Duration lookupRefreshInterval,
      @DefaultValue("10m") @NotNull Duration rollUpInterval,
      @DefaultValue("2s") @NotNull Duration pauseAfterFailure,
      @DefaultValue("100000000") @Min(0) long keysOnDisk,
      @DefaultValue("256MB") @NotNull DataSize maxUnpackedSize,
      @DefaultValue("10000") @Min(1) @Max(1_000_000) int maxDeadLetters,
      @DefaultValue("5m") @NotNull Duration lagAlertAfter) {}
}
