package com.orgscope.sources;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How sources are read.
 *
 * @param atATime how many streams one process reads beside each other
 * @param look how soon a process sees that a stream is due
 * @param interval how long a source that had no more is left alone
 * @param lease how long a stream is its holder's without a word from it
 * @param patience the longest wait for a provider's limit within a turn; beyond it the turn ends
 * @param answerWithin how long a provider may take for one answer, to its last byte
 * @param longestRetry the longest wait after failures
 * @param mending how long to wait when somebody must mend something first
 * @param tellEvery how often the figures of lag are taken anew
 * @param countEvery how often hours without a certificate are counted for metrics
 * @param largestAnswer a page that is larger is refused
 * @param payload events are handed to the event log in pieces of about this size
 */
@Validated
@ConfigurationProperties("orgscope.sources")
record SourcesSettings(
    @DefaultValue("64") @Min(1) @Max(1000) int atATime,
    @DefaultValue("1s") @NotNull Duration look,
    @DefaultValue("1m") @NotNull Duration interval,
    @DefaultValue("3m") @NotNull Duration lease,
    @DefaultValue("1m") @NotNull Duration patience,
    @DefaultValue("45s") @NotNull Duration answerWithin,
    @DefaultValue("5m") @NotNull Duration longestRetry,
    @DefaultValue("10m") @NotNull Duration mending,
    @DefaultValue("15s") @NotNull Duration tellEvery,
    @DefaultValue("1m") @NotNull Duration countEvery,
    @DefaultValue("64MB") @NotNull DataSize largestAnswer,
    @DefaultValue("512KB") @NotNull DataSize payload) {}
