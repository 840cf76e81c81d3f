package com.orgscope.lake;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Home;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.state.Database;
import com.orgscope.state.Residency;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.RowDelta;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several writers, and writers of other kinds, on the same tables. */
@Tag("slow")
class ConcurrencyTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final LocalDate DAY = LocalDate.parse("2026-03-01");

  @TempDir Path home;
  @AutoClose private final Database database = TestDatabase.fresh();
  private Lake lake;

  @BeforeEach
  void open() {
    lake = TestLake.open(database, home);
  }

  @Test
  void several_processes_append_at_once_and_nothing_is_lost() throws Exception {
    int lakes = 3;
    int threads = 2;
    int appends = 8;
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int l = 0; l < lakes; l++) {
      Lake one = TestLake.open(database, home);
      for (int t = 0; t < threads; t++) {
        int writer = l * threads + t;
        TenantId tenant = writer % 2 == 0 ? ACME : OTHER;
        writers.add(() -> {
          for (int i = 1; i <= appends; i++) {
            EventBatch batch =
                Events.batch(
                    Events.visit(writer * 1000L + i, "2026-03-01T10:00:00Z", writer, "Mail"));
            one.append(tenant, batch, Map.of("writer " + writer, "" + i));
          }
          return true;
        });
      }
    }
    try (var pool = Executors.newFixedThreadPool(writers.size())) {
      for (Future<Boolean> done : pool.invokeAll(writers)) {
        assertThat(done.get()).isTrue();
      }
    }
    assertThat(count(ACME)).isEqualTo(24);
    assertThat(count(OTHER)).isEqualTo(24);
    for (int writer = 0; writer < writers.size(); writer++) {
      assertThat(lake.position(writer % 2 == 0 ? ACME : OTHER, "writer " + writer))
          .contains("" + appends);
    }
  }

  @Test
  void appends_and_derivations_side_by_side_end_in_the_figures_of_all_events() throws Exception {
    Lake deriving = TestLake.open(database, home);
    NamedQuery daily = new NamedQuery(ConcurrencyTest.class, "daily");
    try (var pool = Executors.newFixedThreadPool(2)) {
      Future<?> writing =
          pool.submit(() -> {
            for (int i = 1; i <= 25; i++) {
              lake.append(
                  ACME, Events.batch(Events.visit(i, "2026-03-01T10:00:00Z", 1, "Mail")), Map.of());
            }
          });
      while (!writing.isDone()) {
        deriving.derive(ACME, LakeTable.APP_USAGE_DAILY, deriving.dueDays(ACME), daily, Map.of());
      }
      writing.get();
    }
    deriving.derive(ACME, LakeTable.APP_USAGE_DAILY, deriving.dueDays(ACME), daily, Map.of());
    assertThat(
            lake.ask(
                new NamedQuery(ConcurrencyTest.class, "usage"),
                Scope.everybody(ACME),
                new TimeWindow(DAY, DAY.plusDays(1)),
                Map.of(),
                row -> row.getLong("accesses")))
        .containsExactly(25L);
  }

  @Test
  void rows_that_another_engine_deleted_are_gone_from_every_answer() throws IOException {
    for (int file = 0; file < 2; file++) {
      EventBatch batch = new EventBatch();
      for (int i = 0; i < 10; i++) {
        batch.add(Events.visit(file * 10 + i, "2026-03-01T10:00:00Z", i, "Mail"));
      }
      lake.append(ACME, batch, Map.of());
    }
    BaseTable table =
        new Tables(database, new Home(home), Residency.UNBOUND).load(LakeTable.SSO_EVENTS);
    deleteFromOneFile(table, 0, 3, 4);
    assertThat(count(ACME)).isEqualTo(17);
    assertThat(lake.eventKeys(ACME, Instant.parse("2026-03-01T10:00:00Z"))).hasSize(34);
    assertThat(
            lake.ask(
                new NamedQuery(ConcurrencyTest.class, "count"),
                Scope.only(ACME, Events.person(3)),
                new TimeWindow(DAY, DAY.plusDays(1)),
                Map.of(),
                row -> row.getLong("events")))
        .containsExactly(1L);
    lake.derive(
        ACME,
        LakeTable.APP_USAGE_DAILY,
        new TreeSet<>(List.of(DAY)),
        new NamedQuery(ConcurrencyTest.class, "daily"),
        Map.of());
    assertThat(
            lake
                .ask(
                    new NamedQuery(ConcurrencyTest.class, "usage"),
                    Scope.everybody(ACME),
                    new TimeWindow(DAY, DAY.plusDays(1)),
                    Map.of(),
                    row -> row.getLong("accesses"))
                .stream()
                .mapToLong(n -> n)
                .sum())
        .isEqualTo(17);
  }

  private static void deleteFromOneFile(BaseTable table, long... positions) throws IOException {
    BaseDVFileWriter writer =
        new BaseDVFileWriter(
            OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PUFFIN).build(),
            path -> null);
    try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
      FileScanTask task = tasks.iterator().next();
      for (long position : positions) {
        writer.delete(task.file().location(), position, task.spec(), task.file().partition());
      }
    }
    writer.close();
    RowDelta delta = table.newRowDelta();
    writer.result().deleteFiles().forEach(delta::addDeletes);
    delta.commit();
  }

  private long count(TenantId tenant) {
    return lake.ask(
            new NamedQuery(ConcurrencyTest.class, "count"),
            Scope.everybody(tenant),
            new TimeWindow(DAY, DAY.plusDays(1)),
            Map.of(),
            row -> row.getLong("events"))
        .getFirst();
  }
}
