package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hashes of secrets. */
@Component
final class SecretStore {
  private final Database database;

  SecretStore(Database database) {
    this.database = database;
  }

  /** A secret that may be good. */
  record Kept(int number, byte[] hash, @Nullable Instant goodUntil) {
    boolean goodAt(Instant now) {
      return goodUntil == null || now.isBefore(goodUntil);
    }
  }

  /** The newest first. */
  List<Kept> all(TenantId tenant, Secrets.Purpose purpose) {
    return database.inTransactionAs(
        Caller.system(tenant, "sources"),
        sql ->
            sql.sql(
                    """
                    SELECT number, hash, good_until FROM access.secret
                    WHERE purpose = ? ORDER BY number DESC
                    """)
                .param(purpose.word())
                .query(SecretStore::kept)
                .list());
  }

  /**
   * Adds one; of those before it the newest stays good until a time, and the others go.
   *
   * @return false if there is one already that is good and none may be added beside it
   */
  boolean add(
      Caller caller,
      Secrets.Purpose purpose,
      byte[] hash,
      Instant now,
      Instant oldUntil,
      boolean beside) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('secret:' || (SELECT state.claimed_tenant()), 0))")
              .query((ResultSet rows) -> rows.next());
          List<Kept> before =
              sql.sql(
                      """
                      SELECT number, hash, good_until FROM access.secret
                      WHERE purpose = ? ORDER BY number DESC
                      """)
                  .param(purpose.word())
                  .query(SecretStore::kept)
                  .list();
          int newest = before.isEmpty() ? 0 : before.getFirst().number();
          if (!beside && before.stream().anyMatch(kept -> kept.goodAt(now))) {
            return false;
          }
          sql.sql("DELETE FROM access.secret WHERE purpose = ? AND number < ?")
              .params(purpose.word(), newest)
              .update();
          sql.sql("UPDATE access.secret SET good_until = ? WHERE purpose = ? AND number = ?")
              .params(oldUntil.atOffset(ZoneOffset.UTC), purpose.word(), newest)
              .update();
          sql.sql(
                  """
                  INSERT INTO access.secret (tenant, purpose, number, hash, made_at)
                  VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?)
                  """)
              .params(purpose.word(), newest + 1, hash, now.atOffset(ZoneOffset.UTC))
              .update();
          return true;
        });
  }

  private static Kept kept(ResultSet row, int number) throws SQLException {
    OffsetDateTime until = row.getObject("good_until", OffsetDateTime.class);
    return new Kept(
        row.getInt("number"), row.getBytes("hash"), until == null ? null : until.toInstant());
  }
}
