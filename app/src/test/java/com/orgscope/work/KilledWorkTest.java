package com.orgscope.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import com.orgscope.testing.ChildProcess;
import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every unit of work counts once, counted in a table of the test, whoever dies when. */
@Tag("slow")
class KilledWorkTest {
  private static final int ALL = Laborer.SHARDS * Laborer.UNITS;

  private final Database database = TestDatabase.fresh();
  private final List<Process> started = new ArrayList<>();

  @BeforeEach
  void count() throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("CREATE TABLE work.counted (job text, shard int, unit int)");
      statement.execute("GRANT SELECT, INSERT ON work.counted TO orgscope_worker");
    }
  }

  @AfterEach
  void end() throws Exception {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
    database.close();
  }

  @Test
  void a_process_killed_at_any_point_of_a_unit_loses_nothing_and_does_nothing_twice()
      throws Exception {
    for (String point :
        List.of("before:3", "in-effect:7", "after:9", "in-effect:25", "before-end:25")) {
      Process victim = labor("points", point);
      assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(victim.exitValue()).as("halted at " + point).isEqualTo(137);
    }
    assertThat(lines(labor("points", "nowhere"))).containsExactly("starts", "succeeded");
    assertThat(counted("points")).containsExactly(ALL, ALL);
  }

  @Test
  void a_process_killed_at_random_moments_loses_nothing_and_does_nothing_twice() throws Exception {
    Random random = new Random(11);
    for (int i = 0; i < 5; i++) {
      Process victim = labor("random", "nowhere");
      assertThat(victim.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("starts");
      victim.waitFor(random.nextInt(250), TimeUnit.MILLISECONDS);
      victim.destroyForcibly().waitFor();
    }
    assertThat(lines(labor("random", "nowhere"))).containsExactly("starts", "succeeded");
    assertThat(counted("random")).containsExactly(ALL, ALL);
  }

  @Test
  void when_one_of_two_processes_is_killed_the_other_takes_its_shards_over() throws Exception {
    Process victim = labor("shared", "in-effect:5");
    Process other = labor("shared", "nowhere");
    assertThat(lines(other)).containsExactly("starts", "succeeded");
    assertThat(victim.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(counted("shared")).containsExactly(ALL, ALL);
  }

  /** All rows, and all different ones. */
  private List<Integer> counted(String job) throws Exception {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*), count(DISTINCT (shard, unit)) FROM work.counted WHERE job = '"
                    + job
                    + "'")) {
      row.next();
      return List.of(row.getInt(1), row.getInt(2));
    }
  }

  private Process labor(String job, String haltAt) throws IOException {
    Process process =
        ChildProcess.of(Laborer.class, 128, List.of(), TestServer.nameOf(database), job, haltAt)
            .start();
    started.add(process);
    return process;
  }

  private static List<String> lines(Process process) throws Exception {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = reader.lines().toList();
      assertThat(process.waitFor()).isZero();
      return lines;
    }
  }
}
