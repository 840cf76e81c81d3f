package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.Categorizer.Heard;
import com.orgscope.cli.OrgscopeCommand.Format;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightReport.State;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NightlyCommandTest {
  private static final NightReport GAVE_UP_ON_THREE =
      new NightReport(
          "2026-11-20.1",
          LocalDate.of(2026, 11, 20),
          State.PARTIAL,
          "the database was away",
          new NightReport.Selected(Map.of("first", 40), 40, new NightReport.Deferred(7, 3)),
          new NightReport.Judged(30, 5, 2, 0, 3),
          new NightReport.Change(4, 25, 2),
          new NightReport.Questions(0, 0, 0),
          new Heard(12, 3),
          new NightReport.Cost(0, 0, 0, null),
          1.5);

  @Test
  void people_without_an_answer_are_told_as_people_and_scripts_find_them_by_the_name_they_know() {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    NightlyCommand.print(GAVE_UP_ON_THREE, new PrintStream(text, true, UTF_8));
    assertThat(text.toString(UTF_8))
        .contains("  3 people have no answer: their work was given up, or judging them failed\n")
        .contains(
            "  4 of 25 people decided before changed their kind of work, 2 of them after somebody's word\n")
        .contains("  7 people who need it are left to later nights; the longest has waited for 3\n")
        .contains("  of 12 answers about applications, who uses them beside what contradicts 3\n")
        .doesNotContainIgnoringCase("dead");
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    new Answer(Format.json, new PrintStream(document, true, UTF_8))
        .give(NightlyCommand.document(GAVE_UP_ON_THREE, null), out -> {});
    JsonNode json = JsonMapper.shared().readTree(document.toByteArray());
    assertThat(json.path("dead_lettered").asInt()).isEqualTo(3);
    assertThat(json.path("deferred").asInt()).isEqualTo(7);
    assertThat(json.path("longest_deferred").asInt()).isEqualTo(3);
    assertThat(json.path("changed").asInt()).isEqualTo(4);
    assertThat(json.path("decided_before").asInt()).isEqualTo(25);
    assertThat(json.path("changed_by_hand").asInt()).isEqualTo(2);
    assertThat(json.path("people").asInt())
        .as("everybody who was chosen is one of these")
        .isEqualTo(
            json.path("decided").asInt()
                + json.path("uncertain").asInt()
                + json.path("not_enough_data").asInt()
                + json.path("provisional").asInt()
                + json.path("dead_lettered").asInt());
  }
}
