package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class AuditTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final TenantId OTHER = new TenantId("other");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller CEO = new Caller(ACME, Role.CEO, "local:ceo", null);

  private Database database;
  private Audit audit;

  @BeforeEach
  void aLog() {
    database = TestDatabase.fresh();
    audit = TestAudit.on(database);
  }

  @Test
  void an_entry_says_who_did_what_to_whom_when_and_why() {
    Instant before = databaseTime();
    audit.record(IT, "read people", "people", "IT/Security sees everything");
    audit.record(CEO, "read published numbers", "release 2026-10", "noised");

    List<AuditEntry> entries = audit.entries(IT, 10);

    assertThat(entries).extracting(AuditEntry::number).containsExactly(2L, 1L);
    assertThat(entries.getLast())
        .returns("os:tess", AuditEntry::principal)
        .returns("IT_SECURITY", AuditEntry::role)
        .returns("read people", AuditEntry::action)
        .returns("people", AuditEntry::subject)
        .returns("IT/Security sees everything", AuditEntry::reason);
    // Whoever asks the database for its time finds the entries before it, and after what it was.
    assertThat(entries.getLast().at()).isBetween(before, databaseTime());
    assertThat(audit.entries(IT, 1)).hasSize(1);
  }

  @Test
  void only_it_reads_it_and_each_tenant_its_own() {
    audit.record(IT, "read people", "people", "why");
    audit.record(Caller.commandLine(OTHER, "olaf"), "read people", "people", "why");

    assertThat(audit.entries(IT, 10)).extracting(AuditEntry::principal).containsExactly("os:tess");
    assertThat(audit.entries(CEO, 10)).isEmpty();
    assertThatThrownBy(() -> audit.verify(CEO)).isInstanceOf(Failure.class);
  }

  @Test
  void a_whole_chain_is_whole_whatever_it_says() {
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(0));
    for (String text : List.of("people", "Ünï 日本 😀", "3:a,1:b,", "a,b:c\nd")) {
      audit.record(IT, text, text, text);
    }

    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(4));
  }

  @Test
  void a_chain_of_many_steps_is_walked_to_its_end() throws SQLException {
    IntStream.rangeClosed(1, 95)
        .forEach(i -> audit.record(IT, "read people", "person " + i, "why"));
    Audit inSteps =
        new Audit(
            new AuditStore(database, 10),
            new SealFiles(new Home(Path.of("target", "no-seals")), new AuditSettings(null)));

    assertThat(inSteps.verify(IT)).isEqualTo(new ChainCheck.Whole(95));

    asOwnerWithoutTrigger("UPDATE audit.entry SET subject = 'nobody' WHERE number = 94");
    assertThat(inSteps.verify(IT))
        .isEqualTo(new ChainCheck.Broken(94, "was changed after it was written"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET subject = 'nobody' WHERE number = 3",
        "UPDATE audit.entry SET at = at - interval '1 microsecond' WHERE number = 3",
        "UPDATE audit.entry SET principal = 'os:eve' WHERE number = 3",
        "UPDATE audit.entry SET role = 'AUDITOR' WHERE number = 3",
        "UPDATE audit.entry SET action = 'read names' WHERE number = 3",
        "UPDATE audit.entry SET reason = 'because' WHERE number = 3",
        "UPDATE audit.entry SET tenant = 'other' WHERE number = 3",
        "UPDATE audit.entry SET previous = sha256('x') WHERE number = 3",
        "UPDATE audit.entry SET hash = sha256('x') WHERE number = 3",
        "UPDATE audit.entry SET reason = action, action = reason WHERE number = 3",
        "DELETE FROM audit.entry WHERE number = 3",
        "UPDATE audit.entry SET number = 30 WHERE number = 3",
        "DELETE FROM audit.entry WHERE number >= 3",
      })
  void what_the_databases_owner_does_to_the_log_shows(String attack) throws SQLException {
    IntStream.rangeClosed(1, 5).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));

    asOwnerWithoutTrigger(attack);

    assertThat(audit.verify(IT))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class,
            broken -> {
              assertThat(broken.entry()).isEqualTo(3);
              boolean gone =
                  attack.matches(".*(DELETE.*number = 3|tenant = 'other'.*|number = 30 .*)");
              assertThat(broken.reason().equals("is missing")).as(broken.reason()).isEqualTo(gone);
            });
  }

  /** An entry with the right hash of itself: only the one after it tells. */
  @Test
  void an_entry_that_was_written_again_in_the_right_way_shows_in_the_next_one()
      throws SQLException {
    IntStream.rangeClosed(1, 5).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));

    asOwnerWithoutTrigger(
        "CREATE TABLE public.kept AS SELECT * FROM audit.entry WHERE number > 3;"
            + " CREATE TABLE public.head AS SELECT * FROM audit.chain;"
            + " DELETE FROM audit.entry WHERE number > 2;"
            + " UPDATE audit.chain SET entries = 2,"
            + " head = (SELECT hash FROM audit.entry WHERE number = 2)");
    audit.record(IT, "read people", "nobody", "why");
    asOwnerWithoutTrigger(
        "INSERT INTO audit.entry SELECT * FROM public.kept;"
            + " UPDATE audit.chain SET entries = h.entries, head = h.head FROM public.head h");

    assertThat(audit.entries(IT, 10)).hasSize(5);
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(4, "does not follow the entry before it"));
  }

  @Test
  void what_is_done_to_the_end_of_the_chain_shows() throws SQLException {
    IntStream.rangeClosed(1, 3).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));

    asOwnerWithoutTrigger("UPDATE audit.chain SET head = sha256('x')");
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(3, "is not the entry that was written last"));
    asOwnerWithoutTrigger("UPDATE audit.chain SET entries = 9");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(4, "was cut off"));
    asOwnerWithoutTrigger("DELETE FROM audit.entry");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(1, "was cut off"));
  }

  @Test
  void entries_without_the_end_of_their_chain_show() throws SQLException {
    IntStream.rangeClosed(1, 3).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));

    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("ALTER TABLE audit.chain DISABLE TRIGGER ALL");
      statement.execute("DELETE FROM audit.chain");
    }
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(1, "was never written"));
  }

  @Test
  void an_end_that_was_cut_off_and_written_anew_shows() throws SQLException {
    IntStream.rangeClosed(1, 5).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));

    asOwnerWithoutTrigger(
        "UPDATE audit.entry SET subject = 'nobody' WHERE number = 5;"
            + " UPDATE audit.entry SET hash = sha256(previous) WHERE number = 5");

    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(5, "was changed after it was written"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET subject = 'nobody'",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry",
        "INSERT INTO audit.entry VALUES ('acme', 2, now(), 'os:eve', 'CEO', 'a', 's', 'r',"
            + " sha256(''), sha256(''))",
        "UPDATE audit.chain SET entries = 0",
        "DELETE FROM audit.chain",
        "ALTER TABLE audit.entry DISABLE TRIGGER ALL",
        "DROP TABLE audit.entry",
        "CREATE OR REPLACE FUNCTION audit.refuse() RETURNS trigger LANGUAGE plpgsql"
            + " AS 'BEGIN RETURN NULL; END'",
      })
  void the_application_can_only_add(String attack) {
    audit.record(IT, "read people", "people", "why");

    for (Caller caller : List.of(IT, Caller.system(ACME, "test"))) {
      assertThatThrownBy(() -> database.runAs(caller, sql -> sql.sql(attack).update()))
          .rootCause()
          .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET subject = 'nobody'",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry",
        "DELETE FROM audit.chain"
      })
  void not_even_the_owner_changes_it_by_mistake(String mistake) throws SQLException {
    audit.record(IT, "read people", "people", "why");

    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      assertThatThrownBy(() -> statement.execute(mistake)).hasMessageContaining("only grows");
    }
  }

  @Test
  void nobody_writes_for_another() {
    database.runAs(
        CEO,
        sql ->
            sql.sql("SELECT audit.append('claims to be another', 's', 'r')")
                .query(Long.class)
                .single());

    assertThat(audit.entries(IT, 1).getFirst())
        .returns("local:ceo", AuditEntry::principal)
        .returns("CEO", AuditEntry::role);
    assertThat(audit.entries(Caller.commandLine(OTHER, "olaf"), 1)).isEmpty();
    assertThatThrownBy(() ->
            database.inTransactionAsSystem(
                "test",
                sql -> sql.sql("SELECT audit.append('a', 's', 'r')").query(Long.class).single()))
        .hasMessageContaining("needs a tenant");
  }

  @Test
  void a_mail_address_or_an_endless_text_is_refused() {
    assertThatThrownBy(() -> audit.record(IT, "read people", "ann@x.example", "why"))
        .isInstanceOf(Failure.class);
    assertThatThrownBy(() -> audit.record(IT, "read people", "x".repeat(501), "why"))
        .isInstanceOf(Failure.class);
    assertThat(audit.entries(IT, 10)).isEmpty();
  }

  @Test
  void writers_at_once_leave_no_gap() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> writers =
          IntStream.range(0, 4)
              .<Future<?>>mapToObj(w ->
                  threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                      audit.record(IT, "read people", "person " + i, "why");
                    }
                  }))
              .toList();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }

    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(200));
    assertThat(audit.entries(IT, 1_000).stream().map(AuditEntry::number).sorted())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 200).boxed().toList());
  }

  @Test
  void an_entry_costs_little() {
    IntStream.range(0, 200).forEach(i -> audit.record(IT, "read people", "warm up", "why"));
    long began = System.nanoTime();
    IntStream.range(0, 500).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));
    double millis = (System.nanoTime() - began) / 1e6 / 500;

    System.out.printf("an audit entry takes %.2f ms%n", millis);
    assertThat(millis).as("2 ms on a quiet machine; tests share theirs").isLessThan(20);
  }

  private Instant databaseTime() {
    return database.inTransactionAs(
        IT,
        sql ->
            sql.sql("SELECT clock_timestamp()").query(OffsetDateTime.class).single().toInstant());
  }

  private void asOwnerWithoutTrigger(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute("ALTER TABLE audit.entry DISABLE TRIGGER ALL");
      statement.execute(sql);
      statement.execute("ALTER TABLE audit.entry ENABLE TRIGGER ALL");
    }
  }
}
