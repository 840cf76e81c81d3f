package com.orgscope.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.Home;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the log cannot be written nobody sees a person, and a release is shown all the same. */
class SpoolTest {
  private static final TenantId ACME = new TenantId("acme");
  private static final Caller IT = Caller.commandLine(ACME, "tess");
  private static final Caller CEO = new Caller(ACME, Role.CEO, "local:ceo", null);
  private static final Caller PROGRAM = new Caller(ACME, Role.AUDITOR, "service:board", null);

  @TempDir private Path folder;
  private Database database;
  private Home home;
  private Audit audit;

  @BeforeEach
  void aLogThatCannotBeWritten() throws SQLException {
    database = TestDatabase.fresh();
    home = new Home(folder);
    audit = TestAudit.on(database, home, null);
    asOwner("REVOKE INSERT ON audit.entry FROM orgscope_definer");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_entry_of_a_release_is_kept_without_a_name_and_written_when_the_log_can_be()
      throws Exception {
    Origin.from(
        new Origin("203.0.113.0/24", "request 1"),
        () -> {
          audit.recordOrKeep(CEO, "read published numbers", "latest release", "no person");
          return true;
        });
    audit.recordOrKeep(PROGRAM, "read published numbers", "latest release", "no person");
    assertThatThrownBy(() -> audit.record(IT, "read people", "people", "why"))
        .as("what shows people is not shown")
        .isInstanceOf(RuntimeException.class);
    assertThat(kept()).hasSize(2);
    for (Path file : kept()) {
      assertThat(Files.readString(file)).doesNotContain("local:ceo");
    }
    assertThatThrownBy(() -> TestAudit.drain(database, home)).isInstanceOf(RuntimeException.class);
    assertThat(kept()).as("what cannot be written stays").hasSize(2);

    asOwner("GRANT INSERT ON audit.entry TO orgscope_definer");
    TestAudit.drain(database, home);
    assertThat(kept()).isEmpty();
    List<AuditEntry> entries = audit.entries(IT, 10);
    assertThat(entries)
        .extracting(AuditEntry::principal)
        .containsExactly("service:board", "local:ceo");
    assertThat(entries.getLast())
        .returns("CEO", AuditEntry::role)
        .returns("read published numbers", AuditEntry::action)
        .returns("203.0.113.0/24", AuditEntry::from)
        .returns("request 1", AuditEntry::request);
    assertThat(entries.getLast().reason()).startsWith("no person; kept in a file since 20");
    TestAudit.drain(database, home);
    assertThat(audit.entries(IT, 10)).hasSize(2);
  }

  /** An employee and a manager are of the directory, and a file has no person in the open. */
  @Test
  void an_entry_of_somebody_of_the_directory_is_written_and_holds_up_none_behind_it()
      throws Exception {
    for (Role role : List.of(Role.EMPLOYEE, Role.MANAGER)) {
      PersonKey person = new PersonKey(UUID.randomUUID());
      Caller caller = new Caller(ACME, role, "oidc:" + person, person);
      audit.recordOrKeep(caller, "read released work", "latest release", "no person");
      assertThat(Files.readString(kept().getFirst())).doesNotContain(person.toString());
    }
    audit.recordOrKeep(CEO, "read published numbers", "latest release", "no person");
    asOwner("GRANT INSERT ON audit.entry TO orgscope_definer");
    TestAudit.drain(database, home);
    assertThat(kept()).isEmpty();
    assertThat(audit.entries(IT, 10))
        .extracting(AuditEntry::role)
        .containsExactly("CEO", "MANAGER", "EMPLOYEE");
    assertThat(audit.entries(IT, 10).getLast().principal()).startsWith("oidc:");
  }

  @Test
  void with_too_much_kept_or_nowhere_to_keep_it_nothing_more_is_shown() throws Exception {
    Path spool = folder.resolve("audit-spool");
    Files.createDirectory(spool);
    for (int i = 0; i < Spool.MOST - 1; i++) {
      Files.createFile(spool.resolve(i + ".json"));
    }
    audit.recordOrKeep(CEO, "read published numbers", "latest release", "no person");
    assertThatThrownBy(
            () -> audit.recordOrKeep(CEO, "read published numbers", "latest release", "no person"))
        .isInstanceOfSatisfying(
            Failure.class, f -> assertThat(f.kind()).isEqualTo(Failure.Kind.RETRY))
        .hasMessageContaining("too much waits");

    Audit nowhere =
        TestAudit.on(database, new Home(Files.createFile(folder.resolve("a-file"))), null);
    assertThatThrownBy(() ->
            nowhere.recordOrKeep(CEO, "read published numbers", "latest release", "no person"))
        .isInstanceOf(Failure.class);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("audit-spool"))) {
      return files.filter(file -> file.toString().endsWith(".json")).toList();
    }
  }

  private void asOwner(String sql) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }
}
