package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Principals of the local sign-in. */
@Component
final class PrincipalStore {
  private final Database database;

  PrincipalStore(Database database) {
    this.database = database;
  }

  List<Principal> all(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql("SELECT principal, role, person FROM access.principal")
                .query((row, number) -> {
                  UUID person = row.getObject("person", UUID.class);
                  return new Principal(
                      tenant,
                      row.getString("principal"),
                      Role.valueOf(row.getString("role")),
                      person == null ? null : new PersonKey(person));
                })
                .list());
  }

  long remove(TenantId tenant, Set<PersonKey> people) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql("DELETE FROM access.principal WHERE person = ANY (?::uuid[])")
                .param(people.stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }

  void put(Principal principal) {
    PersonKey person = principal.person();
    database.runAs(
        Caller.system(principal.tenant(), "access"),
        sql ->
            sql.sql(
                    """
                    INSERT INTO access.principal (tenant, principal, role, person)
                    VALUES ((SELECT state.claimed_tenant()), ?, ?, ?::uuid)
                    ON CONFLICT (tenant, principal)
                    DO UPDATE SET role = excluded.role, person = excluded.person
                    """)
                .param(principal.name())
                .param(principal.role().name())
                .param(person == null ? null : person.toString())
                .update());
  }
}
