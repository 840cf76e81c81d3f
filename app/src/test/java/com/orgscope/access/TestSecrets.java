package com.orgscope.access;

import com.orgscope.audit.Audit;
import com.orgscope.directory.TestDirectory;
import com.orgscope.state.Database;
import com.orgscope.testing.DefaultSettings;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;

/** Secrets wired by hand on a real database. */
public final class TestSecrets {
  private TestSecrets() {}

  public static Secrets on(
      Database database, Audit audit, TestDirectory directory, InstantSource clock) {
    return new Secrets(
        new SecretStore(database),
        DefaultSettings.of(SecretSettings.class),
        TestAccess.on(database, audit, directory, clock),
        audit,
        clock);
  }

  /** Whoever asks for a secret waits until the connection is closed. */
  public static Connection hang(Database database) throws SQLException {
    Connection connection = TestDatabase.asOwner(database);
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE access.secret");
    }
    return connection;
  }
}
