package com.orgscope.lake;

import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Lends Iceberg's catalog the application's connections, each for one statement in a transaction of
 * its own. Iceberg's own pool would keep connections, log in by itself and see nothing through
 * row-level security.
 */
final class CatalogConnections extends JdbcClientPool {
  private static final String SCHEMA = "SELECT set_config('search_path', 'lake', true)";

  private final Database database;

  CatalogConnections(Database database) {
    super(1, "jdbc:postgresql:", Map.of());
    this.database = database;
  }

  @Override
  public <R> R run(Action<R, Connection, SQLException> action) throws SQLException {
    return run(action, false);
  }

  /** Never retries by itself: whether a lost commit took place, only Iceberg can find out. */
  @Override
  public <R> R run(Action<R, Connection, SQLException> action, boolean retry) throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        database.becomeSystem(connection, "lake");
        try (Statement schema = connection.createStatement()) {
          schema.execute(SCHEMA);
        }
        R result = action.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      }
    }
  }
}
