package com.orgscope.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.llm.ModelPort;
import com.orgscope.llm.ModelPortContract;
import com.orgscope.llm.TestModels;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenAiPortTest extends ModelPortContract {
  OpenAiPortTest() {
    super(TestModels.gpt());
  }

  @Override
  protected ModelPort port(String url) {
    return new OpenAiPort(TestModels.settings("", url));
  }

  @Override
  protected String systemText(JsonNode request) {
    assertThat(request.path("messages").path(0).path("role").asString()).isEqualTo("system");
    return request.path("messages").path(0).path("content").asString();
  }

  @Test
  void without_a_key_it_is_absent_and_says_what_to_set() {
    ModelPort port = port("");
    assertThat(port.settings().present()).isFalse();
    assertThat(port.absence()).contains("OPENAI_API_KEY", "OPENAI_BASE_URL");
  }
}
