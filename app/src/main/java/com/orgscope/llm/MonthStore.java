package com.orgscope.llm;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One budget's month, a tenant's or everybody's, within a transaction. Money is committed with its
 * row locked, which PostgreSQL lets one transaction at a time have.
 */
record MonthStore(JdbcClient sql, String tenant, Instant at) {

  /** What is committed. */
  record Used(long monthNano, long todayNano) {}

  /** A budget reached so much of its month for the first time. */
  record Alert(String tenant, int percent) {}

  LocalDate day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  /** Twice the day that a month's budget expects. */
  static long dayOf(long monthNano, LocalDate day) {
    return Math.multiplyExact(2L, monthNano) / day.lengthOfMonth();
  }

  /** Why no money is to be had at all, if a switch is pulled. */
  static List<String> stopped(JdbcClient sql) {
    return sql.sql(
            """
            SELECT reason FROM llm.kill_switch WHERE tenant IN ((SELECT state.claimed_tenant()), '*')
            ORDER BY tenant LIMIT 1
            """)
        .query(String.class)
        .list();
  }

  /** The budgets of the caller's tenant and of all, where they are not the settings'. */
  static CallStore.Limits limits(JdbcClient sql, CallStore.Limits usual) {
    return sql.sql(
            """
            SELECT
              coalesce((SELECT month_nano FROM llm.allowance WHERE tenant = (SELECT state.claimed_tenant())), :own)
                AS own,
              coalesce((SELECT month_nano FROM llm.allowance WHERE tenant = '*'), :total) AS total
            """)
        .param("own", usual.monthNano())
        .param("total", usual.totalNano())
        .query((row, n) -> new CallStore.Limits(row.getLong("own"), row.getLong("total")))
        .single();
  }

  /** Keeps everybody else from this row until the transaction ends. */
  Used lock() {
    // A process whose clock is still before midnight adds to the new day.
    return sql.sql(
            """
            INSERT INTO llm.spend AS s (tenant, month, committed_nano, today, today_nano)
            VALUES (:tenant, :month, 0, :day, 0)
            ON CONFLICT (tenant, month) DO UPDATE SET
              today_nano = CASE WHEN s.today >= :day THEN s.today_nano ELSE 0 END,
              today = greatest(s.today, :day)
            RETURNING committed_nano, today_nano
            """)
        .param("tenant", tenant)
        .param("month", day().withDayOfMonth(1))
        .param("day", day())
        .query((row, n) -> new Used(row.getLong("committed_nano"), row.getLong("today_nano")))
        .single();
  }

  /** Adds to a row that is locked and has room. */
  void commit(long nano) {
    sql.sql(
            """
            UPDATE llm.spend SET committed_nano = committed_nano + :nano,
              today_nano = today_nano + :nano
            WHERE tenant = :tenant AND month = :month
            """)
        .param("tenant", tenant)
        .param("month", day().withDayOfMonth(1))
        .param("nano", nano)
        .update();
  }

  /** Returns what stays committed of the month. */
  long giveBack(long nano) {
    return sql.sql(
            """
            UPDATE llm.spend SET committed_nano = committed_nano - :nano,
              today_nano = CASE WHEN today = :day THEN today_nano - :nano ELSE today_nano END
            WHERE tenant = :tenant AND month = :month RETURNING committed_nano
            """)
        .param("tenant", tenant)
        .param("month", day().withDayOfMonth(1))
        .param("day", day())
        .param("nano", nano)
        .query(Long.class)
        .single();
  }

  /** The alerts that so much of a limit raises for the first time. */
  List<Alert> alerts(long committed, long limit) {
    List<Alert> alerts = new ArrayList<>();
    for (int percent : Spending.ALERT_PERCENTS) {
      if (limit > 0
          && Math.multiplyExact(committed, 100L) >= Math.multiplyExact(limit, (long) percent)) {
        alerts.addAll(raise(percent));
      }
    }
    return alerts;
  }

  List<Alert> raise(int percent) {
    int raised =
        sql.sql(
                """
                INSERT INTO llm.alert (tenant, month, percent, at)
                VALUES (:tenant, :month, :percent, :at) ON CONFLICT DO NOTHING
                """)
            .param("tenant", tenant)
            .param("month", day().withDayOfMonth(1))
            .param("percent", percent)
            .param("at", Timestamp.from(at))
            .update();
    return raised == 0 ? List.of() : List.of(new Alert(tenant, percent));
  }
}
