package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The switches' table. */
@Component
final class KillStore {
  private static final String ROOM = "llm";

  private final Database database;

  KillStore(Database database) {
    this.database = database;
  }

  void pull(Caller caller, String reason, Instant at) {
    database.runAs(
        caller, sql -> insert(sql, caller.tenant().value(), caller.principal(), reason, at));
  }

  void release(Caller caller) {
    database.runAs(
        caller,
        sql ->
            sql.sql("DELETE FROM llm.kill_switch WHERE tenant = (SELECT state.claimed_tenant())")
                .update());
  }

  void pullForEverybody(String by, String reason, Instant at) {
    database.inTransactionAsSystem(ROOM, sql -> insert(sql, CallStore.EVERYBODY, by, reason, at));
  }

  void releaseEverybody() {
    database.inTransactionAsSystem(
        ROOM, sql -> sql.sql("DELETE FROM llm.kill_switch WHERE tenant = '*'").update());
  }

  /** Reasons by tenant, or by {@link CallStore#EVERYBODY}. */
  Map<String, String> pulled() {
    return database.inTransactionAsSystem(
        ROOM,
        sql -> {
          Map<String, String> reasons = new TreeMap<>();
          sql.sql("SELECT tenant, reason FROM llm.kill_switch")
              .query(row -> {
                reasons.put(row.getString("tenant"), row.getString("reason"));
              });
          return reasons;
        });
  }

  private static int insert(JdbcClient sql, String tenant, String by, String reason, Instant at) {
    return sql.sql(
            """
            INSERT INTO llm.kill_switch (tenant, pulled_by, reason, at)
            VALUES (:tenant, :by, :reason, :at) ON CONFLICT (tenant) DO NOTHING
            """)
        .param("tenant", tenant)
        .param("by", by)
        .param("reason", reason)
        .param("at", Timestamp.from(at))
        .update();
  }
}
