package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

    CommandLineRun tried = connect(file, "--try");
    assertThat(tried.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(tried.out())
        .contains("Trying okta of acme; nothing of it is kept.", "not granted: okta.logs.read")
        .contains("It cannot be read like this")
        .doesNotContain(SECRET);
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

  @Test
  void a_csv_that_is_not_read_is_said_once_with_what_it_lacks_and_what_to_download()
      throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path logs = Files.createDirectory(home.resolve("logs"));
    String row = "2026-11-20T09:00:00Z,u%d,user.authentication.sso,SUCCESS,AppInstance,Tracker\n";
    Files.writeString(
        logs.resolve("okta.csv"),
        "timestamp,uuid,event_type,outcome.result,target0.type,target0.display_name\n"
            + row.formatted(1)
            + row.formatted(2));
    Files.writeString(logs.resolve("people.csv"), "name,title,hired\nZelda,Boss,2020-01-01\n");
    CommandLineRun run =
        CommandLineRun.of(home, "ingest", "--tenant", "acme", "--source", "okta", logs.toString());
    assertThat(run.out()).contains("5 dead letters").doesNotContain("Zelda");
    assertThat(run.out().lines().filter(line -> line.contains("the CSV has no column")))
        .hasSize(1)
        .allMatch(line -> line.contains("okta.csv: ") && line.contains("actor.alternate_id"));
    assertThat(run.out().lines().filter(line -> line.contains("names none of the known")))
        .hasSize(1)
        .allMatch(line -> line.contains("people.csv: ") && line.contains("Download it in Okta's"));
  }

  /** The same activity by two ways is two events, for nobody can tell; so it is said. */
  @Test
  void entries_of_googles_second_way_are_told_of() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path entries =
        Files.writeString(
            home.resolve("entries.ndjson"),
            """
            {"protoPayload":{"authenticationInfo":{"principalEmail":"a@example.com"},\
            "serviceName":"login.googleapis.com","methodName":"x","metadata":{"activityId":\
            {"timeUsec":"%d000","uniqQualifier":"-77"},"event":[{"eventType":"login",\
            "eventName":"login_success"}]}}}
            """
                .formatted(System.currentTimeMillis() - 3_600_000));
    String[] ingest = {"ingest", "--tenant", "acme", "--source", "google", entries.toString()};
    assertThat(CommandLineRun.of(home, ingest).out())
        .contains("1 accepted", "1 entries came by way of Cloud Logging", "Use one way only");
    Path account =
        Files.writeString(
            home.resolve("account.json"),
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of("client_email", "x@example.com", "private_key", TestKeys.pem())));
    CommandLineRun connected =
        CommandLineRun.of(
            home,
            "connect",
            "--tenant",
            "acme",
            "--source",
            "google",
            "--no-check",
            "--set",
            "admin=admin@example.com",
            "--secret-file",
            "service-account=" + account);
    assertThat(connected.exit()).as(connected.err()).isEqualTo(OrgscopeCommand.DONE);
    assertThat(CommandLineRun.of(home, ingest).out()).contains("Both ways are on here");
    assertThat(CommandLineRun.json(home, ingest).path("remark").asString()).contains("Both ways");
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
