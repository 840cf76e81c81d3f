package com.orgscope.eventlog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Which log it is and how much it may hold. {@code orgscope.eventlog.kind} is read where the
 * plug-ins are chosen.
 *
 * @param partitions tenants are spread over; processes share the partitions. May be raised, and
 *     lowered only once the log is empty.
 * @param maxBacklogSize bytes of payload the log holds before it refuses
 * @param maxBacklogAge how long a delivery may wait before the log refuses more: nobody takes them
 *     out
 * @param maxDeliverySize payload of one delivery
 * @param maxQueuedSize bytes of payload that may wait in this process for their turn to be written
 * @param maxCommitSize bytes of payload written in one transaction
 * @param retryAfter what a refused sender is told
 * @param pollInterval how often a reader that waits looks for new entries
 */
@Validated
@ConfigurationProperties("orgscope.eventlog")
public record EventLogSettings(
    @DefaultValue("16") @Min(1) @Max(1024) int partitions,
    @DefaultValue("8GB") @NotNull DataSize maxBacklogSize,
    @DefaultValue("24h") @NotNull Duration maxBacklogAge,
    @DefaultValue("8MB") @NotNull DataSize maxDeliverySize,
    @DefaultValue("64MB") @NotNull DataSize maxQueuedSize,
    @DefaultValue("8MB") @NotNull DataSize maxCommitSize,
    @DefaultValue("10s") @NotNull Duration retryAfter,
    @DefaultValue("500ms") @NotNull Duration pollInterval) {}
