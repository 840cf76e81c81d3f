package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeadLettersCommandTest {
  @TempDir private Path home = Path.of("");

  @Test
  void an_export_holds_each_letter_with_its_reason_and_overwrites_nothing() throws IOException {
    Path events = Files.write(home.resolve("e.ndjson"), new byte[] {'{', 'a', '\n', 'b', -1, '\n'});
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun.json(home, "ingest", "--tenant", "acme", "--source", "okta", events.toString());
    Path file = home.resolve("dead.ndjson");
    String[] export = {"ingest", "dead-letters", "--tenant", "acme", "--export", file.toString()};
    assertThat(CommandLineRun.json(home, export).get("exported").asLong()).isEqualTo(2);
    List<JsonNode> letters =
        Files.readAllLines(file).stream().map(JsonMapper.shared()::readTree).toList();
    assertThat(letters).hasSize(2).allSatisfy(l -> assertThat(l.get("reason").isString()).isTrue());
    assertThat(letters)
        .anyMatch(letter -> letter.has("event") && letter.get("event").asString().equals("{a"));
    assertThat(letters).anyMatch(letter -> letter.has("event_base64"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    CommandLineRun again = CommandLineRun.of(home, export);
    assertThat(again.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(again.err()).contains("dead.ndjson").contains("name a new one");
  }
}
