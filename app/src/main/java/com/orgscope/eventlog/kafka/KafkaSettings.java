package com.orgscope.eventlog.kafka;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers {@code host:port,…}
 * @param topic made with the log's partitions if it is not there
 * @param appendTimeout how long an append may take before it counts as failed
 * @param client more properties of all clients, such as {@code security.protocol}
 */
@Validated
@ConfigurationProperties("orgscope.eventlog.kafka")
record KafkaSettings(
    @DefaultValue("localhost:9092") @NotBlank String bootstrapServers,
    @DefaultValue("sso-events-raw") @NotBlank String topic,
    @DefaultValue("20s") @NotNull Duration appendTimeout,
    @DefaultValue @NotNull Map<String, String> client) {

  /** Without the client's properties, which may hold a password. */
  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=" + bootstrapServers + ", topic=" + topic + "]";
  }
}
