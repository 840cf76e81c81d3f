package com.orgscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.KeptServer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The demo, with the answers of a model that were recorded. */
@Tag("slow")
class DemoTest {
  private static final String[] DEMO = {
    "demo", "--recorded-model", "--employees", "120", "--days", "62", "--no-serve"
  };

  @TempDir private static Path folder = Path.of("");
  private static Path home = Path.of("");

  @SuppressWarnings("UnusedVariable") // closed by JUnit
  @AutoClose
  private static @Nullable KeptServer server;

  @BeforeAll
  static void home() {
    home = folder.resolve("home");
    server = KeptServer.on(home);
  }

  @Test
  void a_recorded_model_is_asked_about_applications_alone_and_costs_nothing() {
    JsonNode demo = CommandLineRun.json(home, DEMO);
    JsonNode asked = demo.path("applications");
    assertThat(asked.path("model").asString()).isEqualTo("recorded-answers");
    assertThat(asked.path("known").asLong()).isPositive();
    assertThat(asked.path("asked").asLong()).isGreaterThan(asked.path("known").asLong());
    String tenant = demo.path("tenant").asString();
    JsonNode budget = CommandLineRun.json(home, "budget", "--tenant", tenant);
    assertThat(budget.path("budget").path("committed_usd").asDouble(-1)).isZero();
    JsonNode people = CommandLineRun.json(home, "category", "--tenant", tenant).path("people");
    assertThat(people.values())
        .as("it speaks of no people")
        .isNotEmpty()
        .noneMatch(
            person -> person.path("origin").path("model").asString().equals("recorded-answers"));

    JsonNode contracts = CommandLineRun.json(home, "contracts", "show", "--tenant", tenant);
    assertThat(contracts.path("contracts").values())
        .hasSizeGreaterThan(5)
        .anyMatch(contract -> contract.path("known").path("idle").asInt() > 0)
        .anyMatch(contract -> contract.path("known").isNull())
        .anyMatch(contract -> contract.path("currency").asString().equals("EUR"));
    assertThat(contracts.path("unpaid").size()).isPositive();
    assertThat(home.resolve("demo"))
        .as("no file with logins stays")
        .isDirectoryNotContaining("glob:**.csv");
    assertThat(home.resolve("journal").resolve(tenant).toFile().list())
        .as("the release of four weeks before, and the last day's")
        .hasSize(2);

    JsonNode happened = demo.path("happened");
    assertThat(happened.path("published").size()).isEqualTo(1);
    assertThat(happened.path("reorganized").path("people").asInt()).isPositive();
    assertThat(happened.path("longer_sessions_since").asString()).isNotEmpty();
    String adopted = happened.path("adopted").path("application").asString();
    assertThat(contracts.path("contracts").values())
        .anyMatch(contract -> contract.path("application").asString().equals(adopted));
    assertThat(contracts.path("rates").get(0).path("day").asString())
        .as("signed before the first release was drawn")
        .isEqualTo(happened.path("published").get(0).asString());
    assertThat(
            CommandLineRun.json(home, "people", "units", "--tenant", tenant)
                .path("units")
                .toString())
        .contains(happened.path("reorganized").path("department").asString());
    assertThat(
            CommandLineRun.json(home, "policies", "show", "--tenant", tenant)
                .path("history")
                .size())
        .isEqualTo(3);

    one_contract_is_due_and_one_change_was_given_by_lot(
        tenant, LocalDate.parse(demo.path("last_day").asString()), contracts);

    CommandLineRun again = CommandLineRun.of(home, DEMO);
    assertThat(again.out()).contains("recorded-answers about " + asked.path("asked").asLong());
    assertThat(again.err())
        .as("what shows this company, and no other")
        .contains("demo --days 62 --employees 120 --recorded-model shows the pages");
    the_last_night_is_taken_back_and_that_too(
        tenant, happened.path("published").get(0).asString() + ".1");
  }

  /** Alone, so that its noise is that of one, and held by as many as stand clear of it. */
  private void one_contract_is_due_and_one_change_was_given_by_lot(
      String tenant, LocalDate lastDay, JsonNode contracts) {
    LocalDate next = lastDay.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
    List<JsonNode> due =
        contracts.path("contracts").values().stream()
            .filter(contract -> !contract.path("notice_date").asString("").isEmpty())
            .filter(contract -> {
              LocalDate notice = LocalDate.parse(contract.path("notice_date").asString());
              return !notice.isBefore(next) && notice.isBefore(next.plusMonths(3));
            })
            .toList();
    assertThat(due).hasSize(1);
    assertThat(due.getFirst().path("known").path("idle").asInt())
        .as("of 120 people")
        .isBetween(45, 60);
    JsonNode claims = CommandLineRun.json(home, "claims", "show", "--tenant", tenant);
    assertThat(claims.path("claims").size()).isEqualTo(1);
    assertThat(claims.toString()).contains("share:50");
  }

  /** As scripts call it, which say no reason. */
  private void the_last_night_is_taken_back_and_that_too(String tenant, String earlier) {
    JsonNode back = CommandLineRun.json(home, "rollback", "--tenant", tenant, "--run", earlier);
    assertThat(back.path("newest").asString()).isEqualTo(earlier);
    assertThat(back.path("withdrawn").size()).isEqualTo(1);
    JsonNode people = CommandLineRun.json(home, "category", "--tenant", tenant).path("people");
    assertThat(people.values())
        .allMatch(person -> person.path("origin").path("run").asString().equals(earlier));
    JsonNode undone = CommandLineRun.json(home, "rollback", "--tenant", tenant, "--undo");
    assertThat(undone.path("restored")).isEqualTo(back.path("withdrawn"));
  }
}
