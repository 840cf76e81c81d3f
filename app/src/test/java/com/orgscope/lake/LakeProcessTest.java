package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Real processes on one home: they race, and one dies in the worst place. */
class LakeProcessTest {
  private static final int DIED = 137;
  private static final TimeWindow MARCH =
      new TimeWindow(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));

  @TempDir Path home;

  @Test
  void a_killed_writer_leaves_files_that_no_table_knows_and_starts_again_where_it_was()
      throws Exception {
    assertThat(await(start(1, 10, 4))).isEqualTo(DIED);
    try (ConfigurableApplicationContext context = LakeProcess.context(home)) {
      Lake lake = context.getBean(Lake.class);
      assertThat(count(lake)).as("three whole appends of two days").isEqualTo(6);
      assertThat(lake.position(LakeProcess.TENANT, "writer 1")).contains("3");
      assertThat(parquet()).as("two files of the fourth are orphans").hasSize(8);
    }
    Process again = start(1, 10, 0);
    Process other = start(2, 10, 0);
    assertThat(await(again)).isZero();
    assertThat(await(other)).isZero();
    try (ConfigurableApplicationContext context = LakeProcess.context(home)) {
      Lake lake = context.getBean(Lake.class);
      assertThat(count(lake)).isEqualTo(40);
      assertThat(lake.position(LakeProcess.TENANT, "writer 1")).contains("10");
      assertThat(lake.position(LakeProcess.TENANT, "writer 2")).contains("10");
      assertThat(lake.dueDays(LakeProcess.TENANT))
          .containsExactly(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-02"));
    }
  }

  private Process start(int writer, int events, int dieIn) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LakeProcess.class.getName());
    command.addAll(List.of(home.toString(), "" + writer, "" + events, "" + dieIn));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("process.log").toFile()))
        .start();
  }

  private static int await(Process process) throws InterruptedException {
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the process does not end");
    }
    return process.exitValue();
  }

  private static long count(Lake lake) {
    return lake.ask(
            new Question(LakeProcessTest.class, "count"),
            Scope.everybody(LakeProcess.TENANT),
            MARCH,
            Map.of(),
            row -> row.getLong("keys"))
        .getFirst();
  }

  private List<Path> parquet() throws IOException {
    try (Stream<Path> walk = Files.walk(home.resolve("lake"))) {
      return walk.filter(f -> f.toString().endsWith(".parquet")).toList();
    }
  }
}
