package com.orgscope.nightly;

import com.orgscope.state.Database;
import com.orgscope.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Files of people that wait, past every policy. */
public final class TestPeopleFiles {
  private TestPeopleFiles() {}

  /** A column of one as text; empty if the file is gone. */
  public static String column(Database database, String file, String column) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT %s::text FROM nightly.people_file WHERE id = '%s'"
                    .formatted(column, file))) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** As if it had been sent more than a day before. */
  public static void age(Database database, String file) throws SQLException {
    try (Connection owner = TestDatabase.asOwner(database);
        Statement statement = owner.createStatement()) {
      statement.execute(
          "UPDATE nightly.people_file SET at = now() - interval '25 hours' WHERE id = '"
              + file
              + "'");
    }
  }
}
