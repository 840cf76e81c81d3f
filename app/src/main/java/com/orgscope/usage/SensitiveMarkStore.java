package com.orgscope.usage;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What IT marked as sensitive, or as not. */
@Component
final class SensitiveMarkStore {
  private final Database database;

  SensitiveMarkStore(Database database) {
    this.database = database;
  }

  /** By the key of a mark. */
  Map<String, Boolean> marks(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "usage"),
        jdbc -> {
          Map<String, Boolean> marks = new HashMap<>();
          jdbc.sql(
                  "SELECT folded, withheld FROM usage.sensitive_mark"
                      + " WHERE tenant = (SELECT state.claimed_tenant())")
              .query(row -> {
                marks.put(row.getString("folded"), row.getBoolean("withheld"));
              });
          return marks;
        });
  }

  List<SensitiveMark> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT label, withheld FROM usage.sensitive_mark
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY folded
                    """)
                .query((row, n) ->
                    new SensitiveMark(row.getString("label"), row.getBoolean("withheld")))
                .list());
  }

  /** When each was marked last, by the key of a mark. */
  Map<String, Instant> times(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc -> {
          Map<String, Instant> times = new HashMap<>();
          jdbc.sql(
                  "SELECT folded, marked_at FROM usage.sensitive_mark"
                      + " WHERE tenant = (SELECT state.claimed_tenant())")
              .query(row -> {
                times.put(row.getString("folded"), row.getTimestamp("marked_at").toInstant());
              });
          return times;
        });
  }

  void mark(Caller caller, SensitiveMark mark, Instant at) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO usage.sensitive_mark (tenant, folded, label, withheld, marked_at)
                    VALUES ((SELECT state.claimed_tenant()), :folded, :label, :withheld, :at)
                    ON CONFLICT (tenant, folded) DO UPDATE
                    SET label = excluded.label, withheld = excluded.withheld,
                      marked_at = excluded.marked_at
                    """)
                .param("folded", SensitiveRule.key(mark.label()))
                .param("label", mark.label())
                .param("withheld", mark.withheld())
                .param("at", Timestamp.from(at))
                .update());
  }
}
