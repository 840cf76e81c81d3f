package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The tenant's own words. */
@Component
final class VocabularyStore {

  /** What the words are about. */
  enum Kind {
    APPLICATION("application"),
    CATEGORY("category");

    private final String stored;

    Kind(String stored) {
      this.stored = stored;
    }
  }

  private final Database database;

  VocabularyStore(Database database) {
    this.database = database;
  }

  void put(Caller caller, Kind kind, Map<String, String> words) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO directory.vocabulary (tenant, kind, name, words)
                    SELECT (SELECT state.claimed_tenant()), ?, name, words
                    FROM unnest(?::text[], ?::text[]) AS new (name, words)
                    ORDER BY name
                    ON CONFLICT (tenant, kind, name) DO UPDATE SET words = excluded.words
                    """)
                .param(kind.stored)
                .param(words.keySet().toArray(String[]::new))
                .param(words.values().toArray(String[]::new))
                .update());
  }

  Map<String, String> all(Caller caller, Kind kind) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT name, words FROM directory.vocabulary WHERE kind = ?")
                .param(kind.stored)
                .query((ResultSet rows) -> {
                  Map<String, String> found = new TreeMap<>();
                  while (rows.next()) {
                    found.put(rows.getString("name"), rows.getString("words"));
                  }
                  return found;
                }));
  }
}
