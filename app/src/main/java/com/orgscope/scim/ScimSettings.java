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
 * @param body of one request
 * @param groupBody of one request that writes a group, which may list its members
 * @param members of one group, and of all groups in one answer
 * @param perSecond requests of one tenant, in the long run
 * @param burst requests of one tenant at once, and in any stretch of {@code burst / perSecond}
 *     seconds
 * @param page users in one answer
 * @param scanned users looked through for a filter that no index answers
 * @param operations of one PATCH
 * @param writers changes of users this process makes at a time, each takes two connections; and of
 *     groups beside them
 * @param patience how long a change waits for its turn
 */
@Validated
@ConfigurationProperties("orgscope.scim")
record ScimSettings(
    @DefaultValue("256KB") @NotNull DataSize body,
    @DefaultValue("4MB") @NotNull DataSize groupBody,
    @DefaultValue("50000") @Min(1) @Max(1_000_000) int members,
    @DefaultValue("50") @Min(1) @Max(100_000) int perSecond,
    @DefaultValue("200") @Min(1) @Max(100_000) int burst,
    @DefaultValue("200") @Min(1) @Max(10_000) int page,
    @DefaultValue("200000") @Min(1) @Max(10_000_000) int scanned,
    @DefaultValue("500") @Min(1) @Max(10_000) int operations,
    @DefaultValue("4") @Min(1) @Max(40) int writers,
    @DefaultValue("10s") @NotNull Duration patience) {

  static ScimSettings defaults() {
    return new ScimSettings(
        DataSize.ofKilobytes(256),
        DataSize.ofMegabytes(4),
        50_000,
        50,
        200,
        200,
        200_000,
        500,
        4,
        Duration.ofSeconds(10));
  }
}
