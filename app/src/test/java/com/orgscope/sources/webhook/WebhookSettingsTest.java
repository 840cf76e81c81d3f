package com.orgscope.sources.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.testing.DefaultSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {
  @Test
  void a_hook_is_answered_before_okta_gives_up() {
    assertThat(DefaultSettings.of(WebhookSettings.class).responseTimeout())
        .as("Okta waits three seconds")
        .isLessThan(Duration.ofSeconds(3));
  }
}
