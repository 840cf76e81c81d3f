package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Benches as scripts call them; the figures of so little work say nothing. */
@Tag("slow")
class BenchCommandTest {
  @TempDir private Path home = Path.of("");

  @Test
  void ingest_is_compared_with_a_peer_that_writes_the_same_rows() throws IOException {
    JsonNode report =
        CommandLineRun.json(home, "bench", "ingest", "--employees", "40", "--rounds", "1");
    assertThat(report.get("bench").asString()).isEqualTo("ingest");
    JsonNode figure = report.get("figures").get(0);
    assertThat(figure.get("name").asString()).contains("OKTA");
    assertThat(figure.get("peer_name").asString()).startsWith("DuckDB");
    assertThat(figure.get("ours").asDouble()).isPositive();
    assertThat(figure.get("ratio").asDouble())
        .isCloseTo(
            figure.get("ours").asDouble() / figure.get("peer").asDouble(),
            org.assertj.core.data.Percentage.withPercentage(1));
    assertThat(report.get("figures").get(1).get("peer").isNull()).isTrue();
    try (Stream<Path> left = Files.list(home.resolve("bench"))) {
      assertThat(left).as("the bench takes its home away").isEmpty();
    }
  }

  @Test
  void mutated_payloads_are_all_accounted_for() {
    JsonNode report =
        CommandLineRun.json(home, "bench", "fuzz", "--payloads", "3000", "--seed", "7");
    assertThat(report.get("figures").get(0).get("ours").asLong()).isEqualTo(3000);
    assertThat(report.get("figures").get(3).get("ours").asLong()).isPositive();
  }

  @Test
  void requests_of_every_role_are_shown_nothing_that_is_not_theirs() {
    JsonNode report =
        CommandLineRun.json(home, "bench", "access", "--requests", "10000", "--seed", "7");
    assertThat(report.get("figures").values())
        .as("requests, statements, refused, rows shown, pages, shown, refused")
        .extracting(figure -> figure.get("ours").asLong())
        .hasSize(7)
        .allMatch(figure -> figure > 10);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest --rounds 0",
        "lake --tenants 0",
        "stream --rate 0",
        "fuzz --payloads -1",
        "access --requests 0",
        "erase --people 0",
        "crash --kills 0",
        "crash --people 0 --night",
        "nights --nights 0"
      })
  void nothing_is_not_measured(String line) {
    CommandLineRun run = CommandLineRun.of(home, ("bench " + line).split(" "));
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(run.err()).contains(line.split(" ")[1] + " is a number of at least 1");
    assertThat(run.out()).isEmpty();
  }
}
