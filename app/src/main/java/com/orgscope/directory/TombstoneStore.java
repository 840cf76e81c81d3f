package com.orgscope.directory;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Under which key people who were erased rest, and the rows that are to rest so. */
@Component
final class TombstoneStore {
  /** Tables of identity with two ids, of which the second says whose both are. */
  private static final List<Pair> PAIRS =
      List.of(
          new Pair("link", "hash", "person"),
          new Pair("holding", "login", "person"),
          new Pair("merged", "old_key", "person"),
          new Pair("settled_key", "key", "person"),
          new Pair("sighting", "login", "account"));

  private final Database database;

  TombstoneStore(Database database) {
    this.database = database;
  }

  private record Pair(String table, String id, String whose) {}

  private record Row(UUID id, UUID whose) {}

  /** The key as it rests; empty before anybody was erased. */
  Optional<byte[]> sealed(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant),
        sql ->
            sql.sql("SELECT sealed FROM directory.tombstone_key WHERE sealed IS NOT NULL")
                .query((row, number) -> row.getBytes("sealed"))
                .optional());
  }

  /** Keeps a key unless there is one. */
  void put(TenantId tenant, byte[] sealed) {
    database.runAs(
        system(tenant),
        sql ->
            sql.sql(
                    """
                    INSERT INTO directory.tombstone_key AS k (tenant, sealed)
                    VALUES ((SELECT state.claimed_tenant()), ?)
                    ON CONFLICT (tenant) DO UPDATE SET sealed = excluded.sealed
                    WHERE k.sealed IS NULL
                    """)
                .param(sealed)
                .update());
  }

  /**
   * Waits for the transactions that have been told by {@code directory.is_erased} that these people
   * are not erased; those that ask later are told that they are.
   */
  void mark(Caller caller, Collection<UUID> people, Tombstone tombstone, Instant at) {
    List<UUID> open = List.copyOf(people);
    database.runAs(
        caller,
        sql -> {
          sql.sql(
                  "SELECT pg_advisory_xact_lock(hashtextextended('erased:' || (SELECT state.claimed_tenant()), 0))")
              .query(row -> {});
          sql.sql(
                  """
                  INSERT INTO directory.erased (tenant, person, at, digest)
                  SELECT (SELECT state.claimed_tenant()), new.hidden, ?,
                    sha256((SELECT salt FROM directory.tombstone_key) || uuid_send(new.open))
                  FROM unnest(?::uuid[], ?::uuid[]) AS new (hidden, open)
                  WHERE NOT EXISTS (SELECT FROM directory.erased e WHERE e.person = new.open)
                  ON CONFLICT (tenant, person) DO NOTHING
                  """)
              .param(at.atOffset(ZoneOffset.UTC))
              .param(texts(open.stream().map(tombstone::hide).toList()))
              .param(texts(open))
              .update();
        });
  }

  /** Who was erased, as they rest, and since when. */
  Map<UUID, Instant> erased(TenantId tenant) {
    return database.inTransactionAs(
        system(tenant),
        sql -> {
          Map<UUID, Instant> erased = new LinkedHashMap<>();
          sql.sql("SELECT person, at FROM directory.erased ORDER BY at, person")
              .query(row -> {
                erased.put(row.getObject("person", UUID.class), row.getTimestamp("at").toInstant());
              });
          return erased;
        });
  }

  /**
   * Hides what still rests open of people who were erased, in every table of identity.
   *
   * @return how many rows
   */
  long hide(TenantId tenant, Tombstone tombstone) {
    return database.inTransactionAs(
        system(tenant),
        sql -> {
          Set<UUID> whose = new HashSet<>();
          long hidden = 0;
          sql.sql("SELECT person FROM directory.erased")
              .query(UUID.class)
              .list()
              .forEach(person -> whose.add(tombstone.open(person)));
          fillDigests(sql, tombstone);
          hidden += hide(sql, "erased", "person", tombstone);
          sql.sql(
                  """
                  SELECT key FROM directory.erased_key
                  WHERE valid_from = ? AND valid_until = ?
                  """)
              .params(KeyPeriod.BEGINNING, KeyPeriod.END)
              .query(UUID.class)
              .list()
              .forEach(key -> whose.add(tombstone.open(key)));
          hidden += hide(sql, "erased_key", "key", tombstone);
          for (Pair pair : PAIRS) {
            hidden += hide(sql, pair, whose, tombstone);
          }
          if (hidden > 0) {
            IdentityStore.changed(sql);
          }
          return hidden;
        });
  }

  /** Somebody whom an earlier version marked is known to triggers by their pseudonym alone. */
  private static void fillDigests(JdbcClient sql, Tombstone tombstone) {
    List<UUID> without =
        sql.sql("SELECT person FROM directory.erased WHERE digest IS NULL")
            .query(UUID.class)
            .list();
    if (!without.isEmpty()) {
      sql.sql(
              """
              UPDATE directory.erased e
              SET digest = sha256((SELECT salt FROM directory.tombstone_key) || uuid_send(new.open))
              FROM unnest(?::uuid[], ?::uuid[]) AS new (rests, open) WHERE e.person = new.rests
              """)
          .params(texts(without), texts(without.stream().map(tombstone::open).toList()))
          .update();
    }
  }

  /** Every open id of a table that has none but those of the erased. */
  private static int hide(JdbcClient sql, String table, String column, Tombstone tombstone) {
    List<UUID> open =
        sql
            .sql("SELECT DISTINCT %s FROM directory.%s".formatted(column, table))
            .query(UUID.class)
            .list()
            .stream()
            .filter(id -> !tombstone.hide(id).equals(id))
            .toList();
    if (open.isEmpty()) {
      return 0;
    }
    String[] old = texts(open);
    String[] now = texts(open.stream().map(tombstone::hide).toList());
    String keys = table.equals("erased") ? "" : " AND h.valid_from = t.valid_from";
    sql.sql(
            """
            DELETE FROM directory.%1$s h
            USING directory.%1$s t, unnest(?::uuid[], ?::uuid[]) AS new (old, now)
            WHERE t.%2$s = new.old AND h.%2$s = new.now%3$s
            """
                .formatted(table, column, keys))
        .params(old, now)
        .update();
    return sql.sql(
            """
            UPDATE directory.%1$s t SET %2$s = new.now
            FROM unnest(?::uuid[], ?::uuid[]) AS new (old, now) WHERE t.%2$s = new.old
            """
                .formatted(table, column))
        .params(old, now)
        .update();
  }

  private static int hide(JdbcClient sql, Pair pair, Set<UUID> whose, Tombstone tombstone) {
    List<Row> open = new ArrayList<>();
    sql.sql(
            "SELECT DISTINCT %2$s, %3$s FROM directory.%1$s WHERE %3$s = ANY (?::uuid[])"
                .formatted(pair.table, pair.id, pair.whose))
        .param(texts(List.copyOf(whose)))
        .query(row -> {
          open.add(new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class)));
        });
    List<Row> rows =
        open.stream().filter(row -> !tombstone.hide(row.whose).equals(row.whose)).toList();
    int hidden = 0;
    for (Row row : rows) {
      UUID id = tombstone.hide(row.id);
      UUID person = tombstone.hide(row.whose);
      if (pair.table.equals("sighting")) {
        sawBoth(sql, row, new Row(id, person));
      }
      sql.sql(
              "DELETE FROM directory.%1$s WHERE %2$s = ? AND %3$s = ?"
                  .formatted(pair.table, pair.id, pair.whose))
          .params(id, person)
          .update();
      hidden +=
          sql.sql(
                  "UPDATE directory.%1$s SET %2$s = ?, %3$s = ? WHERE %2$s = ? AND %3$s = ?"
                      .formatted(pair.table, pair.id, pair.whose))
              .params(id, person, row.id, row.whose)
              .update();
    }
    return hidden;
  }

  /** Where the same lies hidden already, days of both are its days. */
  private static void sawBoth(JdbcClient sql, Row open, Row hidden) {
    sql.sql(
            """
            UPDATE directory.sighting o
            SET first_day = least(o.first_day, h.first_day),
                last_day = greatest(o.last_day, h.last_day)
            FROM directory.sighting h
            WHERE o.login = ? AND o.account = ? AND h.login = ? AND h.account = ?
            """)
        .params(open.id, open.whose, hidden.id, hidden.whose)
        .update();
  }

  private static Caller system(TenantId tenant) {
    return Caller.system(tenant, "directory");
  }

  private static String[] texts(List<UUID> ids) {
    return ids.stream().map(UUID::toString).toArray(String[]::new);
  }
}
