package com.orgscope.directory;

import com.orgscope.directory.Tombstones.Hiding;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was seen and told of who is who, and the answer, which is worked out anew when it grew. */
@Component
final class IdentityStore {
  private final Database database;
  private final Tombstones tombstones;
  private final Map<TenantId, Answer> answers = new ConcurrentHashMap<>();

  private record Answer(long version, Identities identities) {}

  IdentityStore(Database database, Tombstones tombstones) {
    this.database = database;
    this.tombstones = tombstones;
  }

  /** Who is who as of now. */
  Identities of(TenantId tenant) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql -> {
          long version = version(sql);
          Answer known = answers.get(tenant);
          if (known == null || known.version() != version) {
            // Read after the version: what came in between is read again next time.
            known = new Answer(version, read(sql, hiding));
            answers.put(tenant, known);
          }
          return known.identities();
        });
  }

  private static long version(JdbcClient sql) {
    return sql.sql("SELECT version FROM directory.identity_version")
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** To be called in the transaction that changes what is known. */
  static void changed(JdbcClient sql) {
    sql.sql(
            """
            INSERT INTO directory.identity_version AS v (tenant, version)
            VALUES ((SELECT state.claimed_tenant()), 1)
            ON CONFLICT (tenant) DO UPDATE SET version = v.version + 1
            """)
        .update();
  }

  /** Adds what was seen to what was seen before. */
  void saw(TenantId tenant, Collection<Sighting> sightings) {
    Hiding hiding = tombstones.of(tenant);
    database.runAs(
        Caller.system(tenant, "directory"),
        sql -> {
          List<Sighting> all = resting(sql, hiding, sightings);
          // In order, so that two processes that add the same cannot deadlock.
          int grown =
              sql.sql(
                      """
                      INSERT INTO directory.sighting AS s
                          (tenant, account, login, provider, first_day, last_day)
                      SELECT (SELECT state.claimed_tenant()), account, login, provider, first_day, last_day
                      FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::date[], ?::date[])
                          AS new (account, login, provider, first_day, last_day)
                      ORDER BY account, login
                      ON CONFLICT (tenant, account, login) DO UPDATE
                      SET first_day = least(s.first_day, excluded.first_day),
                          last_day = greatest(s.last_day, excluded.last_day)
                      WHERE excluded.first_day < s.first_day OR excluded.last_day > s.last_day
                      """)
                  .param(texts(all, Sighting::account))
                  .param(texts(all, Sighting::login))
                  .param(texts(all, Sighting::provider))
                  .param(texts(all, s -> LocalDate.ofEpochDay(s.first())))
                  .param(texts(all, s -> LocalDate.ofEpochDay(s.last())))
                  .update();
          if (grown > 0) {
            changed(sql);
          }
        });
  }

  /** As they rest: hidden where they are of an account of somebody who was erased. */
  private static List<Sighting> resting(
      JdbcClient sql, Hiding hiding, Collection<Sighting> sightings) {
    Set<UUID> erased = hiding.isUsed() ? SettledKeyStore.erased(sql, hiding) : Set.of();
    return sightings.stream()
        .map(s ->
            erased.contains(s.account())
                ? new Sighting(
                    hiding.hide(s.account()),
                    s.provider(),
                    hiding.hide(s.login()),
                    s.first(),
                    s.last())
                : s)
        .toList();
  }

  private static Identities read(JdbcClient sql, Hiding hiding) {
    Set<UUID> opened = new HashSet<>();
    List<Sighting> sightings =
        sql.sql("SELECT account, provider, login, first_day, last_day FROM directory.sighting")
            .query((row, number) ->
                new Sighting(
                    open(row, "account", hiding, opened),
                    row.getString("provider"),
                    open(row, "login", hiding, opened),
                    day(row.getObject("first_day", LocalDate.class), 0),
                    day(row.getObject("last_day", LocalDate.class), 0)))
            .list();
    String[] seen = opened.stream().map(UUID::toString).toArray(String[]::new);
    Map<UUID, List<Holding>> holdings = new HashMap<>();
    sql.sql(
            """
            SELECT h.login, h.person, h.told_first, h.told_last, h.hired, p.end_date
            FROM directory.holding h
            LEFT JOIN directory.person p ON p.tenant = h.tenant AND p.person = h.person
            WHERE EXISTS (SELECT FROM directory.sighting s WHERE s.login = h.login)
              OR h.login = ANY (?::uuid[]) OR substr(h.login::text, 15, 1) = 'f'
            """)
        .param(seen)
        .query(row -> {
          holdings
              .computeIfAbsent(
                  hiding.open(row.getObject("login", UUID.class)), unused -> new ArrayList<>())
              .add(
                  new Holding(
                      new PersonKey(hiding.open(row.getObject("person", UUID.class))),
                      day(row.getObject("told_first", LocalDate.class), 0),
                      day(row.getObject("told_last", LocalDate.class), 0),
                      day(row.getObject("hired", LocalDate.class), Holding.NEVER),
                      day(row.getObject("end_date", LocalDate.class), Holding.ALWAYS)));
        });
    return Identities.of(
        sightings, holdings, links(sql, hiding, true, seen), links(sql, hiding, false, seen));
  }

  private static UUID open(ResultSet row, String column, Hiding hiding, Set<UUID> opened)
      throws SQLException {
    UUID id = row.getObject(column, UUID.class);
    UUID open = hiding.open(id);
    if (!open.equals(id)) {
      opened.add(open);
    }
    return open;
  }

  /**
   * Whose the providers' ids are, as the directory was told, or as events linked them once; of
   * those who were erased also before any event.
   *
   * @param seen ids that were seen and rest hidden
   */
  private static Map<UUID, PersonKey> links(
      JdbcClient sql, Hiding hiding, boolean told, String[] seen) {
    return sql.sql(
            """
            SELECT l.hash, l.person FROM directory.link l
            WHERE l.told = ? AND (EXISTS (SELECT FROM directory.sighting s
                WHERE s.account = l.hash AND s.provider <> '')
              OR l.hash = ANY (?::uuid[]) OR substr(l.hash::text, 15, 1) = 'f'
              OR EXISTS (SELECT FROM directory.erased e WHERE e.person = l.person))
            """)
        .param(told)
        .param(seen)
        .query((ResultSet rows) -> LinkStore.pairs(rows, hiding));
  }

  private static int day(@Nullable LocalDate day, int none) {
    return day == null ? none : (int) day.toEpochDay();
  }

  private static <T> String[] texts(List<T> rows, Function<T, Object> value) {
    return rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new);
  }
}
