package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.Orgscope;
import com.orgscope.bench.Colleague;
import com.orgscope.cli.CommandLineRun;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/** A night that is killed with -9 on its way goes on when it is asked for again. */
class KilledNightTest {
  private static final String DAY = "2026-01-30";
  private static final TenantId TENANT = new TenantId("acme");
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final int IN_FLIGHT = 4;
  private static final int KILLS = 3;

  @TempDir private static Path folder = Path.of("");

  @Test
  void a_killed_night_goes_on_as_the_same_run_judges_everybody_once_and_pays_once()
      throws Exception {
    Colleague colleague = new Colleague();
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    Queue<String> bodies = new ConcurrentLinkedQueue<>();
    try (ScriptedAnthropic claude =
        new ScriptedAnthropic(question -> {
          asked.add(question.user());
          bodies.add(question.body().toString());
          return Act.says(
              colleague.answer(
                  question.user().split("\nYour first answer")[0],
                  question.body().path("output_config").path("format").path("schema")));
        })) {
      claude.latency(Duration.ofMillis(150));
      List<String> settings =
          List.of(
              "orgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
              "orgscope.llm.anthropic.base-url=" + claude.url(),
              "orgscope.agent.in-flight=" + IN_FLIGHT);
      settings.forEach(s -> System.setProperty(name(s), s.substring(s.indexOf('=') + 1)));
      try {
        killed(settings);
      } finally {
        settings.forEach(s -> System.clearProperty(name(s)));
      }
    }
    // What was on the wire when a process died is asked again; nothing else is.
    assertThat(asked.size() - new HashSet<>(asked).size()).isLessThanOrEqualTo(KILLS * IN_FLIGHT);
    assertThat(asked).isNotEmpty();
    List<String> people = Files.readAllLines(folder.resolve("data").resolve("people.csv"));
    String everything = String.join("\n", bodies).toLowerCase(Locale.ROOT);
    for (String person : people.subList(1, people.size())) {
      String[] cells = person.toLowerCase(Locale.ROOT).split(",", -1);
      for (String identity : List.of(cells[0], cells[1], cells[2])) {
        assertThat(everything).as("every byte that was sent").doesNotContain(identity);
      }
    }
  }

  private static String name(String setting) {
    return setting.substring(0, setting.indexOf('='));
  }

  private static void killed(List<String> settings) throws Exception {
    Path home = folder.resolve("home");
    String data = folder.resolve("data").toString();
    CommandLineRun.json(
        home, "simulate", "--employees", "400", "--days", "40", "--last-day", DAY, "--out", data);
    CommandLineRun.json(home, "tenant", "create", TENANT.value(), "--name", "Acme");
    CommandLineRun.json(home, "people", "import", "--tenant", TENANT.value(), data + "/people.csv");
    CommandLineRun.json(
        home, "ingest", "--tenant", TENANT.value(), "--source", "okta", data + "/events");

    try (var context =
        new SpringApplicationBuilder(Orgscope.class)
            .web(WebApplicationType.NONE)
            .lazyInitialization(true)
            .properties("orgscope.home=" + PreparedHome.in(home))
            .run()) {
      Database database = context.getBean(Database.class);
      killWhen(home, settings, database, "SELECT count(*) FROM nightly.run");
      killWhen(home, settings, database, "SELECT count(*) FROM category.consultation");
      killWhen(home, settings, database, "SELECT count(*) FROM category.assignment");

      JsonNode night = CommandLineRun.json(home, "nightly", "--tenant", "acme", "--as-of", DAY);
      assertThat(night.path("run").asString()).isEqualTo(DAY + ".1");
      assertThat(night.path("state").asString()).isEqualTo("published");
      long people = night.path("people").asLong();
      assertThat(people).isGreaterThanOrEqualTo(380);
      assertThat(count(database, "SELECT count(*) FROM category.assignment")).isEqualTo(people);
      assertThat(count(database, "SELECT count(*) FROM nightly.run")).isEqualTo(1);
      assertThat(night.path("dead_lettered").asLong()).isZero();
      assertThat(night.path("questions").asLong())
          .isPositive()
          .isEqualTo(count(database, "SELECT count(*) FROM category.consultation"));
      assertThat(count(database, "SELECT count(*) FROM insight.recommendation WHERE standing"))
          .as("what could be changed is worked out with the night")
          .isPositive();
    }
  }

  /** Starts the night in a process of its own and kills it as soon as there is such a row. */
  private static void killWhen(Path home, List<String> settings, Database database, String rows)
      throws IOException, InterruptedException {
    Process night =
        ChildProcess.ofProduct(
                512,
                settings.stream().map(setting -> "-D" + setting).toList(),
                "--home",
                home.toString(),
                "nightly",
                "--tenant",
                TENANT.value(),
                "--as-of",
                DAY)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Instant until = Instant.now().plus(LIMIT);
    while (count(database, rows) == 0) {
      assertThat(Instant.now()).as("waited for: %s", rows).isBefore(until);
      assertThat(night.isAlive() || count(database, rows) > 0).isTrue();
    }
    night.destroyForcibly().waitFor();
  }

  private static long count(Database database, String rows) {
    return database.inTransactionAs(
        Caller.system(TENANT, "test"), jdbc -> jdbc.sql(rows).query(Long.class).single());
  }
}
