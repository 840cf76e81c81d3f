package com.orgscope.signin;

import static com.orgscope.signin.SignInRows.instant;
import static com.orgscope.signin.SignInRows.system;
import static com.orgscope.signin.SignInRows.utc;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Programs that ask, each by the hash of its secret. */
@Component
final class ServiceAccountStore {
  private static final String COLUMNS = "name, role, scopes, expires_at, revoked_at, used_at";

  private final Database database;

  ServiceAccountStore(Database database) {
    this.database = database;
  }

  /** Whether it was added: no other has the name. */
  boolean add(Caller caller, ServiceAccount account, byte[] secret, Instant now) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                        """
                        INSERT INTO signin.service_account (tenant, name, secret, role, scopes,
                          made_by, made_at, expires_at)
                        VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                        """)
                    .params(
                        account.name(),
                        secret,
                        account.role().name(),
                        account.scopes().toArray(String[]::new),
                        caller.principal(),
                        utc(now),
                        utc(account.expiresAt()))
                    .update()
                > 0);
  }

  List<ServiceAccount> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT " + COLUMNS + " FROM signin.service_account ORDER BY name")
                .query((row, number) -> account(row))
                .list());
  }

  Optional<ServiceAccount> find(TenantId tenant, byte[] secret) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("SELECT " + COLUMNS + " FROM signin.service_account WHERE secret = ?")
                .param(secret)
                .query((row, number) -> account(row))
                .optional());
  }

  boolean revoke(Caller caller, String name, Instant now) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                        """
                        UPDATE signin.service_account SET revoked_at = ?
                        WHERE name = ? AND revoked_at IS NULL
                        """)
                    .params(utc(now), name)
                    .update()
                > 0);
  }

  void used(TenantId tenant, String name, Instant now) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql("UPDATE signin.service_account SET used_at = ? WHERE name = ?")
                .params(utc(now), name)
                .update());
  }

  private static ServiceAccount account(ResultSet row) throws SQLException {
    return new ServiceAccount(
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        List.of((String[]) Objects.requireNonNull(row.getArray("scopes")).getArray()),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        instant(row, "revoked_at"),
        instant(row, "used_at"));
  }
}
