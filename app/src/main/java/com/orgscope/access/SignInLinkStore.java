package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Links by which an operator signs in, each by the hash of its code. */
@Component
final class SignInLinkStore {
  /** A link that is no good is kept this long, then it goes; the audit log has the rest. */
  private static final Duration KEPT = Duration.ofDays(1);

  private final Database database;

  SignInLinkStore(Database database) {
    this.database = database;
  }

  void put(Caller maker, byte[] code, Instant now, Instant expires) {
    database.runAs(
        Caller.system(maker.tenant(), "access"),
        sql -> {
          sql.sql(
                  """
                  DELETE FROM access.sign_in_link
                  WHERE expires_at < ? OR (maker = ? AND used_at IS NULL)
                  """)
              .params(now.minus(KEPT).atOffset(ZoneOffset.UTC), maker.principal())
              .update();
          sql.sql(
                  """
                  INSERT INTO access.sign_in_link (tenant, code, maker, made_at, expires_at)
                  VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?)
                  """)
              .params(
                  code,
                  maker.principal(),
                  now.atOffset(ZoneOffset.UTC),
                  expires.atOffset(ZoneOffset.UTC))
              .update();
        });
  }

  boolean good(TenantId tenant, byte[] code, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql(
                        """
                        SELECT count(*) FROM access.sign_in_link
                        WHERE code = ? AND used_at IS NULL AND expires_at > ?
                        """)
                    .params(code, now.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single()
                > 0);
  }

  /** Of two at once, one finds it. */
  Optional<String> use(TenantId tenant, byte[] code, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql(
                    """
                    UPDATE access.sign_in_link SET used_at = ?
                    WHERE code = ? AND used_at IS NULL AND expires_at > ?
                    RETURNING maker
                    """)
                .params(now.atOffset(ZoneOffset.UTC), code, now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .optional());
  }
}
