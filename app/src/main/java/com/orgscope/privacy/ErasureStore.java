package com.orgscope.privacy;

import com.orgscope.directory.ErasedPeople;
import com.orgscope.directory.TenantEncryption;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import com.orgscope.state.Effect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Erasures that were asked for, and what went where. */
@Component
final class ErasureStore {
  private final Database database;
  private final ReentrantLock turn = new ReentrantLock();
  private final ReentrantLock asking = new ReentrantLock();
  private final TenantEncryption encryption;
  private final ErasedPeople people;

  ErasureStore(Database database, TenantEncryption encryption, ErasedPeople people) {
    this.database = database;
    this.encryption = encryption;
    this.people = people;
  }

  /** From when to when. */
  record Term(Instant askedAt, Instant dueAt) {}

  /** As an erasure told whose it was before there was a key for that. */
  private UUID formerly(TenantId tenant, PersonKey person) {
    return UUID.fromString(encryption.hash(tenant, "erasure", person.toString()));
  }

  /**
   * Adds an erasure, unless there is one of that person.
   *
   * @return the one there is
   */
  UUID add(Caller caller, UUID id, PersonKey person, Term term) {
    return add(caller, List.of(new Asked(id, person)), term).getFirst();
  }

  /** One that is asked for, unless there is one. */
  record Asked(UUID id, PersonKey person) {}

