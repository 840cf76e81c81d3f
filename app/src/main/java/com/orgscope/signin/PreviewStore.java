package com.orgscope.signin;

import static com.orgscope.signin.SignInRows.system;
import static com.orgscope.signin.SignInRows.utc;

import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Previews, each by the hash of what its browser holds; they end with time. */
@Component
final class PreviewStore {
  private final Database database;

  PreviewStore(Database database) {
    this.database = database;
  }

  record Row(Role role, @Nullable PersonKey person, Instant endsAt) {}

  void put(TenantId tenant, byte[] session, Role role, @Nullable PersonKey person, Instant endsAt) {
    database.runAs(
        system(tenant),
        sql -> {
          sql.sql("DELETE FROM signin.preview WHERE session = ? OR ends_at < now()")
              .param(session)
              .update();
          sql.sql(
                  """
                  INSERT INTO signin.preview (tenant, session, role, person, ends_at)
                  VALUES ((SELECT state.claimed_tenant()), :session, :role, :person::uuid, :ends)
                  """)
              .param("session", session)
              .param("role", role.name())
              .param("person", person == null ? null : person.toString())
              .param("ends", utc(endsAt))
              .update();
        });
  }

  Optional<Row> find(TenantId tenant, byte[] session) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("SELECT role, person, ends_at FROM signin.preview WHERE session = ?")
                .param(session)
                .query((row, number) -> {
                  UUID person = row.getObject("person", UUID.class);
                  return new Row(
                      Role.valueOf(row.getString("role")),
                      person == null ? null : new PersonKey(person),
                      row.getObject("ends_at", OffsetDateTime.class).toInstant());
                })
                .optional());
  }

  void remove(TenantId tenant, byte[] session) {
    database.runAs(
        system(tenant),
        sql -> sql.sql("DELETE FROM signin.preview WHERE session = ?").param(session).update());
  }
}
