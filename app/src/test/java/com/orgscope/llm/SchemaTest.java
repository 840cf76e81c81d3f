package com.orgscope.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{\"category\":\"Engineering\"}",
        "{\"category\":\"CEO\",\"confidence\":0.5}",
        "{\"category\":\"Sales\",\"confidence\":1.01}",
        "{\"category\":\"Sales\",\"confidence\":-0.01}",
        "{\"category\":\"Sales\",\"confidence\":\"0.5\"}",
        "{\"category\":\"Sales\",\"confidence\":0.5,\"more\":1}",
        "{\"category\":\"Sales\",\"category\":\"Sales\",\"confidence\":0.5}",
        "{\"category\":\"Sales\",\"confidence\":0.5}{}",
        "{\"category\":\"Sales\",\"confidence\":0.5,\"facts\":[\"F1\",\"F2\",\"F3\",\"F4\"]}",
        "{\"category\":\"Sales\",\"confidence\":0.5,\"facts\":[\"F1234\"]}",
        "{\"category\":\"Sales\",\"confidence\":0.5,\"facts\":[1]}"
      })
  void what_breaks_the_schema_is_found(String text) {
    assertThat(TestModels.SCHEMA.faults(text)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"category\":\"Sales\",\"confidence\":0}",
        " {\"confidence\":1,\"category\":\"Engineering\",\"facts\":[]} ",
        "{\"category\":\"Sales\",\"confidence\":0.5,\"facts\":[\"F1\",\"F2\",\"F3\"]}"
      })
  void what_keeps_it_passes(String text) {
    assertThat(TestModels.SCHEMA.faults(text)).isEmpty();
  }

  @Test
  void a_word_that_would_go_unchecked_is_no_schema() {
    assertThatThrownBy(() -> new Schema("s", "{\"type\":\"object\",\"oneOf\":[]}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("oneOf");
  }
}
