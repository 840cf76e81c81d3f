package com.orgscope.ingest;

import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One writer per tenant, across threads and processes: an advisory lock of PostgreSQL, which goes
 * with the connection and so with the process that holds it, however that ends.
 */
@Component
final class LeaseStore {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseStore.class);
  private static final String KEY = "hashtextextended('ingest.writer/' || ?, 0)";

  private final Database database;

  LeaseStore(Database database) {
    this.database = database;
  }

  /** The right to write, until it is closed. */
  interface Lease extends AutoCloseable {
    @Override
    void close();
  }

  /** Takes the lease; if somebody else has it, says so and waits. */
  Lease take(TenantId tenant) {
    try {
      Connection connection = database.dataSource().getConnection();
      try {
        connection.setAutoCommit(true);
        if (!isTrue(connection, "SELECT pg_try_advisory_lock(" + KEY + ")", tenant)) {
          LOG.info("Another writer is storing events of tenant {}; waiting for it.", tenant);
          isTrue(connection, "SELECT pg_advisory_lock(" + KEY + ") IS NOT NULL", tenant);
        }
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return () -> release(connection, tenant);
    } catch (SQLException e) {
      throw Failure.retry("no lease on the events of tenant " + tenant, e);
    }
  }

  private static void release(Connection connection, TenantId tenant) {
    try (connection) {
      isTrue(connection, "SELECT pg_advisory_unlock(" + KEY + ")", tenant);
    } catch (SQLException e) {
      // the connection is gone, and with it the lock
      LOG.warn("The lease on the events of tenant {} was lost before it was given back.", tenant);
    }
  }

  private static boolean isTrue(Connection connection, String sql, TenantId tenant)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, tenant.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
