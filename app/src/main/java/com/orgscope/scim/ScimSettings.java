package com.orgscope.scim;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What an identity provider may ask of this process.
 *
 * @param maxBodySize of one request
 * @param maxGroupBodySize of one request that writes a group, which may list its members
 * @param maxMembers of one group, and of all groups in one answer
 * @param requestsPerSecond requests of one tenant, in the long run
 * @param burst requests of one tenant at once, and in any stretch of {@code burst / perSecond}
 *     seconds
 * @param maxPageSize users in one answer
 * @param maxScannedUsers users looked through for a filter that no index answers
 * @param maxPatchOperations of one PATCH
 * @param maxConcurrentWrites changes of users this process makes at a time, each takes two
 *     connections; and of groups beside them
 * @param lockTimeout how long a change waits for its turn
 */
@Validated
@ConfigurationProperties("orgscope.scim")
record ScimSettings(
    @DefaultValue("256KB") @NotNull DataSize maxBodySize,
    @DefaultValue("4MB") @NotNull DataSize maxGroupBodySize,
    @DefaultValue("50000") @Min(1) @Max(1_000_000) int maxMembers,
    @DefaultValue("50") @Min(1) @Max(100_000) int requestsPerSecond,
    @DefaultValue("200") @Min(1) @Max(100_000) int burst,
    @DefaultValue("200") @Min(1) @Max(10_000) int maxPageSize,
    @DefaultValue("200000") @Min(1) @Max(10_000_000) int maxScannedUsers,
    @DefaultValue("500") @Min(1) @Max(10_000) int maxPatchOperations,
    @DefaultValue("4") @Min(1) @Max(40) int maxConcurrentWrites,
    @DefaultValue("10s") @NotNull Duration lockTimeout) {}
