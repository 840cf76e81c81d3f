package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * Adds a version, if the last one is the one that it was made from.
   *
   * @return its number; empty if somebody else added one meanwhile
   */
  Optional<Integer> add(Caller caller, int after, String words, String reason, Instant at) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO directory.vocabulary_version
                      (tenant, version, words, reason, set_by, set_at)
                    SELECT (SELECT state.claimed_tenant()), :after + 1, :words, :reason, :by, :at
                    WHERE :after = coalesce((SELECT max(version) FROM directory.vocabulary_version
                      WHERE tenant = (SELECT state.claimed_tenant())), 0)
                    ON CONFLICT DO NOTHING RETURNING version
                    """)
                .param("after", after)
                .param("words", words)
                .param("reason", reason)
                .param("by", caller.principal())
                .param("at", Timestamp.from(at))
                .query(Integer.class)
                .optional());
  }

  List<Vocabulary.Version> versions(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT version, words, reason, set_by, set_at FROM directory.vocabulary_version
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY version DESC
                    """)
                .query((row, n) ->
                    new Vocabulary.Version(
                        row.getInt("version"),
                        row.getString("words"),
                        row.getString("reason"),
                        row.getString("set_by"),
                        row.getTimestamp("set_at").toInstant()))
                .list());
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
