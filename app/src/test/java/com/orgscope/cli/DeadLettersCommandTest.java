package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class DeadLettersCommandTest {
  @TempDir private Path home = Path.of("");

  /** What somebody reads aloud, pastes into a ticket, scrapes or logs. */
  @Test
  void nobody_is_named_in_a_listing_a_log_line_or_a_metric_and_an_export_has_every_byte()
      throws IOException {
    String event =
        """
        {"published":"2026-11-20T09:00:00Z","eventType":"user.authentication.sso",\
        "actor":{"id":"00uZELDAzelda123456","displayName":"Zelda Zinnia",\
        "alternateId":"zelda.zinnia@secret.example"},"client":{"ipAddress":"203.0.113.77"}}\
        """;
    List<String> lines =
        List.of(
            event,
            event.substring(0, event.length() - 3),
            event.replace('"', '\''),
            "zelda.zinnia@secret.example came in from 203.0.113.77",
            "{\"zelda.zinnia@secret.example\":\"203.0.113.77\",\"203.0.113.77\":1}",
            "{\"uuid\":\"1\",\"published\":\"Zelda Zinnia\",\"eventType\":\"user.session.start\"}",
            "\"Zelda \\\"Zinnia\\\": 203.0.113.77",
            "{\"a\":'zelda.zinnia@secret.example',}");
    String[] secrets = {"zelda", "zinnia", "secret.example", "203.0.113"};
    ListAppender<ILoggingEvent> logged = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    logged.start();
    root.addAppender(logged);
    try {
      CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
      for (String source : List.of("okta", "google", "entra")) {
        Path events = Files.write(home.resolve(source + ".ndjson"), lines);
        CommandLineRun.json(
            home, "ingest", "--tenant", "acme", "--source", source, events.toString());
      }
      String[] list = {"ingest", "dead-letters", "--tenant", "acme"};
      CommandLineRun shown = CommandLineRun.of(home, list);
      assertThat(shown.out()).contains("for example").contains("\"actor\":{\"id\":\"99xxxxx");
      JsonNode json = CommandLineRun.json(home, list);
      assertThat(json.get("letters").asLong()).isGreaterThan(15);
      assertThat(shown.out() + shown.err() + json).doesNotContainIgnoringCase(secrets);
    } finally {
      root.detachAppender(logged);
    }
    assertThat(logged.list)
        .allSatisfy(one ->
            assertThat(one.getFormattedMessage() + one.getThrowableProxy())
                .doesNotContainIgnoringCase(secrets));
    assertThat(Metrics.globalRegistry.getMeters())
        .anyMatch(meter -> meter.getId().getName().equals("orgscope.ingest.dead.letters"))
        .allSatisfy(
            meter -> assertThat(meter.getId().toString()).doesNotContainIgnoringCase(secrets));
    Path file = home.resolve("all.ndjson");
    CommandLineRun.json(
        home, "ingest", "dead-letters", "--tenant", "acme", "--export", file.toString());
    assertThat(
            Files.readAllLines(file).stream()
                .map(JsonMapper.shared()::readTree)
                .filter(letter -> letter.get("source").asString().equals("OKTA"))
                .map(letter -> letter.path("event").asString("")))
        .contains(event, "zelda.zinnia@secret.example came in from 203.0.113.77");
  }

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
    assertThat(CommandLineRun.of(home, "ingest", "dead-letters", "--tenant", "acme").out())
        .as("the reason in words")
        .contains("1 from OKTA: the line is no JSON");
    CommandLineRun nowhere =
        CommandLineRun.of(
            home, "ingest", "dead-letters", "--tenant", "acme", "--export", home + "/no/x");
    assertThat(nowhere.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(nowhere.err()).contains("no file can be made").doesNotContain("mistake of ours");
  }
}
