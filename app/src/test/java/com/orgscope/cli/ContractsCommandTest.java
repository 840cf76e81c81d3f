package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.sources.TestClock;
import com.orgscope.sources.okta.OktaDouble;
import com.orgscope.state.KeptServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class ContractsCommandTest {
  @TempDir private Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private @Nullable KeptServer server;

  @BeforeEach
  void aCompanyWithALeaver() throws IOException {
    server = KeptServer.on(home);
    CommandLineRun.json(home, "tenant", "create", "acme", "--name", "Acme");
    Path people =
        Files.writeString(
            home.resolve("people.csv"),
            """
            employee_id,login,display_name,title,department,hire_date,end_date
            1,ada@acme.example,Ada,Engineer,Engineering,2020-01-01,
            2,bob@acme.example,Bob,Engineer,Engineering,2020-01-01,2026-01-01
            """);
    CommandLineRun.json(home, "people", "import", "--tenant", "acme", people.toString());
  }

  @Test
  void contracts_are_read_and_shown_with_what_may_be_given_back() throws IOException {
    assertThat(run("show").out()).contains("No contracts yet");
    Path contracts =
        Files.writeString(
            home.resolve("contracts.csv"),
            """
            application;seats;price;currency;renewal;notice_days;renews_by_itself
            Figma;5;144,50;USD;2030-12-31;30;yes
            Jira;2;10;EUR;2020-12-31;0;yes
            """);
    assertThat(run("import", contracts.toString()).out())
        .contains("2 contracts", "what EUR is worth");
    assertThat(run("rate", "EUR", "1.10", "--source", "the bank", "--on", "2026-11-01").out())
        .contains("1 EUR is taken to be worth 1.10 USD as of 2026-11-01 (the bank)");
    Path seats =
        Files.writeString(
            home.resolve("seats.csv"),
            "application,login\nFigma,ada@acme.example\nFigma,bob@acme.example\nFigma,x@y.example\n");
    assertThat(run("seats", seats.toString()).out())
        .contains("2 seats of people in the directory, 1 of other accounts; of 1 applications");
    String shown = run("show").out();
    assertThat(shown)
        .contains("Figma: 5 seats, $722.50 a year")
        .contains(
            "3 given (0 used, 0 idle, 1 of people who left, 1 cannot tell, 1 of other accounts), 2 spare")
        .contains("3 to give back, $433.50 a year, by 2030-12-01")
        .contains("Jira: 2 seats, $22.00 a year")
        .contains("who has a seat is not known");
    CommandLineRun unsaid = run("idle", "figma");
    assertThat(unsaid.err()).contains("opened for a purpose of this list");
    assertThat(unsaid.out()).isEmpty();
    assertThat(idle("figma").out()).contains("1 idle seats", "bob@acme.example");
    JsonNode figma =
        CommandLineRun.json(home, "contracts", "show", "--tenant", "acme")
            .path("contracts")
            .path(0);
    assertThat(figma.path("notice_date").asString()).isEqualTo("2030-12-01");
    assertThat(figma.path("give_back_usd_per_year").decimalValue()).isEqualByComparingTo("433.50");
    assertThat(figma.path("known").path("cannot_tell").asInt()).isEqualTo(1);
  }

  @Test
  void a_company_that_counts_in_euros_reads_of_euros_and_never_of_dollars() throws IOException {
    assertThat(
            CommandLineRun.of(home, "tenant", "create", "bell", "--name", "B", "--currency", "x"))
        .extracting(CommandLineRun::err)
        .asString()
        .contains("is no currency");
    JsonNode made =
        CommandLineRun.json(
            home, "tenant", "create", "bell", "--name", "Bell", "--currency", "eur");
    assertThat(made.path("currency").asString()).isEqualTo("EUR");
    assertThat(CommandLineRun.of(home, "tenant", "create", "bell", "--name", "Bell").err())
        .as("it stays")
        .contains("exists already", "currency EUR");
    Path contracts =
        Files.writeString(
            home.resolve("contracts.csv"),
            """
            application;seats;price;currency
            Figma;5;144,50;EUR
            Jira;2;10;CHF
            """);
    StringBuilder told = new StringBuilder();
    told.append(bell("contracts", "import", contracts.toString()));
    told.append(bell("contracts", "show"));
    told.append(bell("contracts", "rate", "CHF", "1.05", "--source", "the bank"));
    told.append(bell("contracts", "rate", "EUR", "1", "--source", "the bank"));
    told.append(bell("contracts", "show"));
    told.append(bell("assumptions"));
    told.append(bell("recommendations"));
    told.append(bell("automation"));
    assertThat(told.toString())
        .contains("what CHF is worth, so its contracts have no price in EUR")
        .contains("1 CHF is taken to be worth 1.05 EUR")
        .contains("every figure is in EUR, which is worth itself")
        .contains("Figma: 5 seats, €722.50 a year", "Jira: 2 seats, €21.00 a year")
        .contains("EUR per hour", "not converted")
        .doesNotContain("$", "USD", "dollar");
    JsonNode shown = CommandLineRun.json(home, "contracts", "show", "--tenant", "bell");
    assertThat(shown.path("currency").asString()).isEqualTo("EUR");
    assertThat(CommandLineRun.of(home, "tenant", "list").out().lines())
        .anyMatch(line -> line.startsWith("bell") && line.contains("EUR"))
        .anyMatch(line -> line.startsWith("acme") && line.contains("USD"));
  }

  private String bell(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--tenant", "bell"));
    CommandLineRun run = CommandLineRun.of(home, all.toArray(String[]::new));
    return run.out() + run.err();
  }

  @Test
  void by_when_to_give_notice_is_told_as_of_the_day() throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate to = today.plusDays(16);
    Path contracts =
        Files.writeString(
            home.resolve("contracts.csv"),
            """
            application,seats,price,currency,renewal,notice_days,renews_by_itself
            Asana,5,10,USD,%s,19,yes
            Figma,5,10,USD,%s,30,yes
            Jira,5,10,USD,%s,19,no
            Miro,5,10,USD,%s,30,no
            """
                .formatted(to, today.minusDays(90), to, today.minusDays(2)));
    run("import", contracts.toString());
    StringBuilder seats = new StringBuilder("application,tier,login\n");
    for (String application : List.of("Asana", "Figma", "Jira", "Miro", "Zoom")) {
      seats.append(application).append(",,ada@acme.example\n");
    }
    assertThat(run("seats", Files.writeString(home.resolve("s.csv"), seats).toString()).out())
        .contains("Zoom stands in no contract, so its seats count nowhere")
        .doesNotContain("Jira stands");
    // Until when notice may be given hangs on no log; of a day that is to come it is told as then.
    for (LocalDate day : List.of(today, today.minusDays(10), today.plusDays(1))) {
      assertThat(run("show", "--as-of", day.toString()).out().lines().map(String::strip))
          .as("as of %s", day)
          .contains(
              "4 to give back, $40.00 a year; the day for it was %s, and it is renewed on %s"
                  .formatted(to.minusDays(19), to),
              "4 to give back, $40.00 a year, by " + today.minusDays(120).plusYears(1),
              "4 to give back, $40.00 a year; it ends on " + to,
              "4 to give back, $0.00 a year; it ended on %s, and nothing is paid for it: write its new renewal if it goes on"
                  .formatted(today.minusDays(2)));
    }
    assertThat(run("show", "--as-of", to.plusDays(1).toString()).out())
        .contains("$0.00 a year; it ended on " + to);
  }

  @Test
  void what_is_wrong_is_said_with_the_way_out() throws IOException {
    assertThat(run("rate", "EUR", "1", "--source", "me", "--on", "2999-01-01").err())
        .contains("nobody knows yet");
    assertThat(run("import", home.resolve("none.csv").toString()).err()).contains("no file");
    assertThat(run("mark", "Figma", "perhaps").err()).contains("sign-ins, native-client");
    assertThat(run("mark", "Figma", "native-client").out()).contains("Figma: native-client");
    assertThat(run("mark", "Figma", "sign-ins").out()).contains("idle after 30 days");
    assertThat(run("mark", "Figma", "sign-ins", "--silence", "3").err()).contains("30 or more");
    assertThat(run("rate", "QQQ", "1", "--source", "me").err()).contains("no currency");
    assertThat(run("rate", "USD", "1", "--source", "me").err()).contains("worth itself");
    assertThat(idle("Figma").err()).contains("no contract names 'Figma'");
  }

  @Test
  void a_connected_source_is_asked_who_has_a_seat() throws IOException {
    assertThat(run("seats").err()).contains("with --from the sources to ask");
    assertThat(run("seats", "--from", "okta", "seats.csv").err()).contains("one of both");
    assertThat(run("seats", "--from", "okta,google").err())
        .contains("told by google or okta", "seats_from", "contracts import --tenant acme");
    Path contracts =
        Files.writeString(
            home.resolve("contracts.csv"),
            """
            application;tier;seats;price;currency;seats_from
            Figma;;5;144,50;USD;okta:Figma
            Jira;Basic;5;10;USD;okta:Jira
            """);
    run("import", contracts.toString());
    assertThat(run("seats", "--from", "okta").out()).contains("connect --tenant acme");
    try (OktaDouble okta = new OktaDouble(new TestClock())) {
      okta.applications().add("0oa1gjh63g214q0Hq0g4", "Figma");
      okta.applications().give("0oa1gjh63g214q0Hq0g4", "ada@acme.example");
      okta.applications().give("0oa1gjh63g214q0Hq0g4", "x@y.example");
      connect(okta);
      CommandLineRun run = run("seats", "--from", "okta");
      assertThat(run.exit()).isEqualTo(OrgscopeCommand.FAILED);
      assertThat(run.out())
          .contains("Figma: 1 seats of people in the directory, 1 of other accounts, by okta:Figma")
          .contains("Jira, Basic: its seats stay as they were, since okta has no active")
          .doesNotContain("@");
      okta.applications().add("0oa1gjh63g214q0Hq0g5", "Jira");
      JsonNode jira =
          CommandLineRun.json(home, "contracts", "seats", "--tenant", "acme", "--from", "OKTA")
              .path("contracts")
              .path(1);
      assertThat(jira.path("seats_from").asString()).isEqualTo("okta:Jira");
      assertThat(jira.path("seats").asInt(-1)).isZero();
      assertThat(jira.path("error").isNull()).isTrue();
    }
    assertThat(run("show").out()).contains("1 cannot tell, 1 of other accounts");
    assertThat(
            CommandLineRun.json(home, "contracts", "show", "--tenant", "acme")
                .path("contracts")
                .path(0)
                .path("seats_from")
                .asString())
        .isEqualTo("okta:Figma");
  }

  private void connect(OktaDouble okta) throws IOException {
    List<String> args =
        new ArrayList<>(List.of("connect", "--tenant", "acme", "--source", "okta", "--no-check"));
    for (Map.Entry<String, String> setting : okta.settings().entrySet()) {
      boolean secret = setting.getKey().equals("api-token");
      Path file = Files.writeString(home.resolve(setting.getKey()), setting.getValue());
      args.add(secret ? "--secret-file" : "--set");
      args.add(setting.getKey() + "=" + (secret ? file : setting.getValue()));
    }
    CommandLineRun.json(home, args.toArray(String[]::new));
  }

  private CommandLineRun idle(String application) {
    return run("idle", application, "--purpose", "licence-question", "--reference", "LIC-4");
  }

  private CommandLineRun run(String... args) {
    String[] all = new String[args.length + 3];
    all[0] = "contracts";
    all[1] = args[0];
    all[2] = "--tenant";
    all[3] = "acme";
    System.arraycopy(args, 1, all, 4, args.length - 1);
    return CommandLineRun.of(home, all);
  }
}
