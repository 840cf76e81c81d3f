package com.orgscope.llm;

import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Calls, answers and what they cost.
 *
 * <p>The budget is taken by one conditional update of the month's row, which PostgreSQL lets one
 * transaction at a time do; so what is committed never passes the limit, whoever asks at once. Rows
 * are always taken in the same order, the tenant's before everybody's.
 */
@Component
final class CallStore {
  /** The row of all tenants together; no tenant's name has such a character. */
  static final String EVERYBODY = "*";

  private final Database database;

  CallStore(Database database) {
    this.database = database;
  }

  /** An answer from the cache. */
  record Remembered(String answer, Tokens tokens, long costNano) {}

  /** A month's limits, and of it a day's, in nano-dollars. */
  record Limits(long monthNano, long totalNano) {
    /** Twice the day that the month's budget expects. */
    static long dayOf(long monthNano, LocalDate day) {
      return Math.multiplyExact(2L, monthNano) / day.lengthOfMonth();
    }
  }

  /** What came of asking for money. */
  sealed interface Taken {
    /** It is reserved. */
    record Yes() implements Taken {}

    /** It is not. */
    record No(Answer.Why why, String detail, List<Alert> alerts) implements Taken {}
  }

  /** A budget reached so much of its month for the first time. */
  record Alert(String tenant, int percent) {}

  /** Looks the answer up; finding it is a call that cost nothing. */
  Optional<Remembered> recall(Purchase purchase) {
    return database.inTransactionAs(
        purchase.caller(),
        sql -> {
          Optional<Remembered> found =
              sql.sql(
                      """
                      SELECT answer, input_tokens, cache_read_tokens, cache_written_tokens,
                        output_tokens, cost_nano
                      FROM llm.answer WHERE tenant = state.tenant() AND request = :request
                        AND NOT EXISTS (SELECT FROM llm.kill_switch
                                        WHERE tenant IN (state.tenant(), '*'))
                      """)
                  .param("request", purchase.request())
                  .query((row, n) ->
                      new Remembered(
                          row.getString("answer"),
                          new Tokens(
                              row.getLong("input_tokens"),
                              row.getLong("cache_read_tokens"),
                              row.getLong("cache_written_tokens"),
                              row.getLong("output_tokens")),
                          row.getLong("cost_nano")))
                  .optional();
          found.ifPresent(
              known -> insert(sql, purchase, "CACHED", 0, known.costNano(), known.answer()));
          return found;
        });
  }

  /** Reserves the most a call can cost, unless a switch or a budget is against it. */
  Taken take(Purchase purchase, long nano, Limits settings) {
    return database.inTransactionAs(
        purchase.caller(),
        sql -> {
          Optional<String> stopped =
              sql.sql(
                      """
                      SELECT reason FROM llm.kill_switch WHERE tenant IN (state.tenant(), '*')
                      ORDER BY tenant LIMIT 1
                      """)
                  .query(String.class)
                  .optional();
          if (stopped.isPresent()) {
            return new Taken.No(Answer.Why.STOPPED, stopped.get(), List.of());
          }
          String tenant = purchase.question().tenant().value();
          long month = monthNano(sql, settings.monthNano());
          if (!commit(sql, purchase, tenant, nano, month)) {
            return refused(sql, purchase, tenant, nano, month);
          }
          if (!commit(sql, purchase, EVERYBODY, nano, settings.totalNano())) {
            giveBack(sql, purchase, tenant, nano);
            return refused(sql, purchase, EVERYBODY, nano, settings.totalNano());
          }
          insert(sql, purchase, "IN_FLIGHT", nano, 0, null);
          return new Taken.Yes();
        });
  }

