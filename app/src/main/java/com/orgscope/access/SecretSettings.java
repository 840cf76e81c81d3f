package com.orgscope.access;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long secrets are good.
 *
 * @param rotationOverlap how long the old one stays good beside the new one
 * @param cacheTtl how long a process takes what it read of them for true
 * @param negativeCacheTtl how soon a secret that did not fit makes a process read them again
 * @param maxStale how long they are taken for true while the database is away
 */
@Validated
@ConfigurationProperties("orgscope.secrets")
record SecretSettings(
    @DefaultValue("7d") @NotNull Duration rotationOverlap,
    @DefaultValue("10s") @NotNull Duration cacheTtl,
    @DefaultValue("1s") @NotNull Duration negativeCacheTtl,
    @DefaultValue("10m") @NotNull Duration maxStale) {}
