package com.orgscope.llm.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.llm.ModelPort;
import com.orgscope.llm.ModelPortContract;
import com.orgscope.llm.TestModels;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AnthropicPortTest extends ModelPortContract {
  AnthropicPortTest() {
    super(TestModels.claude());
  }

  @Override
  protected ModelPort port(String url) {
    return new AnthropicPort(TestModels.settings(url, ""));
  }

  /** It must be marked for the cache, or every question pays for it anew. */
  @Override
  protected String systemText(JsonNode request) {
    JsonNode block = request.path("system").path(0);
    assertThat(block.path("cache_control").path("type").asString()).isEqualTo("ephemeral");
    return block.path("text").asString();
  }

  @Test
  void without_a_key_it_is_absent_and_says_what_to_set() {
    ModelPort port = port("");
    assertThat(port.settings().present()).isFalse();
    assertThat(port.absence()).contains("ANTHROPIC_API_KEY");
  }
}
