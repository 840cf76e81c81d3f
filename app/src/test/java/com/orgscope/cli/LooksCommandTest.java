package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.category.TestCompany;
import com.orgscope.category.TestRuns;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.review.Contests;
import com.orgscope.testing.OktaVisit;
import com.orgscope.testing.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LooksCommandTest {
  private static final String ANN = "ann@acme.example";
  private static final String BO = "bo@acme.example";

  /** What of the rooms tells what a named person does, or many people's names. */
  private static final Pattern NAMES_PEOPLE =
      Pattern.compile(
          "\\.logins\\(|\\.identities\\(|bean\\((Usage|RoleDrift|ModelConversations)\\.class\\)");

  @TempDir private Path home;

  @Test
  @Tag("slow")
  void a_command_that_names_somebody_is_told_to_them_with_its_purpose_or_that_it_said_none()
      throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            "employee_id,login,display_name,department\n1,"
                + ANN
                + ",Ann,Platform\n2,"
                + BO
                + ",Bo,Platform\n");
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    Path events =
        Files.writeString(
            home.resolve("events.ndjson"),
            OktaVisit.of("e-1", yesterday, 1, "Tracker").by("00u1", ANN).json() + "\n");
    CommandLineRun.json(home, "ingest", "--tenant", "acme", "--source", "okta", events.toString());

    assertThat(usage(ANN).get("accesses").asLong()).as("as scripts call it").isEqualTo(1);
    usage(ANN, "--purpose", "own-request", "--reference", "DSR-9");
    CommandLineRun unlisted =
        CommandLineRun.of(
            home, "usage", "--tenant", "acme", "--login", ANN, "--purpose", "curiosity");
    assertThat(unlisted.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(unlisted.err()).contains("security-incident, access-review");
    assertThat(unlisted.out()).isEmpty();

    JsonNode looks = looks(ANN);
    assertThat(looks.size()).isEqualTo(2);
    assertThat(looks.get(0).get("purpose").asString()).isEqualTo("the person's own request");
    assertThat(looks.get(0).get("reference").asString()).isEqualTo("DSR-9");
    assertThat(looks.get(0).get("role").asString()).isEqualTo("IT_SECURITY");
    assertThat(looks.get(1).get("purpose").asString())
        .isEqualTo("the command line, no purpose said");
    assertThat(looks.get(1).get("reference").isNull()).isTrue();
    assertThat(looks(BO).size()).isZero();
    units_are_granted_and_taken_back_by_name();
    what_is_contested_is_listed_with_a_look_and_decided_once();
  }

  private void what_is_contested_is_listed_with_a_look_and_decided_once() {
    TenantId acme = new TenantId("acme");
    Caller it = Caller.commandLine(acme, "tess");
    try (var context = Product.in(home).run()) {
      PersonKey bo = context.getBean(People.class).byLogin(it, BO).orElseThrow().key();
      TestRuns.active(
          context,
          acme,
          "said",
          LocalDate.of(2026, 11, 21),
          Map.of(bo, TestCompany.decided("Engineering", 0.9)));
      context
          .getBean(Contests.class)
          .open(new Caller(acme, Role.EMPLOYEE, "bo", bo), "Product", "I plan");
    }
    CommandLineRun unsaid = CommandLineRun.of(home, "review", "list", "--tenant", "acme");
    assertThat(unsaid.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(unsaid.err()).contains("opened for a purpose of this list");
    assertThat(unsaid.out()).isEmpty();
    assertThat(looks(BO).size()).isZero();
    JsonNode waits =
        CommandLineRun.json(
            home,
            "review",
            "list",
            "--tenant",
            "acme",
            "--purpose",
            "correction",
            "--reference",
            "HR-7");
    JsonNode contest = waits.get("contests").get(0);
    assertThat(contest.get("login").asString()).isEqualTo(BO);
    assertThat(contest.get("wanted").asString()).isEqualTo("Product");
    assertThat(contest.get("overdue").asBoolean()).isFalse();
    assertThat(looks(BO).size()).isEqualTo(1);
    String number = contest.get("contest").asString();
    assertThat(decide(number).exit()).isEqualTo(OrgscopeCommand.WRONG_USAGE);
    assertThat(
            CommandLineRun.of(
                    home,
                    "override",
                    "--tenant",
                    "acme",
                    "--login",
                    BO,
                    "--category",
                    "Legal",
                    "--reason",
                    "r")
                .err())
        .contains("under review");
    CommandLineRun decided = decide(number, "--category", "Product");
    assertThat(decided.exit()).as(decided.err()).isEqualTo(OrgscopeCommand.DONE);
    assertThat(decided.out()).contains("it is Product");
    assertThat(decide(number, "--uphold").err()).contains("is decided");
  }

  private CommandLineRun decide(String number, String... how) {
    return CommandLineRun.of(
        home,
        Stream.concat(
                Stream.of(
                    "review", "decide", "--tenant", "acme", "--contest", number, "--reason", "so"),
                Stream.of(how))
            .toArray(String[]::new));
  }

  private void units_are_granted_and_taken_back_by_name() {
    CommandLineRun unknown = units("grant-units", "--department", "Nowhere");
    assertThat(unknown.exit()).isEqualTo(OrgscopeCommand.FAILED);
    assertThat(unknown.err()).contains("there is no unit 'Nowhere'", "Platform");
    assertThat(units("grant-units", "--category", "Other").exit())
        .as("the rest of several units")
        .isEqualTo(OrgscopeCommand.FAILED);
    assertThat(units("grant-units").exit()).as("of nothing").isEqualTo(OrgscopeCommand.WRONG_USAGE);
    CommandLineRun granted =
        units(
            "grant-units",
            "--department",
            "Platform",
            "--category",
            "Engineering",
            "--until",
            "2099-12-31");
    assertThat(granted.exit()).as(granted.err()).isEqualTo(OrgscopeCommand.DONE);
    JsonNode grants =
        CommandLineRun.json(home, "access", "units", "--tenant", "acme").get("grants");
    assertThat(grants.size()).isEqualTo(2);
    assertThat(grants.get(0).get("unit").asString()).isEqualTo("Platform");
    assertThat(grants.get(0).get("until").asString()).isEqualTo("2099-12-31");
    assertThat(units("revoke-units", "--department", "Platform").exit())
        .isEqualTo(OrgscopeCommand.DONE);
    assertThat(units("revoke-units", "--department", "Platform").err())
        .contains("were not granted 'Platform'");
  }

  private CommandLineRun units(String command, String... which) {
    return CommandLineRun.of(
        home,
        Stream.concat(
                Stream.of("access", command, "--tenant", "acme", "--login", BO), Stream.of(which))
            .toArray(String[]::new));
  }

  private JsonNode usage(String login, String... more) {
    return CommandLineRun.json(
        home,
        Stream.concat(Stream.of("usage", "--tenant", "acme", "--login", login), Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode looks(String login) {
    return CommandLineRun.json(home, "access", "looks", "--tenant", "acme", "--login", login)
        .get("looks");
  }

  @Test
  void each_command_that_names_people_writes_it_down_for_them() throws IOException {
    Path commands = Path.of("src", "main", "java", "com", "orgscope", "cli");
    List<String> naming;
    try (Stream<Path> all = Files.list(commands)) {
      naming =
          all.filter(file -> NAMES_PEOPLE.matcher(text(file)).find())
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
    }
    assertThat(naming)
        .containsExactly(
            "CategoryCommand.java",
            "ClaimsCommand.java",
            "ContractsCommand.java",
            "DriftCommand.java",
            "NightlyCommand.java",
            "ReviewCommand.java",
            "UsageCommand.java");
    assertThat(naming)
        .allSatisfy(
            file -> assertThat(text(commands.resolve(file))).contains(".openByCommand(caller, "));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
