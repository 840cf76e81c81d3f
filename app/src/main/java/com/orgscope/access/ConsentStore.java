package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** What people said of being counted, and which notice they were shown. */
@Component
final class ConsentStore {
  private final Database database;

  ConsentStore(Database database) {
    this.database = database;
  }

  /** What somebody said last. */
  record Said(boolean counted, Instant at) {}

  Optional<Said> last(Caller caller, PersonKey me) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT counted, at FROM access.consent
                    WHERE tenant = (SELECT state.claimed_tenant()) AND person = :me
                    ORDER BY line DESC LIMIT 1
                    """)
                .param("me", me.value())
                .query((row, n) ->
                    new Said(row.getBoolean("counted"), row.getTimestamp("at").toInstant()))
                .optional());
  }

  boolean isLeftOut(Caller caller, PersonKey me) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT :me IN (SELECT access.left_out())")
                .param("me", me.value())
                .query(Boolean.class)
                .single());
  }

  /** On return it holds for whatever is asked next. */
  void say(Caller caller, PersonKey me, boolean counted) {
    int said =
        database.inTransactionAs(
            caller,
            sql ->
                sql.sql(
                        """
                        INSERT INTO access.consent (tenant, person, counted)
                        VALUES ((SELECT state.claimed_tenant()), :me, :counted)
                        """)
                    .param("me", me.value())
                    .param("counted", counted)
                    .update());
    if (said == 0) {
      throw Failure.operator("this person was erased on request: nothing more is kept");
    }
  }

  /** Again changes nothing. */
  void shown(Caller caller, PersonKey me, String version) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO access.notice_shown (tenant, person, version)
                    VALUES ((SELECT state.claimed_tenant()), :me, :version) ON CONFLICT DO NOTHING
                    """)
                .param("me", me.value())
                .param("version", version)
                .update());
  }

  Optional<Instant> shownAt(Caller caller, PersonKey person, String version) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT at FROM access.notice_shown
                    WHERE tenant = (SELECT state.claimed_tenant()) AND person = :person
                      AND version = :version
                    """)
                .param("person", person.value())
                .param("version", version)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant));
  }

  /** How many people were shown which version. */
  SortedMap<String, Integer> shown(Caller caller) {
    SortedMap<String, Integer> shown = new TreeMap<>();
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT version, count(*) AS people FROM access.notice_shown
                    WHERE tenant = (SELECT state.claimed_tenant()) GROUP BY version
                    """)
                .query(row -> {
                  shown.put(row.getString("version"), row.getInt("people"));
                }));
    return shown;
  }
}
