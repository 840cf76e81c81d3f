package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Sha256;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.StoredRows;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People stand in the log by an alias; when its meaning is destroyed the log is still whole. */
class PeopleInTheLogTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final PersonKey ANN = person(1);
  private static final PersonKey BEN = person(2);
  private static final Caller MANAGER = new Caller(ACME, Role.MANAGER, "oidc:" + ANN, ANN);

  private Database database;
  private Audit audit;

  @BeforeEach
  void aLog() {
    database = TestDatabase.fresh();
    audit = TestAudit.on(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_entry_says_which_people_it_is_about_and_who_acted_to_whoever_may_read_it() {
    audit.record(MANAGER, "read people", BEN.toString(), "their manager");
    audit.record(IT, "read names", "people", List.of(BEN, ANN, BEN), "why");

    List<AuditEntry> entries = audit.entries(IT, 10);
    assertThat(entries.get(1))
        .returns("oidc:" + ANN, AuditEntry::principal)
        .returns(BEN.toString(), AuditEntry::subject)
        .returns(List.of(BEN), AuditEntry::persons);
    assertThat(entries.getFirst())
        .returns("os:tess", AuditEntry::principal)
        .returns("people", AuditEntry::subject)
        .returns(List.of(ANN, BEN), AuditEntry::persons)
        .returns(0, AuditEntry::erased);
    TestAudit.sealBlocks(database);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(2, 0));
  }

  @Test
  void nothing_in_the_database_says_who_it_was() throws SQLException {
    audit.record(MANAGER, "read people", BEN.toString(), "their manager");
    audit.record(IT, "read names", "people", List.of(BEN, ANN), "why");
    TestAudit.sealBlocks(database);

    StoredRows rows = StoredRows.of(database);
    for (String who : List.of("tess", ANN.toString(), BEN.toString())) {
      assertThat(rows.tablesWith(who)).as(who).isEmpty();
    }
    assertThat(rows.tablesWith("read names")).containsExactly("audit.entry");
  }

  /** Of the person who was looked at, and of the one who looked. */
  @Test
  void somebody_erased_is_nobody_any_more_in_what_was_written_and_the_log_is_whole() {
    audit.record(MANAGER, "read people", BEN.toString(), "their manager");
    audit.record(IT, "read names", "people", List.of(BEN, ANN), "why");
    TestAudit.sealBlocks(database);

    assertThat(audit.forget(ACME, List.of(BEN))).isEqualTo(1);
    List<AuditEntry> entries = audit.entries(IT, 10);
    assertThat(entries.get(1))
        .returns(AuditEntry.ERASED, AuditEntry::subject)
        .returns(List.of(), AuditEntry::persons)
        .returns(1, AuditEntry::erased)
        .returns("oidc:" + ANN, AuditEntry::principal);
    assertThat(entries.getFirst()).returns(List.of(ANN), AuditEntry::persons);

    assertThat(audit.forget(ACME, List.of(ANN))).as("as a person and as who acted").isEqualTo(2);
    assertThat(audit.entries(IT, 10).get(1)).returns(AuditEntry.ERASED, AuditEntry::principal);
    assertThat(audit.entries(IT, 10).getFirst()).returns("os:tess", AuditEntry::principal);
    assertThat(audit.forget(ACME, List.of(ANN))).isZero();
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(2, 0));
  }

  @Test
  void a_principal_that_became_another_persons_is_erased_with_each_of_them_alone() {
    audit.record(new Caller(ACME, Role.EMPLOYEE, "local:employee", ANN), "sign in", "s", "r");
    audit.record(new Caller(ACME, Role.EMPLOYEE, "local:employee", BEN), "sign in", "s", "r");
    audit.forget(ACME, List.of(BEN));
    assertThat(audit.entries(IT, 2))
        .extracting(AuditEntry::principal)
        .containsExactly(AuditEntry.ERASED, "local:employee");
  }

  @Test
  void who_was_erased_gets_no_alias_that_lasts() throws SQLException {
    audit.record(IT, "read people", BEN.toString(), "why");
    audit.forget(ACME, List.of(BEN));

    audit.record(IT, "erase", BEN.toString(), "asked again");
    TestAudit.on(database).record(IT, "erase", BEN.toString(), "by another process");
    assertThat(audit.entries(IT, 2))
        .extracting(AuditEntry::subject)
        .containsOnly(AuditEntry.ERASED);
    assertThat(texts("SELECT DISTINCT persons[1]::text FROM audit.entry"))
        .as("nor do its entries agree")
        .hasSize(3);
    assertThat(texts("SELECT alias::text FROM audit.alias")).as("tess").hasSize(1);
  }

  @Test
  void many_people_are_listed_once_and_a_list_that_was_changed_shows() throws SQLException {
    List<PersonKey> many = LongStream.rangeClosed(1, 101).mapToObj(i -> person(i)).toList();
    audit.record(IT, "read people", "people", many, "why");
    audit.record(IT, "read names", "people", many, "why");
    TestAudit.on(database).record(IT, "read people", "people", many, "by another process");
    TestAudit.sealBlocks(database);

    assertThat(audit.entries(IT, 3)).allSatisfy(e -> assertThat(e.persons()).isEqualTo(many));
    assertThat(texts("SELECT encode(digest, 'hex') FROM audit.listed")).hasSize(1);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(3, 0));
    audit.forget(ACME, List.of(ANN));
    assertThat(audit.entries(IT, 1).getFirst())
        .returns(1, AuditEntry::erased)
        .returns(many.subList(1, 101), AuditEntry::persons);
    assertThat(audit.verify(IT)).isEqualTo(new ChainCheck.Whole(3, 0));

    for (String attack :
        List.of("UPDATE audit.listed SET aliases = aliases[2:]", "DELETE FROM audit.listed")) {
      try (Connection owner = TestDatabase.asOwner(database);
          Statement statement = owner.createStatement()) {
        statement.execute("SET session_replication_role = replica");
        statement.execute(attack);
      }
      assertThat(audit.verify(IT))
          .as(attack)
          .isEqualTo(
              new ChainCheck.Broken(1, 3, "is about people whose list is not as it was written"));
    }
    assertThatThrownBy(() ->
            new AuditStore(database)
                .append(
                    IT,
                    ANN.toString(),
                    new AuditStore.Deed("a", "s", "r", List.of(), Sha256.of("another"))))
        .hasMessageContaining("no such list");
  }

  @Test
  void an_entry_says_from_where_it_was_asked() throws Exception {
    audit.record(IT, "read people", "people", "why");
    Origin.from(
        new Origin("203.0.113.0/24", "request 1"),
        () -> {
          audit.record(MANAGER, "read people", "people", "why");
          return true;
        });
    audit.record(Caller.system(ACME, "nightly"), "read names", "people", "why");

    assertThat(audit.entries(IT, 10))
        .extracting(AuditEntry::from)
        .containsExactly("", "203.0.113.0/24", "command line");
    assertThat(audit.entries(IT, 10).get(1).request()).isEqualTo("request 1");
    assertThat(audit.entries(IT, 10).get(2).request()).isNotEmpty();
  }

  @Test
  void the_log_is_searched_by_what_stands_in_it() throws Exception {
    List<PersonKey> many = LongStream.rangeClosed(1, 101).mapToObj(i -> person(i)).toList();
    TestAudit.chained(database, 1);
    TestAudit.migrateToBlocks(database);
    audit.record(IT, "read people", ANN.toString(), "why");
    audit.record(IT, "read people", "people", many, "why");
    audit.record(MANAGER, "refused: read people", BEN.toString(), "not their row");
    audit.record(MANAGER, "read names", "people", List.of(BEN), "why");

    assertThat(found(null, null, null, false)).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(found("read people", null, null, false)).containsExactly(4L, 3L, 2L, 1L);
    assertThat(found("read people", null, null, true)).containsExactly(4L);
    assertThat(found(null, "os:tess", null, false)).containsExactly(3L, 2L, 1L);
    assertThat(found(null, "oidc:" + ANN, null, false)).containsExactly(5L, 4L);
    assertThat(found(null, "os:nobody", null, false)).isEmpty();
    assertThat(found(null, null, ANN, false))
        .as("looked at, alone or among many, or who looked")
        .containsExactly(5L, 4L, 3L, 2L);
    assertThat(found(null, null, BEN, false)).containsExactly(5L, 4L, 3L);
    assertThat(found(null, "os:tess", BEN, false)).containsExactly(3L);
    java.time.Instant third = audit.entries(IT, 3).getLast().at();
    assertThat(
            audit
                .found(IT, new AuditQuery(third, null, null, null, null, null, null, false, 5L, 10))
                .stream()
                .map(AuditEntry::number))
        .containsExactly(4L, 3L);
    assertThat(
            audit
                .found(
                    IT, new AuditQuery(null, third, null, null, null, null, null, false, null, 1))
                .stream()
                .map(AuditEntry::number))
        .containsExactly(2L);
    assertThat(audit.found(MANAGER, AuditQuery.newest(10))).isEmpty();
    assertThat(texts("SELECT alias::text FROM audit.alias"))
        .as("nobody gets an alias by being looked for: tess, 101 people, and who the manager is")
        .hasSize(103);
  }

  private List<Long> found(
      @Nullable String action,
      @Nullable String actor,
      @Nullable PersonKey person,
      boolean refused) {
    return audit
        .found(IT, new AuditQuery(null, null, action, actor, person, null, null, refused, null, 10))
        .stream()
        .map(AuditEntry::number)
        .toList();
  }

  private List<String> texts(String query) throws SQLException {
    List<String> found = new java.util.ArrayList<>();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static PersonKey person(long number) {
    return new PersonKey(new UUID(0x8000L, 0x8000_0000_0000_0000L | number));
  }
}
