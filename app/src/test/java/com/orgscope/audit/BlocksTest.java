package com.orgscope.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.BufferedReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers wait for nobody, sealers for no writer, and no entry is in no block or in two. */
@Tag("slow")
class BlocksTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final String SOMEBODY = "00000000-0000-0000-0000-000000000001";
  private static final String SOMEBODY_ELSE = "00000000-0000-8000-8000-000000000002";
  private static final Caller OLAF = Caller.commandLine(OTHER, "olaf");

  private Database database;
  private Audit audit;
  private AuditStore store;

  @BeforeEach
  void aLog() {
    database = TestDatabase.fresh();
    audit = TestAudit.on(database);
    store = new AuditStore(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void writers_and_sealers_at_once_put_each_entry_into_one_block() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<?>> sealers =
          IntStream.range(0, 2)
              .<Future<?>>mapToObj(s ->
                  threads.submit(() -> {
                    while (!done.get()) {
                      store.sealBlocks();
                    }
                  }))
              .toList();
      List<Future<?>> writers =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(w ->
                  threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                      audit.record(w == 0 ? OLAF : IT, "read people", "person " + i, "why");
                    }
                  }))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
      done.set(true);
      for (Future<?> sealer : sealers) {
        sealer.get();
      }
    }
    store.sealBlocks();

    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(150, 0));
    assertThat(audit.verify(OLAF)).isEqualTo(new ChainCheck.Whole(50, 0));
    assertThat(inBlocks()).hasSize(200).doesNotHaveDuplicates();
  }

  /** Its number is lower than that of others which are in a block before it is committed. */
  @Test
  void an_entry_that_is_committed_late_keeps_no_other_waiting_and_comes_into_a_later_block()
      throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> late =
          threads.submit(() ->
              database.runAs(
                  IT,
                  SOMEBODY,
                  sql -> {
                    sql.sql("SELECT audit.append('read people', 'late', 'why', '{}', NULL)")
                        .query(Long.class)
                        .single();
                    written.countDown();
                    await(go);
                  }));
      await(written);
      audit.record(IT, "read people", "early", "why");
      store.sealBlocks();
      assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(1, 0));
      assertThat(inBlocks()).containsExactly(2L);
      go.countDown();
      late.get();
    }
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(1, 1));
    audit.record(IT, "read people", "next", "why");
    store.sealBlocks();
    assertThat(inBlocks()).containsExactly(2L, 1L, 3L);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(3, 0));
  }

  @Test
  void a_sealer_that_is_killed_with_a_block_half_made_leaves_its_entries_to_the_next()
      throws Exception {
    IntStream.range(0, 5).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));
    audit.record(OLAF, "read people", "person", "why");
    Process sealer = SealerProcess.start(database);
    try (BufferedReader said = sealer.inputReader(UTF_8)) {
      assertThat(said.readLine()).isEqualTo("made 2");
      audit.record(IT, "read people", "meanwhile", "why");
      store.sealBlocks();
      assertThat(audit.verify(IT))
          .as("the other process has the chain, and a writer does not care")
          .isEqualTo(new ChainCheck.Whole(0, 6));
    } finally {
      sealer.destroyForcibly().waitFor();
    }
    while (!audit.verify(IT).equals(new ChainCheck.Whole(6, 0))) {
      // The server notices by and by that its client is gone.
      store.sealBlocks();
    }
    assertThat(audit.verify(OLAF)).isEqualTo(new ChainCheck.Whole(1, 0));
    assertThat(inBlocks()).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void many_entries_are_several_blocks_of_a_thousand() throws SQLException {
    database.runAs(
        IT,
        SOMEBODY,
        sql ->
            sql.sql(
                    "SELECT count(audit.append('read people', 'person ' || i, 'why', '{}', NULL))"
                        + " FROM generate_series(1, 2100) i")
                .query(Long.class)
                .single());
    store.sealBlocks();
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(2_100, 0));
    assertThat(longs("SELECT cardinality(entries) FROM audit.block ORDER BY number"))
        .containsExactly(1_000L, 1_000L, 100L);
  }

  /** As before there were blocks, when each writer waited for the chain, side by side with now. */
  @Test
  void an_entry_costs_under_a_millisecond_and_writers_at_once_do_not_wait_for_each_other()
      throws Exception {
    TestAudit.bringBackTheChain(database);
    Map<String, Double> alone = new TreeMap<>();
    Map<String, Double> together = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      for (String pen : List.of("append_chained", "append")) {
        alone.merge(pen, millisAnEntry(pen, 1, 300), Math::min);
        together.merge(pen, millisAnEntry(pen, 8, 100), Math::min);
      }
    }
    System.out.printf(
        "an audit entry takes %.2f ms (%.2f when each waited for the chain); with 8 writers at once one is"
            + " written every %.2f ms (%.2f)%n",
        alone.get("append"),
        alone.get("append_chained"),
        together.get("append"),
        together.get("append_chained"));
    assertThat(alone.get("append"))
        .as("under 1 ms on a quiet machine; tests share theirs")
        .isLessThan(10);
  }

  private double millisAnEntry(String pen, int writers, int each) throws Exception {
    long began = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        all.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                if (pen.equals("append")) {
                  audit.record(IT, "read people", SOMEBODY_ELSE, "why");
                } else {
                  database.runAs(
                      OLAF,
                      sql ->
                          sql.sql("SELECT audit.append_chained('read people', 'people', 'why')")
                              .query(Long.class)
                              .single());
                }
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    return (System.nanoTime() - began) / 1e6 / writers / each;
  }

  private List<Long> inBlocks() throws SQLException {
    return longs("SELECT unnest(entries) FROM audit.block ORDER BY tenant, number");
  }

  private List<Long> longs(String query) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
