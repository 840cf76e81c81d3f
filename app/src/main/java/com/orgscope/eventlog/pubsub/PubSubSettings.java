package com.orgscope.eventlog.pubsub;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Pub/Sub is. Whoever runs this is known to Google by its application default credentials.
 *
 * @param project of Google Cloud
 * @param topic beginning of the topics' names: there is one for each partition, with one
 *     subscription. They are made if they are not there.
 * @param endpoint {@code host:port} of an emulator, without encryption; empty for Google's
 * @param callTimeout how long a call may be tried again before it counts as failed
 * @param ackDeadline after which a message that nobody spoke of is delivered again; Pub/Sub allows
 *     10 to 600 seconds
 */
@Validated
@ConfigurationProperties("orgscope.eventlog.pubsub")
record PubSubSettings(
    @DefaultValue("orgscope") @NotBlank String project,
    @DefaultValue("sso-events-raw") @NotBlank String topic,
    @DefaultValue("") String endpoint,
    @DefaultValue("20s") @NotNull Duration callTimeout,
    @DefaultValue("60s") @NotNull Duration ackDeadline) {}