  /**
   * Writes down how the call ended, gives back what it did not cost, and keeps its answer.
   *
   * @return alerts that this raised
   */
  List<Alert> settle(Purchase purchase, Settlement end, long reservedNano, Limits settings) {
    return database.inTransactionAs(
        purchase.caller(),
        sql -> {
          if (update(sql, purchase, end) == 0) {
            return List.of();
          }
          if (end.answer() != null) {
            remember(sql, purchase, end, end.answer());
          }
          String tenant = purchase.question().tenant().value();
          long rest = reservedNano - end.costNano();
          List<Alert> alerts = new ArrayList<>();
          long own = giveBack(sql, purchase, tenant, rest);
          alerts.addAll(alerts(sql, purchase, tenant, own, monthNano(sql, settings.monthNano())));
          long all = giveBack(sql, purchase, EVERYBODY, rest);
          alerts.addAll(alerts(sql, purchase, EVERYBODY, all, settings.totalNano()));
          return alerts;
        });
  }

  private static long monthNano(JdbcClient sql, long usual) {
    return sql.sql("SELECT month_nano FROM llm.allowance WHERE tenant = state.tenant()")
        .query(Long.class)
        .optional()
        .orElse(usual);
  }

  private static boolean commit(
      JdbcClient sql, Purchase purchase, String tenant, long nano, long limit) {
    long dayLimit = Limits.dayOf(limit, purchase.day());
    if (nano > limit || nano > dayLimit) {
      return false;
    }
    // A process whose clock is still before midnight adds to the new day.
    return sql.sql(
                """
                INSERT INTO llm.spend AS s (tenant, month, committed_nano, today, today_nano)
                VALUES (:tenant, :month, :nano, :day, :nano)
                ON CONFLICT (tenant, month) DO UPDATE SET
                  committed_nano = s.committed_nano + :nano,
                  today_nano = CASE WHEN s.today >= :day THEN s.today_nano ELSE 0 END + :nano,
                  today = greatest(s.today, :day)
                WHERE s.committed_nano + :nano <= :limit
                  AND CASE WHEN s.today >= :day THEN s.today_nano ELSE 0 END + :nano <= :dayLimit
                """)
            .param("tenant", tenant)
            .param("month", purchase.month())
            .param("day", purchase.day())
            .param("nano", nano)
            .param("limit", limit)
            .param("dayLimit", dayLimit)
            .update()
        == 1;
  }

  /** Returns what stays committed of the month. */
  private static long giveBack(JdbcClient sql, Purchase purchase, String tenant, long nano) {
    return sql.sql(
            """
            UPDATE llm.spend SET committed_nano = committed_nano - :nano,
              today_nano = CASE WHEN today = :day THEN today_nano - :nano ELSE today_nano END
            WHERE tenant = :tenant AND month = :month RETURNING committed_nano
            """)
        .param("tenant", tenant)
        .param("month", purchase.month())
        .param("day", purchase.day())
        .param("nano", nano)
        .query(Long.class)
        .single();
  }

  private static Taken refused(
      JdbcClient sql, Purchase purchase, String tenant, long nano, long limit) {
    long committed =
        sql.sql("SELECT committed_nano FROM llm.spend WHERE tenant = :tenant AND month = :month")
            .param("tenant", tenant)
            .param("month", purchase.month())
            .query(Long.class)
            .optional()
            .orElse(0L);
    String whose = tenant.equals(EVERYBODY) ? "the budget of all tenants" : "the tenant's budget";
    if (committed + nano <= limit) {
      return new Taken.No(
          Answer.Why.DAY_PAUSED, whose + " has had twice its expected day", List.of());
    }
    List<Alert> alerts = raise(sql, purchase, tenant, 100);
    return new Taken.No(Answer.Why.BUDGET, whose + " for the month is used up", alerts);
  }

  private static List<Alert> alerts(
      JdbcClient sql, Purchase purchase, String tenant, long committed, long limit) {
    List<Alert> alerts = new ArrayList<>();
    for (int percent : Spending.ALERT_PERCENTS) {
      if (Math.multiplyExact(committed, 100L) >= Math.multiplyExact(limit, (long) percent)
          && limit > 0) {
        alerts.addAll(raise(sql, purchase, tenant, percent));
      }
    }
    return alerts;
  }

