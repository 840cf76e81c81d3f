package com.orgscope.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** A company of twenty people, and what a changed policy would have done there. */
@Tag("slow")
class PolicyReplayCommandTest {
  @TempDir private Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private @Nullable KeptServer server;

  @BeforeEach
  void aServer() throws IOException {
    server = KeptServer.on(home);
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
  }

  @Test
  void a_changed_policy_is_told_as_a_table_and_as_json() throws IOException {
    Path data = home.resolve("data");
    CommandLineRun.of(
        home,
        "simulate",
        "--employees",
        "20",
        "--days",
        "14",
        "--last-day",
        "2026-11-22",
        "--out",
        data.toString());
    CommandLineRun.json(
        home, "people", "import", "--tenant", "acme", data.resolve("people.csv").toString());
    CommandLineRun.json(
        home, "ingest", "--tenant", "acme", "--source", "okta", data.resolve("events").toString());
    Path inForce =
        Files.writeString(
            home.resolve("policies.csv"),
            "policy,value,valid_from\nsession_length,2h,2026-11-01\n");
    CommandLineRun.json(home, "policies", "import", "--tenant", "acme", inForce.toString());
    String[] policy = {"--session-hours", "0.5", "--factor", "on-risk", "--as-of", "2026-11-22"};
    assertThat(run(policy).out())
        .contains("Sessions of 30 minutes; a factor only on a network that is new, had it held")
        .contains("to 2026-11-22:", "challenges a week")
        .contains(
            "Your policy ends a session after 2.000 hours without a visit; --session-hours counts from the sign-in and is stricter. To replay a time without a visit, use --idle-hours.");
    JsonNode told = CommandLineRun.json(home, line(policy));
    JsonNode all = told.path("all");
    assertThat(told.path("to").asString()).isEqualTo("2026-11-22");
    assertThat(told.path("days").asInt()).isBetween(12, 14);
    assertThat(all.path("challenges").asDouble()).isPositive();
    assertThat(
            CommandLineRun.json(
                home,
                line(
                    "--session-hours",
                    "0.5",
                    "--factor",
                    "on-risk",
                    "--as-of",
                    "2026-11-22",
                    "--days",
                    "36600")))
        .as("a hundred years of nothing before add nothing")
        .isEqualTo(told);
    JsonNode fewer = all.path("fewer_challenges");
    assertThat(fewer.path("typical").asDouble())
        .isBetween(fewer.path("low").asDouble(), fewer.path("high").asDouble());
  }

  @Test
  void a_life_as_short_as_the_idle_time_in_force_is_warned_of_and_nothing_else() {
    Duration inForce = Duration.ofHours(2);
    assertThat(warned(inForce, "--session-hours", "2")).contains("after 2.000 hours");
    assertThat(warned(Duration.ofMinutes(150), "--session-hours", "1"))
        .contains("after 2.500 hours", "use --idle-hours");
    assertThat(warned(inForce, "--session-hours", "2.1")).isEmpty();
    assertThat(warned(inForce, "--idle-hours", "1")).isEmpty();
    assertThat(warned(inForce, "--remember-days", "7")).isEmpty();
    assertThat(warned(null, "--session-hours", "1")).as("nobody said what is in force").isEmpty();
  }

  private static String warned(@Nullable Duration inForce, String... line) {
    PoliciesCommand.Replaying replaying =
        CommandLine.populateCommand(new PoliciesCommand.Replaying(), line);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    replaying.warn(inForce, new PrintStream(said, true, UTF_8));
    return said.toString(UTF_8);
  }

  @Test
  void what_nobody_can_mean_is_refused_before_anything_is_read() {
    for (String hours : List.of("0", "1e18", "NaN", "-1", "8761")) {
      assertThat(run("--session-hours", hours).err())
          .as(hours)
          .containsAnyOf("from 0 to 8760", "one minute to 365 days");
    }
    for (String days : List.of("0", "2000000000", "36601")) {
      assertThat(run("--session-hours", "8", "--days", days).err())
          .as(days)
          .contains("--days is a number from 1 to 36600");
    }
    assertThat(run().err()).contains("a changed policy changes something");
    assertThat(run("--bundle", ",").err()).contains("a changed policy changes something");
    assertThat(run("--factor", "never").err()).contains("--factor takes on-risk");
    assertThat(run("--remember-days", "366").err())
        .contains("--remember-days is a number from 1 to 365");
    for (String days : List.of("90", "366", "36600")) {
      assertThat(run("--session-hours", "8", "--days", days).err())
          .contains("nothing came in about anybody in the " + days + " days");
    }
  }

  private CommandLineRun run(String... args) {
    return CommandLineRun.of(home, line(args));
  }

  private static String[] line(String... args) {
    String[] all = new String[args.length + 4];
    all[0] = "policies";
    all[1] = "replay";
    all[2] = "--tenant";
    all[3] = "acme";
    System.arraycopy(args, 0, all, 4, args.length);
    return all;
  }
}
