package com.orgscope.privacy;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's table. */
@Component
final class LedgerStore {
  private final Database database;

  LedgerStore(Database database) {
    this.database = database;
  }

  PrivacyLedger.Answer charge(Caller caller, PrivacyLedger.Charge charge, Epsilon budget) {
    int year = year(charge);
    return database.inTransactionAs(
        caller,
        sql -> {
          lock(sql, caller);
          Epsilon spent = spent(sql, year);
          Epsilon paid = paid(sql, charge.subject());
          if (paid.compareTo(Epsilon.ZERO) > 0 && paid.compareTo(charge.epsilon()) >= 0) {
            return new PrivacyLedger.Charged(spent, budget);
          }
          if (paid.compareTo(Epsilon.ZERO) > 0) {
            throw Failure.operator(
                "'%s' was paid with epsilon %s and would now cost %s: change the setting back"
                    .formatted(charge.subject(), paid, charge.epsilon()));
          }
          Epsilon after = spent.plus(charge.epsilon());
          if (after.compareTo(budget) > 0) {
            return new PrivacyLedger.Spent(spent, budget);
          }
          insert(sql, caller, year, charge);
          return new PrivacyLedger.Charged(after, budget);
        });
  }

  /** Whatever the budget: it was spent. */
  void enter(Caller caller, PrivacyLedger.Charge charge) {
    database.runAs(
        caller,
        sql -> {
          lock(sql, caller);
          if (paid(sql, charge.subject()).compareTo(Epsilon.ZERO) == 0) {
            insert(sql, caller, year(charge), charge);
          }
        });
  }

  private static int year(PrivacyLedger.Charge charge) {
    return charge.at().atZone(ZoneOffset.UTC).getYear();
  }

  /** Two charges at once must not both find the last of the budget. */
  private static void lock(JdbcClient sql, Caller caller) {
    sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('privacy:' || :tenant, 0))")
        .param("tenant", caller.tenant().value())
        .query()
        .singleRow();
  }

  List<PrivacyLedger.Charge> charges(Caller caller, int year) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT subject, epsilon_thousandths, delta, charged_by, charged_at
                    FROM privacy.charge WHERE tenant = (SELECT state.claimed_tenant()) AND year = :year
                    ORDER BY charged_at, subject
                    """)
                .param("year", year)
                .query(LedgerStore::charge)
                .list());
  }

  private static PrivacyLedger.Charge charge(ResultSet row, int number) throws SQLException {
    return new PrivacyLedger.Charge(
        row.getString("subject"),
        new Epsilon(row.getLong("epsilon_thousandths")),
        row.getDouble("delta"),
        row.getString("charged_by"),
        row.getTimestamp("charged_at").toInstant());
  }

  List<PrivacyLedger.Charge> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT subject, epsilon_thousandths, delta, charged_by, charged_at
                    FROM privacy.charge WHERE tenant = (SELECT state.claimed_tenant())
                    ORDER BY charged_at, subject
                    """)
                .query(LedgerStore::charge)
                .list());
  }

  List<String> misdated(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT subject FROM privacy.charge WHERE tenant = (SELECT state.claimed_tenant())
                      AND year <> extract(year FROM charged_at AT TIME ZONE 'UTC') ORDER BY subject
                    """)
                .query(String.class)
                .list());
  }

  private static Epsilon spent(JdbcClient sql, int year) {
    return new Epsilon(
        sql.sql(
                """
                SELECT coalesce(sum(epsilon_thousandths), 0) FROM privacy.charge
                WHERE tenant = (SELECT state.claimed_tenant()) AND year = :year
                """)
            .param("year", year)
            .query(Long.class)
            .single());
  }

  private static Epsilon paid(JdbcClient sql, String subject) {
    return new Epsilon(
        sql.sql(
                """
                SELECT coalesce(sum(epsilon_thousandths), 0) FROM privacy.charge
                WHERE tenant = (SELECT state.claimed_tenant()) AND subject = :subject
                """)
            .param("subject", subject)
            .query(Long.class)
            .single());
  }

  private static void insert(JdbcClient sql, Caller caller, int year, PrivacyLedger.Charge charge) {
    sql.sql(
            """
            INSERT INTO privacy.charge
              (tenant, year, subject, epsilon_thousandths, delta, charged_by, charged_at)
            VALUES (:tenant, :year, :subject, :epsilon, :delta, :by, :at)
            """)
        .param("tenant", caller.tenant().value())
        .param("year", year)
        .param("subject", charge.subject())
        .param("epsilon", charge.epsilon().thousandths())
        .param("delta", charge.delta())
        .param("by", charge.by())
        .param("at", Timestamp.from(charge.at()))
        .update();
  }
}
