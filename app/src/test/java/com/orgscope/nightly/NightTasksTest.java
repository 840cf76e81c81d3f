package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.bench.StubModel;
import com.orgscope.category.Assignments;
import com.orgscope.cli.CommandLineRun;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.llm.scripted.Act;
import com.orgscope.llm.scripted.ScriptedAnthropic;
import com.orgscope.llm.scripted.ScriptedProvider;
import com.orgscope.state.Database;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.Product;
import com.orgscope.work.TestWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A night as four tasks of somebody's engine: processes that know nothing of each other. */
@Tag("slow")
class NightTasksTest {
  private static final String DAY = "2026-01-30";
  private static final TenantId TENANT = new TenantId("acme");
  private static final Caller SYSTEM = Caller.system(TENANT, "test");
  private static final int TASKS = 4;
  private static final int SAMPLES = 20;

  @TempDir private static Path folder = Path.of("");

  @Test
  void four_tasks_do_a_night_once_and_hold_no_transaction_open_while_a_model_answers()
      throws Exception {
    StubModel model = new StubModel();
    Map<String, Integer> asked = new ConcurrentHashMap<>();
    CountDownLatch asking = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (ScriptedAnthropic claude =
            new ScriptedAnthropic(question -> {
              asked.merge(question.user(), 1, Integer::sum);
              asking.countDown();
              wait(answer);
              return Act.says(
                  model.answer(
                      question.user().split("\nYour first answer")[0],
                      question.body().path("output_config").path("format").path("schema")));
            });
        var context = Product.in(company()).run()) {
      List<Process> tasks = new ArrayList<>();
      for (int index = 0; index < TASKS; index++) {
        tasks.add(task(index, claude.url()));
      }
      assertThat(asking.await(120, TimeUnit.SECONDS)).as("a model is asked").isTrue();
      assertThat(openThroughout(context.getBean(Database.class)))
          .as("transactions that stay open while a model is asked")
          .isEmpty();
      answer.countDown();
      List<JsonNode> nights = new ArrayList<>();
      for (Process task : tasks) {
        nights.add(read(task));
      }
      assertThat(nights).extracting(night -> night.path("run").asString()).containsOnly(DAY + ".1");
      assertThat(nights)
          .extracting(night -> night.path("state").asString())
          .containsOnly("published");
      int people = nights.getFirst().path("people").asInt();
      assertThat(people).isGreaterThan(100);
      assertThat(nights).extracting(night -> night.path("people").asInt()).containsOnly(people);
      assertThat(nights.getFirst().path("questions").asInt()).isPositive();
      assertThat(asked.values()).as("how often each was asked").containsOnly(1);
      assertThat(context.getBean(Assignments.class).current(SYSTEM)).hasSize(people);
      assertThat(TestWork.leases(context.getBean(Database.class), TENANT, "nightly.%"))
          .as("how often each shard was taken: prepare, consult, ten of people, close")
          .hasSize(13)
          .containsOnly(1L);

      int before = asked.size();
      JsonNode restarted = read(task(2, claude.url()));
      assertThat(restarted).as("as told before").isEqualTo(nights.get(2));
      assertThat(asked).hasSize(before);
      assertThat(context.getBean(Nightly.class).recent(SYSTEM, 9)).hasSize(1);
    }
  }

  private static void wait(CountDownLatch answer) {
    try {
      var unused = answer.await(120, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path company() {
    Path home = folder.resolve("home");
    String data = folder.resolve("data").toString();
    CommandLineRun.json(
        home, "simulate", "--employees", "120", "--days", "40", "--last-day", DAY, "--out", data);
    CommandLineRun.json(home, "tenant", "create", TENANT.value(), "--name", "Acme");
    CommandLineRun.json(home, "people", "import", "--tenant", TENANT.value(), data + "/people.csv");
    CommandLineRun.json(
        home, "ingest", "--tenant", TENANT.value(), "--source", "okta", data + "/events");
    return home;
  }

  private static Process task(int index, String model) throws IOException {
    return ChildProcess.ofProduct(
            384,
            List.of(
                "-Dorgscope.llm.anthropic.api-key=" + ScriptedProvider.KEY,
                "-Dorgscope.llm.anthropic.base-url=" + model,
                "-Dorgscope.agent.ask-below-confidence=1"),
            "--home",
            folder.resolve("home").toString(),
            "nightly",
            "--tenant",
            TENANT.value(),
            "--as-of",
            DAY,
            "--task-index",
            Integer.toString(index),
            "--task-count",
            Integer.toString(TASKS),
            "--format",
            "json")
        .start();
  }

  private static JsonNode read(Process task) throws Exception {
    String said = new String(task.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(task.waitFor()).as(said).isZero();
    // The Java runtime may say something of itself before.
    return JsonMapper.shared().readTree(said.substring(said.indexOf("{\n")));
  }

  /** Which transactions of others were open each time that somebody looked, for a second. */
  private static Set<String> openThroughout(Database database) {
    Set<String> throughout = open(database);
    for (int sample = 0; sample < SAMPLES && !throughout.isEmpty(); sample++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      throughout.retainAll(open(database));
    }
    return throughout;
  }

  private static Set<String> open(Database database) {
    return database.inTransactionAs(
        SYSTEM,
        sql ->
            new HashSet<>(
                sql
                    .sql(
                        """
                        SELECT DISTINCT pid || ' ' || virtualtransaction FROM pg_locks
                        WHERE pid <> pg_backend_pid() AND locktype IN ('relation', 'transactionid',
                          'advisory', 'tuple') AND granted
                          AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'relation'
                            AND database = (SELECT oid FROM pg_database
                              WHERE datname = current_database()))
                        """)
                    .query(String.class)
                    .list()
                    .stream()
                    .collect(Collectors.toSet())));
  }
}
