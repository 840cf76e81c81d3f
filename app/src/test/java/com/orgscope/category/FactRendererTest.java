package com.orgscope.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.category.Judgment.Fact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FactRendererTest {
  private static final List<Fact> FACTS =
      List.of(
          new Fact("F1", Map.of("app", "Route 53", "share", "31 %")),
          new Fact("F12", Map.of("app", "{F1.share}", "share", "2 %")));

  @Test
  void figures_come_from_the_facts() {
    assertThat(FactRenderer.render("{F1.app} at {F1.share}.", FACTS))
        .isEqualTo("Route 53 at 31 %.");
  }

  @Test
  void a_name_that_looks_like_a_placeholder_is_only_a_name() {
    assertThat(FactRenderer.render("{F12.app}", FACTS)).isEqualTo("{F1.share}");
  }

  @Test
  void prose_cannot_cite_what_no_fact_says() {
    assertThatThrownBy(() -> FactRenderer.render("{F2.app}", FACTS))
        .hasMessageContaining("{F2.app}");
    assertThatThrownBy(() -> FactRenderer.render("{F1.accesses}", FACTS))
        .hasMessageContaining("accesses");
  }

  @Test
  void prose_states_no_figure_of_its_own() {
    assertThatThrownBy(() -> FactRenderer.render("{F1.app} at 40 percent", FACTS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
