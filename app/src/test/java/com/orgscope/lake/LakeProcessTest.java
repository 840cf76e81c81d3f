package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.MaintenanceProcess.Point;
import com.orgscope.state.PreparedHome;
import com.orgscope.testing.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Real processes on one home: they race, and one dies in the worst place. */
@Tag("slow")
class LakeProcessTest {
  static final int DIED = 137;
  private static final TimeWindow MARCH =
      new TimeWindow(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-04-01"));

  @TempDir Path home;

  @BeforeEach
  void prepare() {
    PreparedHome.in(home);
  }

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

  /**
   * Housekeeping and an erasure are killed at their points, one after the other on one home; what
   * people see changes by none of it, and the next run finishes.
   */
  @Test
  void housekeeping_and_erasures_killed_at_any_point_change_no_answer_and_are_finished_by_the_next()
      throws Exception {
    String soon = "2026-03-08T12:00:00Z";
    String later = "2027-06-01T12:00:00Z";
    try (ConfigurableApplicationContext context = LakeProcess.context(home)) {
      Lake lake = context.getBean(Lake.class);
      for (int i = 1; i <= 3; i++) {
        lake.append(
            LakeProcess.TENANT,
            Events.batch(
                Events.visit(i, "2026-03-01T10:00:00Z", i, "Mail"),
                Events.visit(10 + i, "2026-03-02T10:00:00Z", i, "Mail")),
            Map.of("source", "" + i));
      }
      lake.derive(
          LakeProcess.TENANT,
          LakeTable.APP_USAGE_DAILY,
          lake.dueDays(LakeProcess.TENANT),
          new NamedQuery(LakeProcessTest.class, "daily"),
          Map.of());
      Maintenance maintenance =
          new Maintenance(MaintenanceProcess.shop(context, Instant.parse(later), Point.NOWHERE));
      dies(Point.BEFORE_COMPACTION, 0, soon, lake, 6);
      dies(Point.BETWEEN_ERASURES, 3, soon, lake, 4);
      assertThat(lake.erase(LakeProcess.TENANT, Set.of(Events.person(3))))
          .as("events were gone, their daily figures not yet")
          .isEqualTo(2);
      dies(Point.BEFORE_COMPACTION, 0, later, lake, 4);
      dies(Point.WHILE_DELETING, 0, later, lake, 4);
      maintenance.maintain(List.of(LakeProcess.TENANT));
      assertThat(count(lake)).isEqualTo(4);
      assertThat(lake.position(LakeProcess.TENANT, "source")).contains("3");
      assertThat(parquet()).as("a month of each table and nothing left behind").hasSize(2);
      maintenance.retain(LakeProcess.TENANT, new Retention(90, 200, null));
      dies(Point.BEFORE_DROPPING, 0, later, lake, 4);
      maintenance.maintain(List.of(LakeProcess.TENANT));
      assertThat(count(lake)).isZero();
    }
  }

  /** Runs until it dies at the point, and counts what is there then. */
  private void dies(Point point, long person, String now, Lake lake, long events) throws Exception {
    assertThat(await(maintenance(point, person, now))).as("dies at %s", point).isEqualTo(DIED);
    assertThat(count(lake)).as("after %s", point).isEqualTo(events);
  }

  private Process maintenance(Point point, long person, String now) throws IOException {
    return java(MaintenanceProcess.class, home.toString(), point.name(), "" + person, now);
  }

  private Process start(int writer, int events, int dieIn) throws IOException {
    return java(LakeProcess.class, home.toString(), "" + writer, "" + events, "" + dieIn);
  }

  private Process java(Class<?> main, String... arguments) throws IOException {
    return ChildProcess.of(main, 256, List.of(), arguments)
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
            new NamedQuery(LakeProcessTest.class, "count"),
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
