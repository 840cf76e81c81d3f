package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** IT policies, line upon line. */
@Component
final class PolicyStore {
  private static final String HISTORY =
      """
      SELECT policy, value, valid_from, set_by, set_at FROM directory.it_policy
      WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY valid_from DESC, line DESC
      """;

  private final Database database;

  PolicyStore(Database database) {
    this.database = database;
  }

  /**
   * Adds what is not said already for that very day.
   *
   * @return how many lines
   */
  int add(Caller caller, List<PolicyFile.Entry> entries, Instant at) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('it_policy:' || :tenant, 0))")
              .param("tenant", caller.tenant().value())
              .query()
              .singleRow();
          return entries.stream().mapToInt(entry -> add(sql, caller, entry, at)).sum();
        });
  }

  private static int add(JdbcClient sql, Caller caller, PolicyFile.Entry entry, Instant at) {
    return sql.sql(
            """
            INSERT INTO directory.it_policy (tenant, policy, value, valid_from, set_by, set_at)
            SELECT (SELECT state.claimed_tenant()), :policy, :value, :from, :by, :at
            WHERE :value IS DISTINCT FROM (
              SELECT value FROM directory.it_policy
              WHERE tenant = (SELECT state.claimed_tenant()) AND policy = :policy AND valid_from = :from
              ORDER BY line DESC LIMIT 1)
            """)
        .param("policy", entry.kind().word())
        .param("value", entry.value())
        .param("from", entry.validFrom())
        .param("by", caller.principal())
        .param("at", Timestamp.from(at))
        .update();
  }

  List<PolicyBook.Line> history(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(HISTORY)
                .query((row, n) ->
                    new PolicyBook.Line(
                        row.getString("policy"),
                        row.getString("value"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getString("set_by"),
                        row.getTimestamp("set_at").toInstant()))
                .list());
  }
}
