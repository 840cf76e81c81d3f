package com.orgscope.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class EventLogSettingsTest {
  @Test
  void every_name_is_understood() {
    assertThat(
            bind(
                Map.of(
                    "orgscope.eventlog.partitions", "3",
                    "orgscope.eventlog.max-backlog-size", "1GB",
                    "orgscope.eventlog.max-backlog-age", "2h",
                    "orgscope.eventlog.max-delivery-size", "3MB",
                    "orgscope.eventlog.max-queued-size", "4MB",
                    "orgscope.eventlog.max-commit-size", "5MB",
                    "orgscope.eventlog.retry-after", "6s",
                    "orgscope.eventlog.poll-interval", "7ms")))
        .isEqualTo(
            new EventLogSettings(
                3,
                DataSize.ofGigabytes(1),
                Duration.ofHours(2),
                DataSize.ofMegabytes(3),
                DataSize.ofMegabytes(4),
                DataSize.ofMegabytes(5),
                Duration.ofSeconds(6),
                Duration.ofMillis(7)));
  }

  private static EventLogSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("orgscope.eventlog", EventLogSettings.class);
  }
}
