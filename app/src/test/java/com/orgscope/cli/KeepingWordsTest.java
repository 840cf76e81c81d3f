package com.orgscope.cli;

import static com.orgscope.cli.OrgscopeCommand.FAILED;
import static com.orgscope.cli.OrgscopeCommand.WRONG_USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands by which operators keep a company's own numbers and words, and check the log. */
@Tag("slow")
class KeepingWordsTest {
  @TempDir private Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private @Nullable KeptServer server;

  @BeforeEach
  void keepTheServer() {
    server = KeptServer.on(home);
  }

  @Test
  void own_numbers_and_words_are_set_shown_refused_and_audited() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    JsonNode set =
        CommandLineRun.json(
            home,
            "assumptions",
            "set",
            "--tenant",
            "acme",
            "hourly-cost",
            "--low",
            "90",
            "--typical",
            "100",
            "--high",
            "110",
            "--source",
            "our payroll");
    assertThat(named(set.path("assumptions"), "hourly-cost").path("typical").asDouble())
        .isEqualTo(100);
    assertThat(CommandLineRun.of(home, "assumptions", "--tenant", "acme").out())
        .contains("hourly-cost", "100 (90 to 110)", "your own", "our payroll", "weeks-per-year");
    JsonNode ofSales =
        CommandLineRun.json(
            home,
            "assumptions",
            "set",
            "--tenant",
            "acme",
            "hourly-cost/sales",
            "--low",
            "60",
            "--typical",
            "70",
            "--high",
            "80",
            "--source",
            "our payroll");
    assertThat(named(ofSales.path("assumptions"), "hourly-cost/Sales").path("typical").asDouble())
        .isEqualTo(70);
    assertThat(named(ofSales.path("assumptions"), "hourly-cost").path("typical").asDouble())
        .isEqualTo(100);
    refused(
        FAILED,
        "no kind of work 'Sailing'",
        "--low",
        "1",
        "--typical",
        "2",
        "--high",
        "3",
        "hourly-cost/Sailing");
    refused(
        FAILED,
        "there is no assumption",
        "--low",
        "1",
        "--typical",
        "2",
        "--high",
        "3",
        "nonsense");
    refused(
        WRONG_USAGE,
        "--low <= --typical <= --high",
        "--low",
        "9",
        "--typical",
        "2",
        "--high",
        "3",
        "hourly-cost");
    refused(
        FAILED,
        "ends at 1",
        "--low",
        "0.1",
        "--typical",
        "0.5",
        "--high",
        "1.5",
        "removable-challenges");

    CommandLineRun.json(
        home, "vocabulary", "--tenant", "acme", "--category", "Sales", "--name", "Revenue");
    JsonNode words =
        CommandLineRun.json(home, "vocabulary", "--tenant", "acme", "--add", "--name", "Gardening");
    assertThat(CommandLineRun.of(home, "assumptions", "--tenant", "acme").out())
        .as("by the name that the company gives it now")
        .contains("hourly-cost/Revenue", "70 (60 to 80)")
        .doesNotContain("hourly-cost/Sales");
    assertThat(words.path("categories").toString())
        .contains("{\"category\":\"Sales\",\"name\":\"Revenue\"}")
        .contains("{\"category\":\"Gardening\",\"name\":\"Gardening\"}");
    CommandLineRun taken =
        CommandLineRun.of(
            home, "vocabulary", "--tenant", "acme", "--category", "Legal", "--name", "Revenue");
    assertThat(taken.exit()).isEqualTo(FAILED);
    assertThat(taken.err()).contains("'Revenue' already means Revenue here");
    CommandLineRun half =
        CommandLineRun.of(home, "vocabulary", "--tenant", "acme", "--category", "Legal");
    assertThat(half.exit()).isEqualTo(WRONG_USAGE);

    wordsOfAFile();

    JsonNode whole = CommandLineRun.json(home, "verify", "--tenant", "acme");
    assertThat(whole.path("whole").asBoolean()).isTrue();
    assertThat(whole.path("entries").asLong()).isPositive();
    CommandLineRun again = CommandLineRun.of(home, "verify", "--tenant", "acme");
    assertThat(again.out())
        .contains("is whole: " + (whole.path("entries").asLong() + 2))
        .contains("Releases of acme: 0, each signed", "0 charges");
    JsonNode every = CommandLineRun.json(home, "verify");
    assertThat(every.path("companies").get(0).path("releases").path("faults")).isEmpty();
    CommandLineRun said =
        CommandLineRun.of(
            home, "verify", "--tenant", "acme", "--number", "2026-01-01.1:total/people=5");
    assertThat(said.exit()).isEqualTo(FAILED);
    assertThat(said.out()).contains("was not published: no release 2026-01-01.1 was signed");
    assertThat(CommandLineRun.of(home, "verify", "--number", "2026-01-01.1:total/people=5").exit())
        .isEqualTo(WRONG_USAGE);
    assertThat(CommandLineRun.of(home, "privacy", "price").out())
        .contains("P1M", "as set", "A year may cost epsilon 16");
    assertThat(CommandLineRun.json(home, "privacy", "price", "--people", "300").path("prices"))
        .hasSize(4);

