package com.orgscope.eventlog.postgres;

import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A log in PostgreSQL that is in trouble. */
public final class TestPostgresLog {
  private TestPostgresLog() {}

  /** Whoever appends or reads waits until the connection is closed. */
  public static Connection hang(Database database) throws SQLException {
    Connection connection = database.dataSource().getConnection();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("LOCK TABLE eventlog.partition IN ACCESS EXCLUSIVE MODE");
    }
    return connection;
  }
}
