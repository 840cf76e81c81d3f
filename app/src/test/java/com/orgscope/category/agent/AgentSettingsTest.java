package com.orgscope.category.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AgentSettingsTest {
  @Test
  void without_a_word_the_limits_are_these() {
    assertThat(
            new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("orgscope.agent", AgentSettings.class))
        .isEqualTo(AgentSettings.defaults());
  }
}
