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
                    WHERE tenant = state.tenant() AND at >= :from AND at < :until
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
                    WHERE tenant = state.tenant() AND at >= :from AND at < :until
                      AND state IN ('ANSWERED', 'CACHED')
                    """)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .query((row, n) ->
                    new Spending.Cache(
                        row.getLong("questions"), row.getLong("hits"), row.getLong("saved")))
                .single());
  }

  Spending.Month month(Caller caller, LocalDate today, long usualMonthNano) {
    return database.inTransactionAs(caller, sql -> month(sql, today, usualMonthNano));
  }

  void allow(Caller caller, long monthNano) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO llm.allowance (tenant, month_nano) VALUES (:tenant, :nano)
                    ON CONFLICT (tenant) DO UPDATE SET month_nano = :nano
                    """)
                .param("tenant", caller.tenant().value())
                .param("nano", monthNano)
                .update());
  }

  private static Spending.Month month(JdbcClient sql, LocalDate today, long usualMonthNano) {
    LocalDate month = today.withDayOfMonth(1);
    List<Integer> alerts =
        sql.sql(
                """
                SELECT percent FROM llm.alert
                WHERE tenant = state.tenant() AND month = :month ORDER BY percent
                """)
            .param("month", month)
            .query(Integer.class)
            .list();
    return sql.sql(
            """
            SELECT coalesce((SELECT month_nano FROM llm.allowance
                             WHERE tenant = state.tenant()), :usual) AS budget,
              coalesce(max(committed_nano), 0) AS committed,
              coalesce(max(today_nano) FILTER (WHERE today = :today), 0) AS today
            FROM llm.spend WHERE tenant = state.tenant() AND month = :month
            """)
        .param("usual", usualMonthNano)
        .param("today", today)
        .param("month", month)
        .query((row, n) ->
            new Spending.Month(
                month,
                row.getLong("budget"),
                row.getLong("committed"),
                row.getLong("today"),
                MonthStore.dayOf(row.getLong("budget"), today),
                alerts))
        .single();
  }
}
