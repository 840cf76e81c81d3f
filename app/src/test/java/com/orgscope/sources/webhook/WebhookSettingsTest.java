package com.orgscope.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WebhookSettingsTest {
  @Test
  void without_a_word_the_settings_are_these() {
    WebhookSettings settings =
        new Binder(new MapConfigurationPropertySource(Map.of()))
            .bindOrCreate("orgscope.webhook", WebhookSettings.class);
    assertThat(settings).isEqualTo(WebhookSettings.defaults());
    assertThat(settings.responseTimeout()).as("Okta waits three seconds").hasSeconds(2);
  }
}
