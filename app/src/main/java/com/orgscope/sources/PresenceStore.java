package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which processes that poll are alive: each holds an advisory lock of PostgreSQL, which goes with
 * its connection and so with the process, however that ends and on whatever machine.
 */
@Component
final class PresenceStore {
  /** In a statement on {@code sources.stream AS s}: its holder is known to be gone. */
  static final String HOLDER_IS_GONE =
      """
      (s.held_by IS NOT NULL AND s.held_by NOT IN (
        SELECT (l.classid::bigint << 32) | l.objid::bigint FROM pg_locks l
        WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
          AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())))
      """;

  private static final Logger LOG = LoggerFactory.getLogger(PresenceStore.class);

  private final Database database;

  PresenceStore(Database database) {
    this.database = database;
  }

  /** Makes this process known as alive. */
  Presence begin() {
    try {
      Connection connection = database.dataSource().getConnection();
      try {
        connection.setAutoCommit(true);
        return new Presence(connection, lock(connection));
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw Failure.retry("the database does not say that this process is alive", e);
    }
  }

  /** A lock that nobody else has, told by its key. */
  private static long lock(Connection connection) throws SQLException {
    String sql =
        """
        SELECT key FROM (SELECT hashtextextended('sources.process/' || ?, 0) AS key) AS mine
        WHERE pg_try_advisory_lock(key)
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, UUID.randomUUID().toString());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("another process has this lock");
        }
        return row.getLong(1);
      }
    }
  }

  /** That a process is alive, until it is closed or its connection is lost. For one thread. */
  static final class Presence implements AutoCloseable {
    private final Connection connection;
    private final long key;

    private Presence(Connection connection, long key) {
      this.connection = connection;
      this.key = key;
    }

    /** What others know the process by. */
    long key() {
      return key;
    }

    /** False if others see it as gone by now. */
    boolean lasts() {
      try (PreparedStatement statement = connection.prepareStatement("SELECT 1");
          ResultSet row = statement.executeQuery()) {
        return row.next();
      } catch (SQLException e) {
        return false;
      }
    }

    @Override
    public void close() {
      try (connection;
          PreparedStatement statement =
              connection.prepareStatement("SELECT pg_advisory_unlock(?)")) {
        statement.setLong(1, key);
        statement.execute();
      } catch (SQLException e) {
        // the connection is gone, and with it the lock
        LOG.info("That this process polls was forgotten before it ended.");
      }
    }
  }
}
