package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How commands end when they are typed wrong or asked for what is not there. */
@Tag("slow")
class CommandLineTest {
  @TempDir private Path home = Path.of("");

  @Test
  void wrong_usage_ends_with_two_and_says_what_is_right() {
    CommandLineRun run = CommandLineRun.of(home, "ingest", "--tenant", "acme");
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(run.err()).contains("--source");
    assertThat(run.out()).isEmpty();
    assertThat(CommandLineRun.of(home, "dance").exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(CommandLineRun.of(home, "usage", "--tenant", "No Such").exit())
        .isEqualTo(OrgscopeCommand.WRONG_USAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "ingest --help", "bench stream -h", "help ingest", "help"})
  void every_command_says_how_it_is_used(String line) {
    CommandLineRun run = CommandLineRun.of(home, line.split(" "));
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.DONE);
    assertThat(run.out()).startsWith("Usage: orgscope").contains("--home");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void a_tenant_nobody_made_is_named() {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun run = CommandLineRun.of(home, "nightly", "--tenant", "ghost");
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(run.err()).contains("ghost").doesNotContain("Exception");
  }

  @Test
  void a_tenant_that_is_there_already_is_described_in_words() {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun run = CommandLineRun.of(home, "tenant", "create", "acme", "--name", "Other");
    assertThat(run.err())
        .contains("'Acme', technology, region eu, zone UTC")
        .doesNotContain("Tenant[");
  }

  @Test
  void a_login_nobody_has_is_said_to_be_nobodys() {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    for (String command : new String[] {"usage", "category", "erase"}) {
      CommandLineRun run =
          CommandLineRun.of(
              home,
              Stream.concat(
                      Stream.of(command, "--tenant", "acme", "--login", "ghost@example.com"),
                      command.equals("erase") ? Stream.of("--yes") : Stream.of())
                  .toArray(String[]::new));
      assertThat(run.exit()).as(command + run).isEqualTo(OrgscopeCommand.FAILED);
      assertThat(run.err()).as(command).contains("ghost@example.com", "nobody");
      assertThat(run.out()).as(command).isEmpty();
    }
  }

  @Test
  void a_missing_file_is_named_and_nothing_is_read() {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    CommandLineRun people =
        CommandLineRun.of(home, "people", "import", "--tenant", "acme", "nowhere.csv");
    assertThat(people.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(people.err()).contains("nowhere.csv");
    CommandLineRun events =
        CommandLineRun.of(home, "ingest", "--tenant", "acme", "--source", "okta", "nowhere.ndjson");
    assertThat(events.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(events.err()).contains("nowhere.ndjson");
  }

  @Test
  void a_simulation_is_the_same_bytes_again() throws IOException {
    for (String name : new String[] {"one", "two"}) {
      CommandLineRun.json(
          home,
          "simulate",
          "--employees",
          "12",
          "--days",
          "3",
          "--last-day",
          "2026-01-30",
          "--out",
          home.resolve(name).toString());
    }
    assertThat(Files.readString(home.resolve("one/people.csv")))
        .isEqualTo(Files.readString(home.resolve("two/people.csv")));
  }

  @Test
  void a_demo_that_is_refused_makes_no_folder() {
    Path none = home.resolve("none");
    for (String[] wrong : new String[][] {{"--employees", "1"}, {"--days", "0"}}) {
      CommandLineRun run = CommandLineRun.of(none, "demo", "--no-serve", wrong[0], wrong[1]);
      assertThat(run.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
      assertThat(run.err()).containsAnyOf(" to ", " at least ").doesNotContain("Exception");
      assertThat(none).doesNotExist();
    }
  }

  @Test
  void a_port_in_use_is_a_clear_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      CommandLineRun run =
          CommandLineRun.of(home, "serve", "--port", Integer.toString(taken.getLocalPort()));
      assertThat(run.exit()).isEqualTo(OrgscopeCommand.FAILED);
      assertThat(run.err()).contains("port " + taken.getLocalPort() + " is in use");
      assertThat(run.err()).doesNotContain("Exception");
      try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        String port = "." + taken.getLocalPort() + ".";
        assertThat(left.map(file -> file.getFileName().toString()))
            .as("a start that fails leaves nothing")
            .noneMatch(name -> name.startsWith("tomcat") && name.contains(port));
      }
    }
  }

  @Test
  void a_role_that_is_none_is_said_to_be_none(@TempDir Path home) {
    CommandLineRun run = CommandLineRun.of(home, "serve", "--roles", "sleep");
    assertThat(run.exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(run.err()).contains("'sleep' is no role").doesNotContain("mistake of ours");
  }
}
