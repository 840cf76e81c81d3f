package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class SourcesCommandTest {
  private static final String SECRET = "00sQ-nobody-may-read-this";

  @TempDir private Path home = Path.of("");

  @Test
  void a_source_is_connected_with_its_secret_from_a_file_and_shows_no_secret() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path file = Files.writeString(home.resolve("token"), SECRET + "\n");
    CommandLineRun refused =
        CommandLineRun.of(
            home, "connect", "--tenant", "acme", "--source", "okta", "--set", "api-token=x");
    assertThat(refused.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(refused.err()).contains("--secret-file");
    CommandLineRun misspelt =
        CommandLineRun.of(
            home, "connect", "--tenant", "acme", "--source", "okta", "--set", "organisation=x");
    assertThat(misspelt.err()).contains("organisation").contains("api-token");

    CommandLineRun unreachable = connect(file);
    assertThat(unreachable.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(CommandLineRun.json(home, "sources", "--tenant", "acme").path("sources")).isEmpty();

    CommandLineRun connected = connect(file, "--no-check");
    assertThat(connected.exit()).isEqualTo(OrgscopeCommand.DONE);
    JsonNode source =
        CommandLineRun.json(home, "sources", "--tenant", "acme").path("sources").path(0);
    assertThat(source.path("source").asString()).isEqualTo("okta");
    assertThat(source.path("streams")).hasSize(2);
    assertThat(source.path("completeness").path("open_hours").asLong()).isGreaterThan(2000);
    JsonNode log = source.path("streams").path(1);
    assertThat(log.path("ever_read").asBoolean(true)).isFalse();
    assertThat(log.path("lag_seconds").asLong(-1)).as("since it is connected").isBetween(0L, 60L);
    CommandLineRun text = CommandLineRun.of(home, "sources", "--tenant", "acme");
    assertThat(text.out()).contains("not read yet, connected ").doesNotContain(SECRET);
    assertThat(connected.out() + connected.err() + unreachable.err()).doesNotContain(SECRET);
  }

  private CommandLineRun connect(Path token, String... more) {
    String[] args = {
      "connect",
      "--tenant",
      "acme",
      "--source",
      "okta",
      "--set",
      "org=http://127.0.0.1:9",
      "--secret-file",
      "api-token=" + token
    };
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return CommandLineRun.of(home, all);
  }
}
