package com.orgscope.sources;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SourcesSettingsTest {
  @Test
  void names_and_defaults_are_what_operators_know() {
    SourcesSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.sources", SourcesSettings.class);
    assertThat(settings)
        .isEqualTo(
            new SourcesSettings(
                64,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(3),
                Duration.ofMinutes(1),
                Duration.ofSeconds(45),
                Duration.ofMinutes(5),
                Duration.ofMinutes(10),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1),
                DataSize.ofMegabytes(64),
                DataSize.ofKilobytes(512)));
    // a holder says a word before every question and wait, so no lease ends while it works
    assertThat(settings.leaseDuration())
        .isGreaterThan(settings.maxRateLimitWait().plus(settings.responseTimeout()));
  }
}
