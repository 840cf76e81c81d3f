package com.orgscope.directory;

import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What really rests in a schema, past every policy; bytes are hexadecimal. */
final class TestRows {
  private TestRows() {}

  static String dump(Database database, String schema) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT table_name FROM information_schema.tables WHERE table_schema = '"
                  + schema
                  + "'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows =
            statement.executeQuery("SELECT t::text FROM " + schema + "." + table + " t")) {
          while (rows.next()) {
            text.append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return text.toString();
  }
}
