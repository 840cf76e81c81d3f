package com.orgscope.testing;

import com.orgscope.state.Database;
import com.orgscope.state.TestServer;
import java.sql.Connection;

/**
 * Real PostgreSQL for tests: one server for the whole test run, and for each who asks a database of
 * their own, cloned from one that has every migration.
 */
public final class TestDatabase {
  private TestDatabase() {}

  /** A new, empty, migrated database under the application's role, row-level security and all. */
  public static Database fresh() {
    return TestServer.fresh();
  }

  /**
   * The same rows past every policy, as a test's own eye: for what no caller may do, never for what
   * the product does.
   */
  public static Connection asOwner(Database database) {
    return TestServer.asOwner(database);
  }
}
