package com.orgscope.directory;

import com.orgscope.directory.Tombstones.Hiding;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whose keys were when events were added up by person last. */
@Component
final class SettledKeyStore {
  private final Database database;
  private final Tombstones tombstones;

  SettledKeyStore(Database database, Tombstones tombstones) {
    this.database = database;
    this.tombstones = tombstones;
  }

  List<KeyPeriod> all(TenantId tenant) {
    Hiding hiding = tombstones.of(tenant);
    return database.inTransactionAs(
        Caller.system(tenant, "directory"),
        sql ->
            sql.sql("SELECT key, person, valid_from, valid_until FROM directory.settled_key")
                .query((row, number) ->
                    new KeyPeriod(
                        new PersonKey(hiding.open(row.getObject("key", UUID.class))),
                        new PersonKey(hiding.open(row.getObject("person", UUID.class))),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class)))
                .list());
  }

  void put(TenantId tenant, Collection<PersonKey> keys, List<KeyPeriod> periods) {
    Hiding hiding = tombstones.of(tenant);
    database.runAs(
        Caller.system(tenant, "directory"),
        sql -> {
          List<Rest> rest = resting(sql, hiding, periods);
          sql.sql("DELETE FROM directory.settled_key WHERE key = ANY (?::uuid[])")
              .param(
                  texts(
                      List.copyOf(hiding.bothWays(keys.stream().map(PersonKey::value).toList())),
                      key -> key))
              .update();
          sql.sql(
                  """
                  INSERT INTO directory.settled_key AS s
                      (tenant, key, person, valid_from, valid_until)
                  SELECT (SELECT state.claimed_tenant()), new.*
                  FROM unnest(?::uuid[], ?::uuid[], ?::date[], ?::date[]) AS new
                  ON CONFLICT (tenant, key, valid_from) DO UPDATE
                  SET person = excluded.person, valid_until = excluded.valid_until
                  """)
              .param(texts(rest, Rest::key))
              .param(texts(rest, Rest::person))
              .param(texts(periods, KeyPeriod::from))
              .param(texts(periods, KeyPeriod::until))
              .update();
        });
  }

  /** As a period rests: hidden where it is of somebody who was erased. */
  private record Rest(UUID key, UUID person) {}

  private static List<Rest> resting(JdbcClient sql, Hiding hiding, List<KeyPeriod> periods) {
    Set<UUID> erased = hiding.isUsed() ? erased(sql, hiding) : Set.of();
    return periods.stream()
        .map(period -> {
          UUID key = period.key().value();
          UUID person = period.person().value();
          return erased.contains(person)
              ? new Rest(hiding.hide(key), hiding.hide(person))
              : new Rest(key, person);
        })
        .toList();
  }

  /** Everybody who was erased, opened. */
  static Set<UUID> erased(JdbcClient sql, Hiding hiding) {
    Set<UUID> erased = new HashSet<>();
    sql.sql("SELECT person FROM directory.erased")
        .query(UUID.class)
        .list()
        .forEach(person -> erased.add(hiding.open(person)));
    return erased;
  }

  /** What has changed since, by what is true now. */
  Regrouping compare(TenantId tenant, Identities who, List<KeyPeriod> now) {
    Map<PersonKey, List<KeyPeriod>> before = byKey(all(tenant));
    Map<PersonKey, List<KeyPeriod>> after = byKey(now);
    Set<PersonKey> changed = new HashSet<>(before.keySet());
    changed.addAll(after.keySet());
    changed.removeIf(key ->
        Set.copyOf(before.getOrDefault(key, List.of()))
            .equals(Set.copyOf(after.getOrDefault(key, List.of()))));
    Groups then = new Groups(before, who);
    Groups today = new Groups(after, who);
    TreeSet<LocalDate> days = new TreeSet<>();
    for (PersonKey key : changed) {
      if (!isRenamed(key, then, today)) {
        who.daysOf(key.value()).forEach(days::add);
      }
    }
    List<KeyPeriod> put = now.stream().filter(period -> changed.contains(period.key())).toList();
    return new Regrouping(
        now,
        days,
        () -> {
          if (!changed.isEmpty()) {
            put(tenant, changed, put);
          }
        });
  }

  /** Whether somebody nobody told of got a name, and nothing else: readers find that themselves. */
  private static boolean isRenamed(PersonKey key, Groups then, Groups now) {
    PersonKey before = then.owner(key);
    PersonKey after = now.owner(key);
    return before != null
        && after != null
        && then.keysOf(before).contains(before)
        && then.keysOf(before).equals(now.keysOf(after));
  }

  /** Who has which keys. */
  private static final class Groups {
    private final Map<PersonKey, List<KeyPeriod>> byKey;
    private final Map<PersonKey, Set<PersonKey>> byPerson;
    private final Identities who;

    Groups(Map<PersonKey, List<KeyPeriod>> byKey, Identities who) {
      this.byKey = byKey;
      this.who = who;
      this.byPerson =
          byKey.values().stream()
              .flatMap(List::stream)
              .collect(
                  Collectors.groupingBy(
                      KeyPeriod::person,
                      TreeMap::new,
                      Collectors.mapping(KeyPeriod::key, Collectors.toSet())));
    }

    /** Whose a key is on all days; null if that differs. */
    @Nullable PersonKey owner(PersonKey key) {
      List<KeyPeriod> periods = byKey.getOrDefault(key, List.of());
      if (periods.isEmpty()) {
        return key;
      }
      return periods.size() == 1 && periods.getFirst().isAlways()
          ? periods.getFirst().person()
          : null;
    }

    Set<PersonKey> keysOf(PersonKey person) {
      Set<PersonKey> keys = new HashSet<>(byPerson.getOrDefault(person, Set.of()));
      boolean ofEvents = who.knows(person.value()) || who.isBare(person.value());
      if (ofEvents && !byKey.containsKey(person)) {
        keys.add(person);
      }
      return keys;
    }
  }

  private static Map<PersonKey, List<KeyPeriod>> byKey(List<KeyPeriod> periods) {
    Map<PersonKey, List<KeyPeriod>> byKey = new TreeMap<>();
    periods.forEach(p -> byKey.computeIfAbsent(p.key(), key -> new ArrayList<>()).add(p));
    return byKey;
  }

  private static <T> String[] texts(List<T> rows, Function<T, Object> value) {
    return rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new);
  }
}
