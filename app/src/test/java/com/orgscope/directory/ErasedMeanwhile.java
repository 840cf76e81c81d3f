package com.orgscope.directory;

import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * As long as it is open, whoever a row of a table is about is erased in the moment it is written:
 * behind every question whether they may be kept, before the row is there.
 */
public final class ErasedMeanwhile implements AutoCloseable {
  private final Connection owner;
  private final String table;

  public ErasedMeanwhile(Database database, String table) throws SQLException {
    this.owner = TestDatabase.asOwner(database);
    this.table = table;
    execute(
        """
        CREATE OR REPLACE FUNCTION directory.erase() RETURNS trigger LANGUAGE plpgsql
          SECURITY DEFINER AS $$
        BEGIN
          INSERT INTO directory.erased (tenant, person, at) VALUES (NEW.tenant, NEW.person, now());
          RETURN NEW;
        END $$
        """);
    // Triggers fire by name, and the table's own, which refuses the erased, comes next.
    execute(
        """
        CREATE TRIGGER a_erase BEFORE INSERT ON %s
        FOR EACH ROW WHEN (NEW.person IS NOT NULL) EXECUTE FUNCTION directory.erase()
        """
            .formatted(table));
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    execute("DROP TRIGGER a_erase ON " + table);
    owner.close();
  }
}
