package com.orgscope.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.directory.TestDirectory;
import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import com.orgscope.state.Login;
import com.orgscope.testing.Company;
import com.orgscope.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleFileStoreTest {
  private static final Caller IT = Caller.commandLine(TestDirectory.ACME, "tess");

  /** Whoever counts while another file is being stored would not see it. */
  @Test
  void a_file_that_is_being_stored_is_counted_by_whoever_sends_one_meanwhile(@TempDir Path home)
      throws Exception {
    try (Company company = Company.open(home, InstantSource.system());
        Connection owner = TestDatabase.asOwner(company.database());
        Statement other = owner.createStatement();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      PeopleFileStore store =
          new PeopleFileStore(company.database(), TestDirectory.seals(company.database(), home));
      for (int i = 1; i < PeopleFiles.MOST_WAITING; i++) {
        assertThat(add(store)).isTrue();
      }
      owner.setAutoCommit(false);
      other.execute(
          """
          SELECT pg_advisory_xact_lock(hashtextextended('people_file:acme', 0));
          INSERT INTO nightly.people_file (tenant, id, principal, size, sealed)
          VALUES ('acme', gen_random_uuid(), 'cli:tim', 1, '\\x00')
          """);
      Future<Boolean> another = threads.submit(() -> add(store));
      while (!another.isDone() && !somebodyWaits(other)) {
        Thread.onSpinWait();
      }
      owner.commit();
      assertThat(another.get()).as("there are five by then").isFalse();
      assertThat(add(store)).isFalse();
    }
  }

  private static boolean add(PeopleFileStore store) {
    return Database.<Boolean, RuntimeException>as(
        Login.PAGES,
        () -> store.add(IT, UUID.randomUUID(), new byte[] {1}, PeopleFiles.MOST_WAITING));
  }

  private static boolean somebodyWaits(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            """
            SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))
            """)) {
      return row.next() && row.getBoolean(1);
    }
  }
}
