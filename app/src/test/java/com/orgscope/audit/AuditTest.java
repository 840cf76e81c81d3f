package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.IntStream;
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

  private static final String APPEND = "SELECT audit.append('a', 's', 'r', '{}', NULL)";

  private Database database;
  private Audit audit;
  private AuditStore store;

  @BeforeEach
  void aLog() {
    database = TestDatabase.fresh();
    audit = TestAudit.on(database);
    store = new AuditStore(database);
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
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(0, 0));
    for (String text : List.of("people", "Ünï 日本 😀", "3:a,1:b,", "a,b:c\nd")) {
      audit.record(IT, text, text, text);
    }

    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(0, 4));
    store.sealBlocks();
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(4, 0));
    audit.record(IT, "read people", "people", "why");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(4, 1));
  }

  @Test
  void a_chain_of_many_blocks_is_walked_to_its_end() throws SQLException {
    for (int i = 1; i <= 95; i++) {
      audit.record(IT, "read people", "person " + i, "why");
      if (i % 2 == 0) {
        store.sealBlocks();
      }
    }
    store.sealBlocks();
    SealFiles none =
        new SealFiles(new Home(Path.of("target", "no-seals")), TestAudit.settings((Path) null));
    Audit inSteps =
        new Audit(
            new AuditStore(database, 10, 3),
            none,
            new StartFiles(none),
            TestAudit.aliases(database),
            TestAudit.spool(new Home(Path.of("target", "no-seals"))));

    assertThat(inSteps.verify(IT)).isEqualTo(new ChainCheck.Whole(95, 0));

    asOwnerWithoutTrigger("UPDATE audit.entry SET subject = 'nobody' WHERE number = 94");
    assertThat(inSteps.verify(IT))
        .isEqualTo(new ChainCheck.Broken(94, 93, "was changed after it was written"));
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
        "UPDATE audit.entry SET persons = ARRAY[gen_random_uuid()] WHERE number = 3",
        "UPDATE audit.entry SET list = sha256('x') WHERE number = 3",
        "UPDATE audit.entry SET address = '203.0.113.0/24' WHERE number = 3",
        "UPDATE audit.entry SET request = '' WHERE number = 3",
        "UPDATE audit.entry SET persons = NULL, address = NULL, request = NULL WHERE number = 3",
        "UPDATE audit.entry SET tenant = 'other' WHERE number = 3",
        "UPDATE audit.entry SET reason = action, action = reason WHERE number = 3",
        "DELETE FROM audit.entry WHERE number = 3",
        "UPDATE audit.entry SET number = 30 WHERE number = 3",
        "DELETE FROM audit.entry WHERE number >= 3",
      })
  void what_the_databases_owner_does_to_the_log_shows(String attack) throws SQLException {
    add(5);
    store.sealBlocks();

    asOwnerWithoutTrigger(attack);

    assertThat(audit.verify(IT))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class,
            broken -> {
              assertThat(broken.entry()).isEqualTo(3);
              assertThat(broken.whole()).isEqualTo(2);
              boolean gone =
                  attack.matches(".*(DELETE.*number >?= 3|tenant = 'other'.*|number = 30 .*)");
              assertThat(broken.reason().equals("is missing")).as(broken.reason()).isEqualTo(gone);
            });
  }

  /** Whatever is done to a block by whoever can work out everything but the hash after it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.block SET at = at - interval '1 microsecond' WHERE number = 2",
        "UPDATE audit.block SET entries = ARRAY[3, 5] WHERE number = 2",
        "UPDATE audit.block SET entries = ARRAY[3], digests = digests[1:1] WHERE number = 2",
        "UPDATE audit.block SET digests[1] = sha256('x') WHERE number = 2",
        "UPDATE audit.block SET total = 3 WHERE number = 2",
        "UPDATE audit.block SET highest = 9 WHERE number = 2",
        "UPDATE audit.block SET hash = sha256('x') WHERE number = 2",
        "UPDATE audit.block SET previous = sha256('x') WHERE number = 2",
        "UPDATE audit.block SET number = 7 WHERE number = 2",
        "UPDATE audit.block SET tenant = 'other' WHERE number = 2",
        "DELETE FROM audit.block WHERE number = 2",
      })
  void what_is_done_to_a_block_shows(String attack) throws SQLException {
    for (int block = 0; block < 3; block++) {
      add(2);
      store.sealBlocks();
    }

    asOwnerWithoutTrigger(attack);

    assertThat(audit.verify(IT))
        .isInstanceOfSatisfying(
            ChainCheck.Broken.class,
            broken -> {
              assertThat(broken.whole()).isIn(2L, 3L);
              assertThat(broken.entry()).isIn(3L, 5L);
            });
  }

  /** A block with the right hash of itself: only the one after it tells. */
  @Test
  void a_block_that_was_made_again_in_the_right_way_shows_in_the_next_one() throws SQLException {
    for (int block = 0; block < 3; block++) {
      add(1);
      store.sealBlocks();
    }

    asOwnerWithoutTrigger(
        "CREATE TABLE public.third AS SELECT * FROM audit.block WHERE number = 3;"
            + " CREATE TABLE public.head AS SELECT * FROM audit.chain;"
            + " DELETE FROM audit.block WHERE number > 1;"
            + " UPDATE audit.entry SET subject = 'nobody' WHERE number = 2;"
            + " UPDATE audit.chain SET entries = 1, blocks = 1,"
            + " head = (SELECT hash FROM audit.block WHERE number = 1);"
            + " INSERT INTO audit.unsealed VALUES ('acme', 2)");
    store.sealBlocks();
    asOwnerWithoutTrigger(
        "INSERT INTO audit.block SELECT * FROM public.third; UPDATE audit.chain SET"
            + " entries = h.entries, blocks = h.blocks, head = h.head FROM public.head h");

    assertThat(audit.verify(IT))
        .isEqualTo(
            new ChainCheck.Broken(3, 2, "is in a block that does not follow the one before"));
  }

  @Test
  void what_is_done_to_the_end_of_the_chain_shows() throws SQLException {
    add(3);
    store.sealBlocks();

    asOwnerWithoutTrigger("UPDATE audit.chain SET head = sha256('x')");
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(3, 3, "is not the entry that was written last"));
    asOwnerWithoutTrigger("UPDATE audit.chain SET entries = 9");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(4, 3, "was cut off"));
    asOwnerWithoutTrigger("DELETE FROM audit.block; DELETE FROM audit.entry");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(1, 0, "was cut off"));
  }

  @Test
  void a_log_without_the_end_of_its_chain_shows() throws SQLException {
    add(3);
    store.sealBlocks();

    asOwnerWithoutTrigger("DELETE FROM audit.chain");
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(1, 0, "is in a block that was put in past the sealer"));
  }

  @Test
  void an_entry_that_was_put_in_past_the_sealer_shows_however_old_it_says_it_is()
      throws SQLException {
    add(3);
    store.sealBlocks();
    String planted =
        "INSERT INTO audit.entry (tenant, number, at, principal, role, action, subject, reason)"
            + " VALUES ('acme', %d, '2020-01-01', 'os:eve', 'CEO', 'a', 's', 'r')";
    asOwnerWithoutTrigger(planted.formatted(2_000_000));
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(2_000_000, 3, "was put in past the sealer"));
    asOwnerWithoutTrigger("UPDATE audit.entry SET number = 90 WHERE number = 2");
    asOwnerWithoutTrigger(planted.formatted(2));
    assertThat(audit.verify(IT))
        .isEqualTo(new ChainCheck.Broken(2, 1, "was changed after it was written"));
  }

  @Test
  void an_entry_that_waits_for_its_block_and_is_gone_shows() throws SQLException {
    add(3);
    asOwnerWithoutTrigger("DELETE FROM audit.entry WHERE number = 2");
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(2, 0, "is missing"));
    store.sealBlocks();
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Broken(2, 2, "is missing"));
    asOwnerWithoutTrigger("DELETE FROM audit.unsealed");
    assertThat(audit.verify(IT))
        .as("within a second nothing tells")
        .isEqualTo(new ChainCheck.Whole(2, 0));
  }

  /** As logs were before there were blocks. */
  @Test
  void entries_of_before_there_were_blocks_stay_a_chain_that_the_first_block_follows()
      throws Exception {
    TestAudit.chained(database, 4);
    TestAudit.migrateToBlocks(database);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(4, 0));

    add(2);
    store.sealBlocks();
    add(1);
    store.sealBlocks();
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(7, 0));
    assertThat(audit.entries(IT, 10))
        .extracting(AuditEntry::number)
        .containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);

    for (String attack :
        List.of(
            "UPDATE audit.entry SET subject = 'nobody' WHERE number = 3 was changed after it was written",
            "UPDATE audit.entry SET hash = sha256('x') WHERE number = 3 was changed after it was written",
            "UPDATE audit.entry SET previous = sha256('x') WHERE number = 3 does not follow the entry before it",
            "UPDATE audit.entry SET previous = NULL, hash = NULL WHERE number = 3 is missing",
            "DELETE FROM audit.entry WHERE number = 3 is missing")) {
      String sql = attack.replaceAll("= 3 .*", "= 3");
      asOwnerWithoutTrigger(
          "DROP TABLE IF EXISTS public.kept; CREATE TABLE public.kept AS SELECT * FROM audit.entry;"
              + sql);
      assertThat(audit.verify(IT))
          .as(attack)
          .isEqualTo(new ChainCheck.Broken(3, 2, attack.substring(sql.length() + 1)));
      asOwnerWithoutTrigger(
          "DELETE FROM audit.entry; INSERT INTO audit.entry SELECT * FROM public.kept");
    }
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(7, 0));
    asOwnerWithoutTrigger("UPDATE audit.chain SET chained = 3");
    assertThat(audit.verify(IT)).isInstanceOf(ChainCheck.Broken.class);
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
        "DELETE FROM audit.unsealed",
        "INSERT INTO audit.unsealed VALUES ('acme', 9)",
        "UPDATE audit.block SET number = 9",
        "DELETE FROM audit.block",
        "SELECT nextval('audit.entry_number')",
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
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(0, 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit.entry SET subject = 'nobody'",
        "DELETE FROM audit.entry",
        "TRUNCATE audit.entry",
        "DELETE FROM audit.chain",
        "UPDATE audit.block SET number = 9",
        "DELETE FROM audit.block",
        "TRUNCATE audit.block"
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
    audit.record(CEO, "read published numbers", "release 2026-10", "noised");
    assertThat(audit.entries(IT, 1).getFirst())
        .returns("local:ceo", AuditEntry::principal)
        .returns("CEO", AuditEntry::role);
    assertThat(audit.entries(Caller.commandLine(OTHER, "olaf"), 1)).isEmpty();

    // A statement that was slipped into what the CEO may ask: the claims name no alias, and no
    // statement can make others.
    assertThatThrownBy(() -> append(CEO)).hasMessageContaining("needs their alias");
    assertThatThrownBy(() ->
            database.runAs(
                CEO,
                sql -> {
                  sql.sql(
                          "SELECT set_config('app.claims', current_setting('app.claims') || 'alias', true)")
                      .query(String.class)
                      .single();
                  sql.sql(APPEND).query(Long.class).single();
                }))
        .hasMessageContaining("needs a tenant");
    assertThatThrownBy(() ->
            database.inTransactionAsSystem(
                "test", sql -> sql.sql(APPEND).query(Long.class).single()))
        .hasMessageContaining("needs a tenant");
    append(Caller.system(ACME, "test"));
    assertThat(audit.entries(IT, 1).getFirst()).returns("system:test", AuditEntry::principal);
  }

  private void append(Caller caller) {
    database.runAs(caller, sql -> sql.sql(APPEND).query(Long.class).single());
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
  void only_the_product_seals_and_a_page_never_does() {
    audit.record(IT, "read people", "people", "why");
    for (Caller caller : List.of(IT, CEO)) {
      assertThatThrownBy(() ->
              database.runAs(
                  caller,
                  sql -> sql.sql("SELECT audit.seal_blocks()").query(Integer.class).single()))
          .hasMessageContaining("sealed by the product itself");
    }
    assertThatThrownBy(() ->
            Database.as(
                Login.PAGES,
                () ->
                    database.inTransactionAs(
                        Caller.system(ACME, "test"),
                        sql ->
                            sql.sql("SELECT audit.seal_blocks()").query(Integer.class).single())))
        .rootCause()
        .hasMessageContaining("permission denied");
    store.sealBlocks(OTHER);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(0, 1));
  }

  private void add(int entries) {
    IntStream.range(0, entries).forEach(i -> audit.record(IT, "read people", "person " + i, "why"));
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
      statement.execute("SET session_replication_role = replica");
      statement.execute(sql);
    }
  }
}
