package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The company's own list of what departments belong to. */
@Component
final class DivisionStore {
  private final Database database;

  DivisionStore(Database database) {
    this.database = database;
  }

  /** Puts these in the place of all there were. */
  void replace(Caller caller, Map<String, String> divisions) {
    database.runAs(
        caller,
        sql -> {
          // Two lists at once would else leave a mixture of both.
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('division:' || (SELECT state.claimed_tenant()), 0))")
              .query((ResultSet rows) -> rows.next());
          sql.sql("DELETE FROM directory.division").update();
          sql.sql(
                  """
                  INSERT INTO directory.division (tenant, department, division)
                  SELECT (SELECT state.claimed_tenant()), new.* FROM unnest(?::text[], ?::text[]) AS new
                  """)
              .param(divisions.keySet().toArray(String[]::new))
              .param(divisions.values().toArray(String[]::new))
              .update();
        });
  }

  Map<String, String> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT department, division FROM directory.division")
                .query((ResultSet rows) -> {
                  Map<String, String> found = new TreeMap<>();
                  while (rows.next()) {
                    found.put(rows.getString("department"), rows.getString("division"));
                  }
                  return found;
                }));
  }
}
