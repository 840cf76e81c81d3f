package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The tenants' own assumptions. */
@Component
final class AssumptionStore {
  private final Database database;

  AssumptionStore(Database database) {
    this.database = database;
  }

  Map<String, Assumption> own(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<String, Assumption> own = new HashMap<>();
          sql.sql(
                  """
                  SELECT DISTINCT ON (id) id, low, typical, high, source
                  FROM insight.assumption WHERE tenant = (SELECT state.claimed_tenant())
                  ORDER BY id, line DESC
                  """)
              .query((row, n) ->
                  new Assumption(
                      row.getString("id"),
                      "",
                      "",
                      row.getDouble("low"),
                      row.getDouble("typical"),
                      row.getDouble("high"),
                      row.getString("source"),
                      true))
              .list()
              .forEach(a -> own.put(a.id(), a));
          return own;
        });
  }

  void add(Caller caller, Assumption own, Instant at) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO insight.assumption
                      (tenant, id, low, typical, high, source, set_by, set_at)
                    VALUES (:tenant, :id, :low, :typical, :high, :source, :by, :at)
                    """)
                .param("tenant", caller.tenant().value())
                .param("id", own.id())
                .param("low", own.low())
                .param("typical", own.typical())
                .param("high", own.high())
                .param("source", own.source())
                .param("by", caller.principal())
                .param("at", Timestamp.from(at))
                .update());
  }
}