  private static List<Alert> raise(JdbcClient sql, Purchase purchase, String tenant, int percent) {
    int raised =
        sql.sql(
                """
                INSERT INTO llm.alert (tenant, month, percent, at)
                VALUES (:tenant, :month, :percent, :at) ON CONFLICT DO NOTHING
                """)
            .param("tenant", tenant)
            .param("month", purchase.month())
            .param("percent", percent)
            .param("at", Timestamp.from(purchase.at()))
            .update();
    return raised == 0 ? List.of() : List.of(new Alert(tenant, percent));
  }

  private static void insert(
      JdbcClient sql,
      Purchase purchase,
      String state,
      long nano,
      long savedNano,
      @Nullable String answer) {
    Question question = purchase.question();
    sql.sql(
            """
            INSERT INTO llm.call (id, trace, tenant, at, agent, purpose, prompt_version, subject,
              provider, model, temperature, max_tokens, request, state, reserved_nano, cost_nano,
              saved_nano, prompt, answer)
            VALUES (:id, :trace, :tenant, :at, :agent, :purpose, :version, :subject,
              :provider, :model, :temperature, :maxTokens, :request, :state, :nano, :nano,
              :saved, :prompt, :answer)
            """)
        .param("id", purchase.call())
        .param("trace", purchase.trace())
        .param("tenant", question.tenant().value())
        .param("at", Timestamp.from(purchase.at()))
        .param("agent", question.agent())
        .param("purpose", question.purpose())
        .param("version", question.promptVersion())
        .param("subject", question.subject())
        .param("provider", purchase.provider())
        .param("model", purchase.model())
        .param("temperature", question.temperature())
        .param("maxTokens", question.maxTokens())
        .param("request", purchase.request())
        .param("state", state)
        .param("nano", nano)
        .param("saved", savedNano)
        .param("prompt", Redaction.of(question.user()))
        .param("answer", answer == null ? null : Redaction.of(answer))
        .update();
  }

  private static int update(JdbcClient sql, Purchase purchase, Settlement end) {
    return sql.sql(
            """
            UPDATE llm.call SET state = :state, fault = :fault, detail = :detail,
              input_tokens = :input, cache_read_tokens = :read, cache_written_tokens = :written,
              output_tokens = :output, cost_nano = :cost, latency_micros = :latency,
              answer = :answer
            WHERE tenant = state.tenant() AND id = :id AND state = 'IN_FLIGHT'
            """)
        .param("state", end.state())
        .param("fault", end.fault() == null ? null : end.fault().name())
        .param("detail", Redaction.of(end.detail()))
        .param("input", end.tokens().input())
        .param("read", end.tokens().cacheRead())
        .param("written", end.tokens().cacheWritten())
        .param("output", end.tokens().output())
        .param("cost", end.costNano())
        .param("latency", end.latency().toNanos() / 1_000)
        .param("answer", end.answer() == null ? null : Redaction.of(end.answer()))
        .param("id", purchase.call())
        .update();
  }

  private static void remember(JdbcClient sql, Purchase purchase, Settlement end, String answer) {
    sql.sql(
            """
            INSERT INTO llm.answer (tenant, request, answer, input_tokens, cache_read_tokens,
              cache_written_tokens, output_tokens, cost_nano, at)
            VALUES (:tenant, :request, :answer, :input, :read, :written, :output, :cost, :at)
            ON CONFLICT (tenant, request) DO NOTHING
            """)
        .param("tenant", purchase.question().tenant().value())
        .param("request", purchase.request())
        .param("answer", answer)
        .param("input", end.tokens().input())
        .param("read", end.tokens().cacheRead())
        .param("written", end.tokens().cacheWritten())
        .param("output", end.tokens().output())
        .param("cost", end.costNano())
        .param("at", Timestamp.from(purchase.at()))
        .update();
  }
}
