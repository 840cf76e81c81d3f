package com.orgscope.directory;

import com.orgscope.directory.Tombstones.Hiding;
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
  private final Tombstones tombstones;

  ErasedStore(Database database, Tombstones tombstones) {
    this.database = database;
    this.tombstones = tombstones;
  }

  Set<PersonKey> all(TenantId tenant) {
    List<UUID> rest =
        database.inTransactionAs(
            Caller.system(tenant, "directory"),
            sql -> sql.sql("SELECT person FROM directory.erased").query(UUID.class).list());
    if (rest.isEmpty()) {
      return new HashSet<>();
    }
    Hiding hiding = tombstones.of(tenant);
    Set<PersonKey> all = new HashSet<>();
    rest.forEach(person -> all.add(new PersonKey(hiding.open(person))));
    return all;
  }

  /** Nothing of these people is kept from now on. */
  void mark(Caller caller, Collection<PersonKey> keys, Instant at) {
    tombstones.mark(caller, keys.stream().map(PersonKey::value).toList(), at);
  }

  /** Hides what still rests open of people who were erased; it returns how many rows. */
  long hide(TenantId tenant) {
    return tombstones.hide(tenant);
  }

  /** As whom somebody rests who was erased. */
  UUID tombstone(TenantId tenant, PersonKey person) {
    return tombstones.rest(tenant, person.value());
  }

  /** Who was erased, by what the home says. */
  Set<UUID> named(TenantId tenant) {
    return tombstones.named(tenant);
  }

  boolean hasFile(TenantId tenant) {
    return tombstones.isThere(tenant);
  }

  boolean deleteFile(TenantId tenant) {
    return tombstones.delete(tenant);
  }

  /** The keys under which people's rows may lie: theirs, and those merged into them. */
  Set<PersonKey> keys(TenantId tenant, Set<PersonKey> them) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> {
          Set<PersonKey> keys =
              new HashSet<>(
                  sql.sql("SELECT old_key FROM directory.merged WHERE person = ANY (?::uuid[])")
                      .param(texts(hiding, them))
                      .query((row, number) ->
                          new PersonKey(hiding.open(row.getObject("old_key", UUID.class))))
                      .list());
          keys.addAll(them);
          return keys;
        });
  }

  /** The keys under which rows have gone, and of which days. */
  List<KeyPeriod> goneKeys(TenantId tenant) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql("SELECT key, valid_from, valid_until FROM directory.erased_key")
                .query((row, number) -> {
                  PersonKey key = new PersonKey(hiding.open(row.getObject("key", UUID.class)));
                  return new KeyPeriod(
                      key,
                      key,
                      row.getObject("valid_from", LocalDate.class),
                      row.getObject("valid_until", LocalDate.class));
                })
                .list());
  }

  void gone(TenantId tenant, Collection<KeyPeriod> periods) {
    Hiding hiding = tombstones.of(tenant);
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
                .param(
                    periods.stream()
                        .map(p -> hiding.hide(p.key().value()).toString())
                        .toArray(String[]::new))
                .param(periods.stream().map(p -> p.from().toString()).toArray(String[]::new))
                .param(periods.stream().map(p -> p.until().toString()).toArray(String[]::new))
                .update());
  }

  /** The HMACs of all ids that lead to these people. */
  Set<UUID> links(TenantId tenant, Collection<PersonKey> keys) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            new HashSet<>(
                sql.sql("SELECT hash FROM directory.link WHERE person = ANY (?::uuid[])")
                    .param(texts(hiding, keys))
                    .query((row, number) -> hiding.open(row.getObject("hash", UUID.class)))
                    .list()));
  }

  /**
   * Deletes all rows about these people; whom they managed has no manager, and who managed them has
   * a report less.
   */
  long forget(TenantId tenant, Collection<PersonKey> keys, Instant now) {
    Hiding hiding = tombstones.of(tenant);
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
                  .param(texts(hiding, keys))
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

  /** In both ways, as they may lie. */
  private static String[] texts(Hiding hiding, Collection<PersonKey> keys) {
    return hiding.bothWays(keys.stream().map(PersonKey::value).toList()).stream()
        .map(UUID::toString)
        .toArray(String[]::new);
  }

  private static String[] texts(Collection<PersonKey> keys) {
    return keys.stream().map(PersonKey::toString).toArray(String[]::new);
  }
}
