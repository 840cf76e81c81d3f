package com.orgscope.scim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ScimSettingsTest {
  @Test
  void without_a_word_the_settings_are_these() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("orgscope.scim", ScimSettings.class))
        .isEqualTo(ScimSettings.defaults());
  }
}
