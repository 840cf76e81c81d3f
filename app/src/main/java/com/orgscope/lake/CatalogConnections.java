package com.orgscope.lake;

import com.orgscope.kernel.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.iceberg.jdbc.JdbcClientPool;

/**
 * Lends Iceberg's catalog the application's connections, each for one statement in a transaction of
 * its own. Iceberg's own pool would keep connections, log in by itself and see nothing through
 * row-level security.
 */
final class CatalogConnections extends JdbcClientPool {
  private static final String IDENTITY =
      "SELECT set_config('search_path', 'lake', true), set_config('app.tenant', '', true),"
          + " set_config('app.role', ?, true), set_config('app.principal', 'system:lake', true),"
          + " set_config('app.person', '', true)";

  private final Supplier<DataSource> source;

  CatalogConnections(Supplier<DataSource> source) {
    super(1, "jdbc:postgresql:", Map.of());
    this.source = source;
  }

  @Override
  public <R> R run(Action<R, Connection, SQLException> action) throws SQLException {
    return run(action, false);
  }

  /** Never retries by itself: whether a lost commit took place, only Iceberg can find out. */
  @Override
  public <R> R run(Action<R, Connection, SQLException> action, boolean retry) throws SQLException {
    try (Connection connection = source.get().getConnection()) {
      connection.setAutoCommit(false);
      try {
        try (PreparedStatement identity = connection.prepareStatement(IDENTITY)) {
          identity.setString(1, Role.SYSTEM.name());
          identity.execute();
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
