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
 * @param maxConcurrentPolls how many streams one process reads beside each other
 * @param dueCheckInterval how soon a process sees that a stream is due
 * @param pollInterval how long a source that had no more is left alone
 * @param leaseDuration how long a stream is its holder's without a word from it
 * @param maxRateLimitWait the longest wait for a provider's limit within a turn; beyond it the turn
 *     ends
 * @param responseTimeout how long a provider may take for one answer, to its last byte
 * @param maxRetryBackoff the longest wait after failures
 * @param faultRetryInterval how long to wait when somebody must mend something first
 * @param lagGaugeInterval how often the figures of lag are taken anew
 * @param completenessGaugeInterval how often hours without a certificate are counted for metrics
 * @param maxResponseSize a page that is larger is refused
 * @param maxPayloadSize events are handed to the event log in pieces of about this size
 */
@Validated
@ConfigurationProperties("orgscope.sources")
record SourcesSettings(
    @DefaultValue("64") @Min(1) @Max(1000) int maxConcurrentPolls,
    @DefaultValue("1s") @NotNull Duration dueCheckInterval,
    @DefaultValue("1m") @NotNull Duration pollInterval,
    @DefaultValue("3m") @NotNull Duration leaseDuration,
    @DefaultValue("1m") @NotNull Duration maxRateLimitWait,
    @DefaultValue("45s") @NotNull Duration responseTimeout,
    @DefaultValue("5m") @NotNull Duration maxRetryBackoff,
    @DefaultValue("10m") @NotNull Duration faultRetryInterval,
    @DefaultValue("15s") @NotNull Duration lagGaugeInterval,
    @DefaultValue("1m") @NotNull Duration completenessGaugeInterval,
    @DefaultValue("64MB") @NotNull DataSize maxResponseSize,
    @DefaultValue("512KB") @NotNull DataSize maxPayloadSize) {}
