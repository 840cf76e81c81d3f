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

  /**
   * What each writer of the event log holds together with all others, so that they can be counted.
   */
  private static final String WRITERS = "hashtextextended('ingest.writers', 0)";

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

  /** Begins to hold leases, as one of the writers of the event log. */
  Hold hold() {
    try {
      Connection connection = database.dataSource().getConnection();
      try {
        connection.setAutoCommit(true);
        isTrue(connection, "SELECT pg_advisory_lock_shared(" + WRITERS + ") IS NOT NULL");
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      return new Hold(connection);
    } catch (SQLException e) {
      throw Failure.retry("the database lends no leases", e);
    }
  }

  /**
   * Many leases on one connection, taken without waiting. If the connection is lost, all of them
   * are, and each call says so. For one thread.
   */
  static final class Hold implements AutoCloseable {
    private final Connection connection;

    private Hold(Connection connection) {
      this.connection = connection;
    }

    /** False if another writer has the tenant. */
    boolean take(TenantId tenant) {
      return ask("SELECT pg_try_advisory_lock(" + KEY + ")", tenant.value());
    }

    void giveBack(TenantId tenant) {
      ask("SELECT pg_advisory_unlock(" + KEY + ")", tenant.value());
    }

    /** False if another writer has the partition. */
    boolean take(String log, int partition) {
      return ask(
          "SELECT pg_try_advisory_lock(hashtextextended('ingest.partition/' || ?, 0))",
          log + "/" + partition);
    }

    void giveBack(String log, int partition) {
      ask(
          "SELECT pg_advisory_unlock(hashtextextended('ingest.partition/' || ?, 0))",
          log + "/" + partition);
    }

    /** How many writers there are, this one included. */
    int writers() {
      String sql =
          """
          SELECT count(*) FROM pg_locks
          WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted AND objsubid = 1
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND (classid::bigint << 32) | objid::bigint = %s
          """
              .formatted(WRITERS);
      try (PreparedStatement statement = connection.prepareStatement(sql);
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      } catch (SQLException e) {
        throw lost(e);
      }
    }

    private boolean ask(String sql, String name) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setString(1, name);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() && row.getBoolean(1);
        }
      } catch (SQLException e) {
        throw lost(e);
      }
    }

    private static Failure lost(SQLException e) {
      return Failure.retry("the leases of this writer are lost", e);
    }

    @Override
    public void close() {
      try (connection) {
        isTrue(connection, "SELECT pg_advisory_unlock_all() IS NOT NULL");
      } catch (SQLException e) {
        // The connection is gone, and with it the locks.
        LOG.warn("The leases of this writer were lost before they were given back.");
      }
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

  private static boolean isTrue(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean(1);
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
