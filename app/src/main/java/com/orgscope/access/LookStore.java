package com.orgscope.access;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks at people, at the database's time. */
@Component
final class LookStore {
  private final Database database;

  LookStore(Database database) {
    this.database = database;
  }

  /**
   * @param reason null of a manager
   */
  void add(Caller caller, Collection<PersonKey> people, @Nullable LookReason reason) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO access.look (tenant, person, principal, role, purpose, reference)
                    SELECT (SELECT state.claimed_tenant()), p.person, (SELECT state.principal()),
                      (SELECT state.role()), :purpose::text, :reference::text
                    FROM unnest(:people::uuid[]) AS p(person)
                    """)
                .param("people", people.stream().map(PersonKey::toString).toArray(String[]::new))
                .param("purpose", reason == null ? null : reason.purpose().name())
                .param("reference", reason == null ? null : reason.reference())
                .update());
  }

  /** Why the caller opened the person last, if that was not longer ago. */
  Optional<LookReason> opened(Caller caller, PersonKey person, Duration within) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT purpose, reference FROM access.look
                    WHERE person = :person::uuid AND principal = (SELECT state.principal())
                      AND role = (SELECT state.role())
                      AND at > clock_timestamp() - make_interval(secs => :seconds)
                    ORDER BY at DESC, line DESC LIMIT 1
                    """)
                .param("person", person.toString())
                .param("seconds", within.toSeconds())
                .query((row, number) ->
                    new LookReason(
                        Purpose.valueOf(row.getString("purpose")), row.getString("reference")))
                .optional());
  }

  /** Whether no look at the person is kept, since they are erased and nobody is left to tell. */
  boolean leavesOut(Caller caller, PersonKey person) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql("SELECT directory.is_erased(:person::uuid)")
                .param("person", person.toString())
                .query(Boolean.class)
                .single());
  }

  /** How many people the caller opened within that time, other than at the command line. */
  int openedPeople(Caller caller, Duration within) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(DISTINCT person) FROM access.look
                    WHERE principal = (SELECT state.principal()) AND purpose <> 'COMMAND_LINE'
                      AND at > clock_timestamp() - make_interval(secs => :seconds)
                    """)
                .param("seconds", within.toSeconds())
                .query(Integer.class)
                .single());
  }

  /** The newest first. */
  List<RecordLook> at(Caller caller, PersonKey person, int most) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT at, role, purpose, reference FROM access.look WHERE person = :person::uuid
                    ORDER BY at DESC, line DESC LIMIT :most
                    """)
                .param("person", person.toString())
                .param("most", most)
                .query((row, number) -> look(row))
                .list());
  }

  private static RecordLook look(ResultSet row) throws SQLException {
    String purpose = row.getString("purpose");
    return new RecordLook(
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Role.valueOf(row.getString("role")),
        purpose == null ? null : Purpose.valueOf(purpose),
        row.getString("reference"));
  }

  long removeOld(TenantId tenant, Instant before) {
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql("DELETE FROM access.look WHERE at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update());
  }

  /** Looks at these people go; looks of theirs at others stay, and say no more whose they were. */
  long forget(TenantId tenant, Set<PersonKey> people) {
    String[] keys = people.stream().map(PersonKey::toString).toArray(String[]::new);
    return database.inTransactionAs(
        Caller.system(tenant, "access"),
        sql ->
            sql.sql("DELETE FROM access.look WHERE person = ANY (:people::uuid[])")
                    .param("people", keys)
                    .update()
                + sql.sql(
                        """
                        UPDATE access.look SET principal = 'erased'
                        WHERE principal = ANY (SELECT 'oidc:' || k FROM unnest(:people::text[]) AS t(k))
                        """)
                    .param("people", keys)
                    .update());
  }
}