    CommandLineRun nothing =
        CommandLineRun.of(
            home, "release", "--tenant", "acme", "--withdraw", "2026-01-01.1", "--reason", "x");
    assertThat(nothing.exit()).isEqualTo(FAILED);
    assertThat(nothing.err()).contains("there is no release '2026-01-01.1'");
    assertThat(
            CommandLineRun.of(home, "release", "--tenant", "acme", "--withdraw", "2026-01-01.1")
                .exit())
        .isEqualTo(WRONG_USAGE);

    Path people = Files.writeString(home.resolve("people.csv"), PEOPLE);
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    assertThat(
            CommandLineRun.of(home, "drift", "--tenant", "acme", "--login", "ann@x.example").out())
        .contains("too little of ann@x.example");
  }

  @Test
  void units_are_listed_and_replaced_by_a_file() throws IOException {
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            """
            login,title,department,division
            ann@x.example,Engineer,Platform,Technology
            bo@x.example,Engineer,Data,Technology
            cy@x.example,Seller,Field Sales,Commercial
            dee@x.example,Lawyer,Legal,
            """);
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
    assertThat(CommandLineRun.of(home, "people", "units", "--tenant", "acme").out())
        .containsSubsequence("3 units", "Technology", "2 people", "Data", "1, by the HR system")
        .contains("Commercial", "Legal");
    Path file =
        Files.writeString(
            home.resolve("divisions.tsv"), "Data\tResearch\nLegal\tGroup\nHR\tGroup\n");
    JsonNode plan =
        CommandLineRun.json(home, "people", "units", "--tenant", "acme", file.toString());
    assertThat(plan.path("imported").asInt()).isEqualTo(3);
    assertThat(plan.path("units").valueStream().map(unit -> unit.path("name").asString()))
        .containsExactlyInAnyOrder("Research", "Technology", "Commercial", "Group");
    assertThat(plan.path("units").toString())
        .contains("\"said_by\":\"list\"", "\"said_by\":\"hr\"");
    assertThat(plan.path("unknown_departments").toString()).isEqualTo("[\"HR\"]");
    assertThat(plan.path("unlisted_departments").toString())
        .isEqualTo("[\"Field Sales\",\"Platform\"]");
    Files.writeString(file, "Data\tResearch\nLegal Group\n");
    CommandLineRun wrong =
        CommandLineRun.of(home, "people", "units", "--tenant", "acme", file.toString());
    assertThat(wrong.exit()).isEqualTo(FAILED);
    assertThat(wrong.err()).contains("line 2 has no tab");
    assertThat(CommandLineRun.of(home, "people", "units", "--tenant", "acme").out())
        .as("nothing of a wrong file is stored")
        .contains("Legal", "1, by the list", "the list names 'HR', which nobody has");
  }

  private static final String PEOPLE =
      """
      employee_id,login,display_name,title,department,hire_date,manager_id
      1,ann@x.example,Ann,Engineer,Platform,2020-01-01,
      """;

  private void refused(int exit, String why, String... values) {
    String[] all = new String[values.length + 6];
    System.arraycopy(
        new String[] {"assumptions", "set", "--tenant", "acme", "--source", "me"}, 0, all, 0, 6);
    System.arraycopy(values, 0, all, 6, values.length);
    CommandLineRun run = CommandLineRun.of(home, all);
    assertThat(run.exit()).as(why).isEqualTo(exit);
    assertThat(run.err()).contains(why);
  }

  /** After two versions that single words made. */
  private void wordsOfAFile() throws IOException {
    CommandLineRun shown = CommandLineRun.of(home, "vocabulary", "show", "--tenant", "acme");
    assertThat(shown.out()).contains("version 2", "name Sales = Revenue", "add Gardening");
    Path file = Files.writeString(home.resolve("words.txt"), "role Closer = Hunting\n");
    CommandLineRun refused =
        CommandLineRun.of(home, "vocabulary", "check", "--tenant", "acme", file.toString());
    assertThat(refused.exit()).isEqualTo(FAILED);
    assertThat(refused.err()).contains("line 1: there is no category 'Hunting'");
    Files.writeString(file, "name Sales = Revenue\nadd Gardening\nrole Closer = Sales\n");
    CommandLineRun.json(home, "vocabulary", "check", "--tenant", "acme", file.toString());
    CommandLineRun early =
        CommandLineRun.of(home, "vocabulary", "preview", "--tenant", "acme", file.toString());
    assertThat(early.err()).contains("no night has looked at this company yet");
    JsonNode released =
        CommandLineRun.json(
            home, "vocabulary", "release", "--tenant", "acme", "--reason", "ours", file.toString());
    assertThat(released.path("version").asInt()).isEqualTo(3);
    CommandLineRun.json(
        home, "vocabulary", "rollback", "--tenant", "acme", "--to", "1", "--reason", "too many");
    JsonNode history = CommandLineRun.json(home, "vocabulary", "history", "--tenant", "acme");
    assertThat(history.path("versions")).hasSize(4);
    assertThat(history.path("versions").get(0).path("words").asString())
        .isEqualTo("name Sales = Revenue");
  }

  private static JsonNode named(JsonNode all, String id) {
    for (JsonNode one : all) {
      if (one.path("id").asString().equals(id)) {
        return one;
      }
    }
    throw new AssertionError("no " + id + " in " + all);
  }
}
