package com.orgscope.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.assurance.LiveFact.State;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Papers and controls without a running system; PagesTest reads them in one. */
class PapersTest {
  private static LiveFact fact(String key, State state, String value) {
    return new LiveFact(key, state, key, value);
  }

  @Test
  void a_paper_is_filled_with_what_is_in_force_and_marks_what_a_person_must_say() {
    PaperTemplate template =
        new PaperTemplate(
            "a-paper",
            false,
            List.of(
                "# A paper",
                "A law, Article 1",
                "Of {company}.",
                "## Part",
                "- one",
                "- two",
                "| What | How |",
                "|---|---|",
                "| Sent | {models} |",
                "> To fill in: who signs."));
    Paper paper =
        template.filled(
            Map.of(
                "company", fact("company", State.TOLD, "Acme $1"),
                "models", fact("models", State.TOLD, "none | at all")));
    assertThat(paper.title()).isEqualTo("A paper");
    assertThat(paper.toFill()).isOne();
    assertThat(paper.blocks())
        .containsExactly(
            new Paper.Text("Of Acme $1."),
            new Paper.Heading("Part"),
            new Paper.Items(List.of("one", "two")),
            new Paper.Grid(List.of("What", "How"), List.of(List.of("Sent", "none / at all"))),
            new Paper.ToFill("who signs."));
    assertThat(paper.markdown())
        .contains(
            "- one\n- two\n\n| What | How |\n|---|---|\n| Sent | none / at all |\n\n> To fill");
    assertThatThrownBy(() -> template.filled(Map.of())).hasMessageContaining("no fact company");
  }

  @Test
  void every_paper_leaves_something_to_a_person_and_names_its_law() {
    assertThat(PaperTemplate.ALL)
        .hasSize(6)
        .allSatisfy(paper -> {
          assertThat(paper.lines()).anyMatch(line -> line.startsWith(PaperTemplate.TO_FILL));
          assertThat(paper.law()).contains("Article");
        });
    assertThat(PaperTemplate.ALL)
        .filteredOn(PaperTemplate::people)
        .extracting(PaperTemplate::name)
        .containsExactly("impact-assessment", "workers");
  }

  @Test
  void a_control_stands_as_the_worst_of_what_it_rests_on() {
    List<Control> all = Control.all();
    assertThat(all).extracting(Control::id).doesNotHaveDuplicates();
    assertThat(all)
        .allSatisfy(control -> {
          assertThat(control.facts()).isNotEmpty();
          assertThat(List.of(control.iso27001(), control.soc2(), control.gdpr(), control.aiAct()))
              .doesNotContain("");
        });
    Control log =
        all.stream().filter(control -> control.id().equals("log")).findFirst().orElseThrow();
    SortedMap<String, LiveFact> facts = new TreeMap<>();
    facts.put("log-kept", fact("log-kept", State.TOLD, "for long"));
    for (State state : State.values()) {
      facts.put("chain", fact("chain", state, "as it is"));
      assertThat(new Assurance.Looked(java.time.Instant.EPOCH, facts, all).state(log))
          .isEqualTo(state);
    }
    facts.remove("chain");
    assertThatThrownBy(() -> new Assurance.Looked(java.time.Instant.EPOCH, facts, all).state(log))
        .hasMessageContaining("the control log rests on chain");
  }

  @Test
  void how_often_something_left_is_a_power_of_ten() {
    assertThat(OutsideFacts.times(9)).isEqualTo("fewer than ten times");
    for (long sent : new long[] {1_000, 1_001, 9_999}) {
      assertThat(OutsideFacts.times(sent)).isEqualTo("1,000 times or more");
    }
  }
}
