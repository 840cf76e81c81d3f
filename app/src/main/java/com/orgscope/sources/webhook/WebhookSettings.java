package com.orgscope.sources.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What providers may push to this process.
 *
 * @param maxBodySize of one delivery, as it comes over the wire
 * @param maxInFlightSize of all deliveries that are not answered yet, so that memory stays flat
 * @param responseTimeout within which a delivery is answered; Okta gives up after three seconds
 * @param requestsPerSecond deliveries of one tenant, in the long run
 * @param burst deliveries of one tenant at once, and in any stretch of {@code burst /
 *     requestsPerSecond} seconds
 * @param retryAfter what a sender is told that comes too often or at a bad time
 * @param channelLifetime of a channel that a provider opens to push
 */
@Validated
@ConfigurationProperties("orgscope.webhook")
record WebhookSettings(
    @DefaultValue("4MB") @NotNull DataSize maxBodySize,
    @DefaultValue("64MB") @NotNull DataSize maxInFlightSize,
    @DefaultValue("2500ms") @NotNull Duration responseTimeout,
    @DefaultValue("500") @Min(1) @Max(1_000_000) int requestsPerSecond,
    @DefaultValue("2000") @Min(1) @Max(1_000_000) int burst,
    @DefaultValue("5s") @NotNull Duration retryAfter,
    @DefaultValue("6h") @NotNull Duration channelLifetime) {}