  /** The same of several: all or none. */
  List<UUID> add(Caller caller, List<Asked> asked, Term term) {
    TenantId tenant = caller.tenant();
    UUID[] ids = asked.stream().map(Asked::id).toArray(UUID[]::new);
    UUID[] persons = asked.stream().map(one -> one.person().value()).toArray(UUID[]::new);
    UUID[] tombstones =
        asked.stream().map(one -> people.tombstone(tenant, one.person())).toArray(UUID[]::new);
    UUID[] formerly =
        asked.stream().map(one -> formerly(tenant, one.person())).toArray(UUID[]::new);
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql(
                  """
                  UPDATE privacy.erasure e SET tombstone = new.tombstone
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS new (tombstone, formerly, person)
                  WHERE e.tombstone IN (new.formerly, new.person)
                  """)
              .params(tombstones, formerly, persons)
              .update();
          sql.sql(
                  """
                  INSERT INTO privacy.erasure
                      (tenant, id, person, tombstone, asked_by, asked_at, due_at)
                  SELECT (SELECT state.claimed_tenant()), new.*, (SELECT state.principal()), ?, ?
                  FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS new
                  ON CONFLICT DO NOTHING
                  """)
              .params(
                  term.askedAt().atOffset(ZoneOffset.UTC),
                  term.dueAt().atOffset(ZoneOffset.UTC),
                  ids,
                  persons,
                  tombstones)
              .update();
          return sql.sql(
                  """
                  SELECT e.id FROM unnest(?::uuid[], ?::uuid[]) WITH ORDINALITY
                    AS asked (person, tombstone, place)
                  JOIN privacy.erasure e
                    ON e.person = asked.person OR e.tombstone = asked.tombstone
                  ORDER BY asked.place
                  """)
              .params(persons, tombstones)
              .query(UUID.class)
              .list();
        });
  }

  /** Whose they are; those that are done are nobody's and missing. */
  Map<UUID, PersonKey> people(TenantId tenant, Set<UUID> erasures) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql -> {
          Map<UUID, PersonKey> people = new HashMap<>();
          sql.sql(
                  """
                  SELECT id, person FROM privacy.erasure
                  WHERE id = ANY (?::uuid[]) AND person IS NOT NULL
                  """)
              .param(erasures.stream().map(UUID::toString).toArray(String[]::new))
              .query(row -> {
                people.put(
                    row.getObject("id", UUID.class),
                    new PersonKey(row.getObject("person", UUID.class)));
              });
          return people;
        });
  }

  /** Who is being erased. */
  Set<PersonKey> open(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql("SELECT person FROM privacy.erasure WHERE person IS NOT NULL")
                .query((row, number) -> new PersonKey(row.getObject("person", UUID.class)))
                .set());
  }

  /** Whose it is; nobody's once it is done. */
  Optional<PersonKey> person(TenantId tenant, UUID erasure) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql("SELECT person FROM privacy.erasure WHERE id = ?")
                .param(erasure)
                .query((row, number) -> Optional.ofNullable(row.getObject("person", UUID.class)))
                .single()
                .map(PersonKey::new));
  }

  Erasures.Waiting waiting(Caller caller, Instant now) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT count(*) AS open, count(*) FILTER (WHERE due_at < ?) AS overdue,
                      min(due_at) AS next_due
                    FROM privacy.erasure WHERE ended_at IS NULL
                    """)
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, number) -> {
                  OffsetDateTime next = row.getObject("next_due", OffsetDateTime.class);
                  return new Erasures.Waiting(
                      row.getInt("open"),
                      row.getInt("overdue"),
                      next == null ? null : next.toInstant());
                })
                .single());
  }

  Erasures.Kept kept(TenantId tenant, Instant now) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql(
                    """
                    SELECT count(*) FILTER (WHERE ended_at IS NULL AND due_at >= :now) AS open,
                      count(*) FILTER (WHERE ended_at IS NULL AND due_at < :now) AS overdue,
                      count(*) FILTER (WHERE ended_at <= due_at) AS done,
                      count(*) FILTER (WHERE ended_at > due_at) AS late
                    FROM privacy.erasure WHERE tenant = (SELECT state.claimed_tenant())
                    """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                    new Erasures.Kept(
                        row.getInt("open"),
                        row.getInt("overdue"),
                        row.getInt("done"),
                        row.getInt("late")))
                .single());
  }

  void searched(TenantId tenant, ErasureSearch.Searched searched) {
    database.runAs(
        Caller.system(tenant, "erasure"),
        sql ->
            searched
                .stores()
                .forEach(store ->
                    sql.sql(
                            """
                            INSERT INTO privacy.erasure_search (tenant, at, store, looked, found, unread)
                            VALUES ((SELECT state.claimed_tenant()), ?, ?, ?, ?, ?)
                            """)
                        .params(
                            searched.at().atOffset(ZoneOffset.UTC),
                            store.store(),
                            store.looked(),
                            store.total(),
                            store.unread().size())
                        .update()));
  }

  /** What the last search found, by store; empty if there was none since. */
  Optional<ErasureReceipt.Searched> lastSearch(TenantId tenant, Instant since) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql(
                    """
                    SELECT at, store, looked, found, unread FROM privacy.erasure_search
                    WHERE at = (SELECT max(at) FROM privacy.erasure_search) AND at > ?
                    ORDER BY store
                    """)
                .param(since.atOffset(ZoneOffset.UTC))
                .query((ResultSet row) -> {
                  SortedMap<String, ErasureReceipt.Store> stores = new TreeMap<>();
                  Instant at = null;
                  while (row.next()) {
                    at = row.getObject("at", OffsetDateTime.class).toInstant();
                    stores.put(
                        row.getString("store"),
                        new ErasureReceipt.Store(
                            row.getLong("looked"), row.getLong("found"), row.getLong("unread")));
                  }
                  return at == null
                      ? Optional.empty()
                      : Optional.of(new ErasureReceipt.Searched(at.toString(), stores));
                }));
  }

  /** Whether somebody's erasure ended since. */
  boolean endedSince(TenantId tenant, Instant since) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql("SELECT EXISTS (SELECT FROM privacy.erasure WHERE ended_at > ?)")
                .param(since.atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single());
  }

  /** Lets no page of the database hold what went; how many tables were left alone. */
  OptionalInt forgetBytes() {
    return database.forgetBytes();
  }

  /** Lets the database's own files forget what went, where it is the one inside. */
  boolean forgetLog() {
    return database.forgetLog();
  }

  List<String> places(TenantId tenant, UUID erasure) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql("SELECT place FROM privacy.erased_rows WHERE erasure = ?")
                .param(erasure)
                .query(String.class)
                .list());
  }

  /**
   * Those that are not done and where the same rooms are left to do, this one and others, the
   * oldest first.
   */
  List<UUID> asFar(TenantId tenant, UUID erasure, int most) {
    return database.inTransactionAs(
        Caller.system(tenant, "erasure"),
        sql ->
            sql.sql(
                    """
                    WITH open AS (
                      SELECT e.id, e.asked_at, array(SELECT place FROM privacy.erased_rows r
                        WHERE r.erasure = e.id ORDER BY place) AS done
                      FROM privacy.erasure e WHERE e.person IS NOT NULL)
                    SELECT id FROM open WHERE done = (SELECT done FROM open WHERE id = :own)
                    ORDER BY id <> :own, asked_at, id LIMIT :most
                    """)
                .param("own", erasure)
                .param("most", most)
                .query(UUID.class)
                .list());
  }

  /**
   * Does one step of a tenant at a time, in whichever process; it waits for others. On a connection
   * of its own: the step's transactions come and go while the lock is held.
   */
  void alone(TenantId tenant, Runnable step) {
    Supplier<Boolean> whole =
        () -> {
          step.run();
          return true;
        };
    var unused = locked(turn, "privacy.erasure:" + tenant.value(), whole);
  }

  /**
   * As {@link #alone}, for a moment: while somebody is marked and has no erasure yet, nobody looks
   * who was erased and has none that is open.
   */
  <T> T asking(TenantId tenant, Supplier<T> step) {
    return locked(asking, "privacy.asking:" + tenant.value(), step);
  }

  private <T> T locked(ReentrantLock here, String everywhere, Supplier<T> step) {
    try {
      here.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.retry("interrupted while other erasures went", e);
    }
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement lock =
          connection.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")) {
        lock.setString(1, everywhere);
        lock.execute();
        return step.get();
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw Failure.retry("the database did not lend its lock", e);
    } finally {
      here.unlock();
    }
  }

  /** What went of all of a pass stands with each, and how many they were at most. */
  Effect gone(Set<UUID> pass, String place, long rows, Instant at) {
    return sql -> {
      sql.sql(
              """
              INSERT INTO privacy.erased_rows (tenant, erasure, place, rows, at)
              SELECT (SELECT state.claimed_tenant()), erasure, :place, :rows, :at
              FROM unnest(:pass::uuid[]) AS e (erasure)
              ON CONFLICT (tenant, erasure, place) DO NOTHING
              """)
          .param("place", place)
          .param("rows", rows)
          .param("at", at.atOffset(ZoneOffset.UTC))
          .param("pass", pass.toArray(UUID[]::new))
          .update();
      sql.sql(
              """
              UPDATE privacy.erasure SET together = greatest(coalesce(together, 1), :together)
              WHERE id = ANY (:pass::uuid[])
              """)
          .param("together", pass.size())
          .param("pass", pass.toArray(UUID[]::new))
          .update();
    };
  }

  /** That all of a pass went, of whom an earlier database may have known something already. */
  void gone(TenantId tenant, Set<UUID> pass, Map<String, Long> rows, Instant at) {
    database.runAs(
        Caller.system(tenant, "erasure"),
        sql -> {
          rows.forEach((place, count) -> gone(pass, place, count, at).in(sql));
          ended(pass, at).in(sql);
        });
  }

  /** They are nobody's from then on. */
  Effect ended(Set<UUID> pass, Instant at) {
    return sql ->
        sql.sql(
                """
                UPDATE privacy.erasure SET ended_at = :at, person = NULL,
                  together = greatest(coalesce(together, 1), :together)
                WHERE id = ANY (:pass::uuid[])
                """)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .param("together", pass.size())
            .param("pass", pass.toArray(UUID[]::new))
            .update();
  }

  Erasure find(Caller caller, UUID id) {
    return look(caller, id).orElseThrow();
  }

  Optional<Erasure> look(Caller caller, UUID id) {
    return database.inTransactionAs(
        caller,
        sql -> {
          Map<String, Long> rows =
              sql.sql("SELECT place, rows FROM privacy.erased_rows WHERE erasure = ?")
                  .param(id)
                  .query((ResultSet found) -> {
                    Map<String, Long> byPlace = new TreeMap<>();
                    while (found.next()) {
                      byPlace.put(found.getString("place"), found.getLong("rows"));
                    }
                    return byPlace;
                  });
          return sql.sql(
                  "SELECT asked_at, due_at, ended_at, coalesce(together, 1) AS together"
                      + " FROM privacy.erasure WHERE id = ?")
              .param(id)
              .query((row, number) -> {
                OffsetDateTime ended = row.getObject("ended_at", OffsetDateTime.class);
                return new Erasure(
                    id,
                    row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                    row.getObject("due_at", OffsetDateTime.class).toInstant(),
                    ended == null ? null : ended.toInstant(),
                    rows,
                    row.getInt("together"));
              })
              .optional();
        });
  }
}
