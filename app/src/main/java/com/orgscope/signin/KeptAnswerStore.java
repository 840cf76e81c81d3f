package com.orgscope.signin;

import static com.orgscope.signin.SignInRows.system;
import static com.orgscope.signin.SignInRows.utc;

import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers by the hash of who asked with which key; they end with time. */
@Component
final class KeptAnswerStore {
  private final Database database;

  KeptAnswerStore(Database database) {
    this.database = database;
  }

  /**
   * What is kept.
   *
   * @param answer sealed; null while it is being answered
   */
  record Row(byte[] request, Instant beganAt, byte @Nullable [] answer) {}

  /**
   * Begins, unless it was begun.
   *
   * @return what there is already; empty for whoever begins now, of two at once one
   */
  Optional<Row> begin(TenantId tenant, byte[] ask, byte[] request, Instant now, Instant ends) {
    return database.inTransactionAs(
        system(tenant),
        sql -> {
          sql.sql("DELETE FROM signin.kept_answer WHERE ends_at <= ?").param(utc(now)).update();
          int begun =
              sql.sql(
                      """
                      INSERT INTO signin.kept_answer (tenant, ask, request, began_at, ends_at)
                      VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?) ON CONFLICT DO NOTHING
                      """)
                  .params(ask, request, utc(now), utc(ends))
                  .update();
          return begun > 0
              ? Optional.empty()
              : sql.sql("SELECT request, began_at, answer FROM signin.kept_answer WHERE ask = ?")
                  .param(ask)
                  .query((row, number) ->
                      new Row(
                          row.getBytes("request"),
                          row.getObject("began_at", OffsetDateTime.class).toInstant(),
                          row.getBytes("answer")))
                  .optional();
        });
  }

  /** Begins again what somebody began and never ended; of two at once one does. */
  boolean again(TenantId tenant, byte[] ask, Instant began, Instant now) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql(
                        """
                        UPDATE signin.kept_answer SET began_at = :now
                        WHERE ask = :ask AND began_at = :began AND answer IS NULL
                        """)
                    .param("now", utc(now))
                    .param("ask", ask)
                    .param("began", utc(began))
                    .update()
                > 0);
  }

  void keep(TenantId tenant, byte[] ask, byte[] answer) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql("UPDATE signin.kept_answer SET answer = ? WHERE ask = ?")
                .params(answer, ask)
                .update());
  }

  void forget(TenantId tenant, byte[] ask) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql("DELETE FROM signin.kept_answer WHERE ask = ? AND answer IS NULL")
                .param(ask)
                .update());
  }

  long forgetEnded(TenantId tenant, Instant now) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("DELETE FROM signin.kept_answer WHERE ends_at <= ?").param(utc(now)).update());
  }

  long forgetAll(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant), sql -> sql.sql("DELETE FROM signin.kept_answer").update());
  }
}
