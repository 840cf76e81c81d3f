package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who was erased, and the erasing of a person's rows. */
@Component
final class ErasedStore {
  private final Database database;

  ErasedStore(Database database) {
    this.database = database;
  }

  Set<PersonKey> all(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            new HashSet<>(
                sql.sql("SELECT person FROM directory.erased")
                    .query((row, number) -> new PersonKey(row.getObject("person", UUID.class)))
                    .list()));
  }

  /** The keys under which a person's rows may lie: the person's, and those merged into it. */
  Set<PersonKey> keys(TenantId tenant, PersonKey person) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> {
          Set<PersonKey> keys =
              new HashSet<>(
                  sql.sql("SELECT old_key FROM directory.merged WHERE person = ?")
                      .param(person.value())
                      .query((row, number) -> new PersonKey(row.getObject("old_key", UUID.class)))
                      .list());
          keys.add(person);
          return keys;
        });
  }

  /** The keys under which rows have gone, and of which days. */
  List<KeyPeriod> goneKeys(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql("SELECT key, valid_from, valid_until FROM directory.erased_key")
                .query((row, number) -> {
                  PersonKey key = new PersonKey(row.getObject("key", UUID.class));
                  return new KeyPeriod(
                      key,
                      key,
                      row.getObject("valid_from", LocalDate.class),
                      row.getObject("valid_until", LocalDate.class));
                })
                .list());
  }

  void gone(TenantId tenant, Collection<KeyPeriod> periods) {
    database.runAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql(
                    """
                    INSERT INTO directory.erased_key AS e (tenant, key, valid_from, valid_until)
                    SELECT (SELECT state.claimed_tenant()), key, valid_from, max(valid_until)
                    FROM unnest(?::uuid[], ?::date[], ?::date[]) AS new (key, valid_from, valid_until)
                    GROUP BY key, valid_from ORDER BY key, valid_from
                    ON CONFLICT (tenant, key, valid_from) DO UPDATE
                    SET valid_until = greatest(e.valid_until, excluded.valid_until)
                    """)
                .param(periods.stream().map(p -> p.key().toString()).toArray(String[]::new))
                .param(periods.stream().map(p -> p.from().toString()).toArray(String[]::new))
                .param(periods.stream().map(p -> p.until().toString()).toArray(String[]::new))
                .update());
  }

  /** The HMACs of all ids that lead to these people. */
  Set<UUID> links(TenantId tenant, Collection<PersonKey> keys) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            new HashSet<>(
                sql.sql("SELECT hash FROM directory.link WHERE person = ANY (?::uuid[])")
                    .param(texts(keys))
                    .query((row, number) -> row.getObject("hash", UUID.class))
                    .list()));
  }

  /**
   * Waits for the transactions that have been told by {@code directory.is_erased} that these people
   * are not erased; those that ask later are told that they are.
   */
  void mark(Caller caller, Collection<PersonKey> keys, Instant at) {
    database.runAs(
        caller,
        sql -> {
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('erased:' || (SELECT state.claimed_tenant()), 0))")
              .query(row -> {});
          sql.sql(
                  """
                  INSERT INTO directory.erased (tenant, person, at)
                  SELECT (SELECT state.claimed_tenant()), person, ? FROM unnest(?::uuid[]) AS new (person)
                  ON CONFLICT (tenant, person) DO NOTHING
                  """)
              .param(at.atOffset(ZoneOffset.UTC))
              .param(texts(keys))
              .update();
        });
  }

  /**
   * Deletes all rows about these people; whom they managed has no manager, and who managed them has
   * a report less.
   */
  long forget(TenantId tenant, Collection<PersonKey> keys, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> {
          String[] people = texts(keys);
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('people:' || (SELECT state.claimed_tenant()), 0))")
              .query(row -> {});
          Set<PersonKey> bosses = bosses(sql, people);
          long gone = 0;
          for (String table : new String[] {"awaited_manager", "position", "person"}) {
            gone +=
                sql.sql("DELETE FROM directory." + table + " WHERE person = ANY (?::uuid[])")
                    .param(people)
                    .update();
          }
          gone +=
              sql.sql("DELETE FROM directory.merged WHERE old_key = ANY (?::uuid[])")
                  .param(people)
                  .update();
          for (String table : new String[] {"position", "person"}) {
            withoutManager(sql, table, people);
          }
          PersonStore.countReports(sql, today(sql, now), bosses);
          return gone;
        });
  }

  private static Set<PersonKey> bosses(JdbcClient sql, String[] reports) {
    return new HashSet<>(
        sql.sql(
                """
                SELECT DISTINCT manager FROM directory.person
                WHERE person = ANY (?::uuid[]) AND manager IS NOT NULL
                """)
            .param(reports)
            .query((row, number) -> new PersonKey(row.getObject("manager", UUID.class)))
            .list());
  }

  private static LocalDate today(JdbcClient sql, Instant now) {
    return sql.sql("SELECT (? AT TIME ZONE zone)::date FROM directory.tenant")
        .param(now.atOffset(ZoneOffset.UTC))
        .query(LocalDate.class)
        .single();
  }

  private static void withoutManager(JdbcClient sql, String table, String[] managers) {
    sql.sql("UPDATE directory." + table + " SET manager = NULL WHERE manager = ANY (?::uuid[])")
        .param(managers)
        .update();
  }

  private static String[] texts(Collection<PersonKey> keys) {
    return keys.stream().map(PersonKey::toString).toArray(String[]::new);
  }
}
