package com.orgscope.access;

import com.orgscope.access.UnitGrant.Holder;
import com.orgscope.access.UnitGrant.Kind;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Grants of units; a line is added and revoked, and stays. */
@Component
final class UnitGrantStore {
  private static final String SERVICE = "service:";

  private final Database database;

  UnitGrantStore(Database database) {
    this.database = database;
  }

  private static @Nullable String person(Holder holder) {
    return holder instanceof Holder.OfPerson of ? of.person().toString() : null;
  }

  private static @Nullable String principal(Holder holder) {
    return holder instanceof Holder.OfServiceAccount of ? SERVICE + of.name() : null;
  }

  void add(Caller caller, UnitGrant grant) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO access.unit_grant
                      (tenant, person, principal, kind, unit, valid_from, valid_until, granted_by)
                    VALUES ((SELECT state.claimed_tenant()), :person::uuid, :principal, :kind, :unit, :from,
                      :until, (SELECT state.principal()))
                    """)
                .param("person", person(grant.holder()))
                .param("principal", principal(grant.holder()))
                .param("kind", grant.kind().name())
                .param("unit", grant.unit())
                .param("from", grant.from())
                .param("until", grant.until())
                .update());
  }

  /** Returns how many lines were in force or to come. */
  int revoke(Caller caller, Holder holder, Kind kind, String unit) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    UPDATE access.unit_grant SET revoked_at = clock_timestamp()
                    WHERE revoked_at IS NULL AND kind = :kind AND unit = :unit
                      AND (person = :person::uuid OR principal = :principal)
                    """)
                .param("person", person(holder))
                .param("principal", principal(holder))
                .param("kind", kind.name())
                .param("unit", unit)
                .update());
  }

  List<UnitGrant> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT person, principal, kind, unit, valid_from, valid_until, revoked_at
                    FROM access.unit_grant ORDER BY line
                    """)
                .query((row, number) -> grant(row))
                .list());
  }

  private static UnitGrant grant(ResultSet row) throws SQLException {
    UUID person = row.getObject("person", UUID.class);
    OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
    return new UnitGrant(
        person == null
            ? new Holder.OfServiceAccount(row.getString("principal").substring(SERVICE.length()))
            : new Holder.OfPerson(new PersonKey(person)),
        Kind.valueOf(row.getString("kind")),
        row.getString("unit"),
        row.getObject("valid_from", LocalDate.class),
        row.getObject("valid_until", LocalDate.class),
        revoked == null ? null : revoked.withOffsetSameInstant(ZoneOffset.UTC).toInstant());
  }

  /** What the caller was granted and sees now, by the database's day. */
  List<String> granted(Caller caller, Kind kind) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT access.granted(:kind)")
                .param("kind", kind.name())
                .query(String.class)
                .list());
  }

  long forget(TenantId tenant, Set<PersonKey> people) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql("DELETE FROM access.unit_grant WHERE person = ANY (?::uuid[])")
                .param(people.stream().map(PersonKey::toString).toArray(String[]::new))
                .update());
  }
}
