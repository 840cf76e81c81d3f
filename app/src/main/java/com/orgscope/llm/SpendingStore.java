package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what was spent. */
@Component
final class SpendingStore {
  private final Database database;

  SpendingStore(Database database) {
    this.database = database;
  }

  List<Spending.Line> ledger(Caller caller, Instant from, Instant until) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT agent, model, prompt_version, count(*) AS calls,
                      sum(input_tokens) AS input, sum(cache_read_tokens) AS read,
                      sum(cache_written_tokens) AS written, sum(output_tokens) AS output,
                      sum(cost_nano) AS cost
                    FROM llm.call
                    WHERE tenant = (SELECT state.claimed_tenant()) AND at >= :from AND at < :until
                      AND state <> 'CACHED'
                    GROUP BY agent, model, prompt_version
                    ORDER BY cost DESC, agent, model, prompt_version
                    """)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) ->
                    new Spending.Line(
                        row.getString("agent"),
                        row.getString("model"),
                        row.getString("prompt_version"),
                        row.getLong("calls"),
                        new Tokens(
                            row.getLong("input"),
                            row.getLong("read"),
                            row.getLong("written"),
                            row.getLong("output")),
                        row.getLong("cost")))
                .list());
  }

  Spending.Cache cache(Caller caller, Instant from, Instant until) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(*) AS questions, count(*) FILTER (WHERE state = 'CACHED') AS hits,
                      coalesce(sum(saved_nano), 0) AS saved
                    FROM llm.call
                    WHERE tenant = (SELECT state.claimed_tenant()) AND at >= :from AND at < :until
                      AND state IN ('ANSWERED', 'CACHED') AND NOT collects
                    """)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) ->
                    new Spending.Cache(
                        row.getLong("questions"), row.getLong("hits"), row.getLong("saved")))
                .single());
  }

  /**
   * @param usual the budgets of the settings
   */
  Spending.Month month(Caller caller, LocalDate today, CallStore.Limits usual) {
    return database.inTransactionAs(
        caller,
        sql ->
            month(sql, caller.tenant().value(), today, MonthStore.limits(sql, usual).monthNano()));
  }

  /** The same of all tenants together. */
  Spending.Month everybodysMonth(LocalDate today, CallStore.Limits usual) {
    return database.inTransactionAsSystem(
        "llm",
        sql -> month(sql, CallStore.EVERYBODY, today, MonthStore.limits(sql, usual).totalNano()));
  }

  void allow(Caller caller, long monthNano) {
    database.runAs(caller, sql -> allow(sql, caller.tenant().value(), monthNano));
  }

  void allowEverybody(long monthNano) {
    database.inTransactionAsSystem("llm", sql -> allow(sql, CallStore.EVERYBODY, monthNano));
  }

  private static int allow(JdbcClient sql, String tenant, long monthNano) {
    return sql.sql(
            """
            INSERT INTO llm.allowance (tenant, month_nano) VALUES (:tenant, :nano)
            ON CONFLICT (tenant) DO UPDATE SET month_nano = :nano
            """)
        .param("tenant", tenant)
        .param("nano", monthNano)
        .update();
  }

  private static Spending.Month month(
      JdbcClient sql, String tenant, LocalDate today, long budgetNano) {
    LocalDate month = today.withDayOfMonth(1);
    List<Spending.Alert> alerts =
        sql.sql(
                """
                SELECT percent, at FROM llm.alert
                WHERE tenant = :tenant AND month = :month ORDER BY percent
                """)
            .param("tenant", tenant)
            .param("month", month)
            .query((row, n) ->
                new Spending.Alert(row.getInt("percent"), row.getTimestamp("at").toInstant()))
            .list();
    return sql.sql(
            """
            SELECT coalesce(max(committed_nano), 0) AS committed,
              coalesce(max(today_nano) FILTER (WHERE today = :today), 0) AS today
            FROM llm.spend WHERE tenant = :tenant AND month = :month
            """)
        .param("tenant", tenant)
        .param("today", today)
        .param("month", month)
        .query((row, n) ->
            new Spending.Month(
                month,
                budgetNano,
                row.getLong("committed"),
                row.getLong("today"),
                MonthStore.dayOf(budgetNano, today),
                alerts))
        .single();
  }
}
