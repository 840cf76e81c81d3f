package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The tables of releases, as documents that are never changed. */
@Component
final class ReleaseStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;

  ReleaseStore(Database database) {
    this.database = database;
  }

  Optional<Release> latest(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT document FROM insight.release r WHERE tenant = (SELECT state.claimed_tenant())
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = r.tenant AND w.release = r.id)
                    ORDER BY published_at DESC, id DESC LIMIT 1
                    """)
                .query(String.class)
                .optional()
                .map(ReleaseStore::read));
  }

  /** The newest that was published before that one and not withdrawn. */
  Optional<Release> before(Caller caller, Release release) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT document FROM insight.release r WHERE tenant = (SELECT state.claimed_tenant())
                      AND as_of < :asOf AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = r.tenant AND w.release = r.id)
                    ORDER BY as_of DESC, published_at DESC, id DESC LIMIT 1
                    """)
                .param("asOf", release.window().lastDay())
                .query(String.class)
                .optional()
                .map(ReleaseStore::read));
  }

  /** Those that were not withdrawn, the newest first. */
  List<PastRelease> past(Caller caller, int most) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT id, as_of, published_at FROM insight.release r
                    WHERE tenant = (SELECT state.claimed_tenant())
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = r.tenant AND w.release = r.id)
                    ORDER BY published_at DESC, id DESC LIMIT :most
                    """)
                .param("most", most)
                .query((row, n) -> PastRelease.of(row))
                .list());
  }

  Optional<Release> named(Caller caller, String id) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT document FROM insight.release
                    WHERE tenant = (SELECT state.claimed_tenant()) AND id = :id
                    """)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(ReleaseStore::read));
  }

  /** Stores a withdrawal, unless it is there. */
  void add(Caller caller, JournalEntry.Withdrawal withdrawal) {
    database.runAs(
        caller,
        sql ->
            sql.sql(
                    """
                    INSERT INTO insight.withdrawal
                      (tenant, release, reason, withdrawn_by, withdrawn_at)
                    VALUES (:tenant, :release, :reason, :by, :at) ON CONFLICT DO NOTHING
                    """)
                .param("tenant", caller.tenant().value())
                .param("release", withdrawal.release())
                .param("reason", withdrawal.reason())
                .param("by", withdrawal.by())
                .param("at", Timestamp.from(withdrawal.at()))
                .update());
  }

  /** Why a release was withdrawn; empty if it was not. */
  Optional<String> withdrawn(Caller caller, String release) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT reason FROM insight.withdrawal
                    WHERE tenant = (SELECT state.claimed_tenant()) AND release = :release
                    """)
                .param("release", release)
                .query(String.class)
                .optional());
  }

  /** The name of what was drawn in the place of a release. */
  Optional<String> replacing(Caller caller, String release) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT id FROM insight.release
                    WHERE tenant = (SELECT state.claimed_tenant()) AND document -> 'replaces' ->> 'release' = :release
                    """)
                .param("release", release)
                .query(String.class)
                .optional());
  }

  /** The release that was drawn last, withdrawn or not. */
  Optional<Release> lastDrawn(Caller caller) {
    return database.inTransactionAs(caller, ReleaseStore::lastDrawn);
  }

  private static Optional<Release> lastDrawn(JdbcClient sql) {
    return sql.sql(
            """
            SELECT document FROM insight.release WHERE tenant = (SELECT state.claimed_tenant())
            ORDER BY published_at DESC, id DESC LIMIT 1
            """)
        .query(String.class)
        .optional()
        .map(ReleaseStore::read);
  }

  /** All that have the cells of a quarter, withdrawn or not, oldest first. */
  List<Release> ofQuarter(Caller caller, String quarter) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql
                .sql(
                    """
                    SELECT document FROM insight.release
                    WHERE tenant = (SELECT state.claimed_tenant()) AND document -> 'quarter' ->> 'quarter' = :quarter
                    ORDER BY published_at, id
                    """)
                .param("quarter", quarter)
                .query(String.class)
                .list()
                .stream()
                .map(ReleaseStore::read)
                .toList());
  }

  Optional<Release> of(Caller caller, String run, LocalDate asOf) {
    return database.inTransactionAs(caller, sql -> find(sql, run, asOf));
  }

  /** Runs work that draws or withdraws while nobody else does so for that tenant. */
  <T> T alone(Caller caller, Supplier<T> work) {
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('release:' || :tenant, 0))")
              .param("tenant", caller.tenant().value())
              .query()
              .singleRow();
          return work.get();
        });
  }

  /** How many releases and withdrawals there are: as many as the journal has entries. */
  int size(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT (SELECT count(*) FROM insight.release WHERE tenant = (SELECT state.claimed_tenant()))
                      + (SELECT count(*) FROM insight.withdrawal WHERE tenant = (SELECT state.claimed_tenant()))
                    """)
                .query(Integer.class)
                .single());
  }

  /** Another text as soon as anything is published or withdrawn. */
  String version(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT concat_ws(' ',
                      (SELECT concat(count(*), '/', max(published_at)) FROM insight.release
                       WHERE tenant = (SELECT state.claimed_tenant())),
                      (SELECT concat(count(*), '/', max(withdrawn_at)) FROM insight.withdrawal
                       WHERE tenant = (SELECT state.claimed_tenant())))
                    """)
                .query(String.class)
                .single());
  }

  /** A name that no release of that day has. */
  String freeName(Caller caller, LocalDate asOf) {
    return database.inTransactionAs(caller, sql -> asOf + "." + (count(sql, asOf) + 1));
  }

  /** Stores a release with its leaves, unless it is there. */
  void add(Caller caller, JournalEntry.Published published) {
    database.runAs(
        caller,
        sql -> {
          if (insert(sql, caller, published)) {
            insertLeaves(sql, caller, published);
          }
        });
  }

  /** All of a tenant's, oldest first. */
  List<JournalEntry.Published> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql
                .sql(
                    """
                    SELECT document, published_by FROM insight.release
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY published_at, id
                    """)
                .query((row, n) ->
                    new JournalEntry.Published(
                        read(row.getString("document")),
                        row.getString("published_by"),
                        List.of(),
                        null))
                .list()
                .stream()
                .map(published ->
                    new JournalEntry.Published(
                        published.release(),
                        published.by(),
                        leaves(sql, published.release().id()),
                        null))
                .toList());
  }

  /**
   * A release as it stands in its row, read by nobody yet.
   *
   * @param at in microseconds
   */
  record Row(
      String id,
      String run,
      LocalDate asOf,
      Instant at,
      String by,
      String document,
      List<JournalEntry.Leaf> leaves) {}

  /** All rows of a tenant, oldest first, whatever stands in them. */
  List<Row> rows(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql
                .sql(
                    """
                    SELECT id, run, as_of, published_at, published_by, document FROM insight.release
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY published_at, id
                    """)
                .query((row, n) ->
                    new Row(
                        row.getString("id"),
                        row.getString("run"),
                        row.getObject("as_of", LocalDate.class),
                        row.getTimestamp("published_at").toInstant(),
                        row.getString("published_by"),
                        row.getString("document"),
                        List.of()))
                .list()
                .stream()
                .map(row ->
                    new Row(
                        row.id(),
                        row.run(),
                        row.asOf(),
                        row.at(),
                        row.by(),
                        row.document(),
                        leaves(sql, row.id())))
                .toList());
  }

  private static List<JournalEntry.Leaf> leaves(JdbcClient sql, String release) {
    return sql.sql(
            """
            SELECT department, category, people, shown_in FROM insight.release_leaf
            WHERE tenant = (SELECT state.claimed_tenant()) AND release = :release ORDER BY department, category
            """)
        .param("release", release)
        .query((row, n) ->
            new JournalEntry.Leaf(
                row.getString("department"),
                row.getString("category"),
                row.getLong("people"),
                row.getObject("shown_in", Integer.class)))
        .list();
  }

  /** All of a tenant's, oldest first. */
  List<JournalEntry.Withdrawal> withdrawals(Caller caller) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT release, reason, withdrawn_by, withdrawn_at FROM insight.withdrawal
                    WHERE tenant = (SELECT state.claimed_tenant()) ORDER BY withdrawn_at, release
                    """)
                .query((row, n) ->
                    new JournalEntry.Withdrawal(
                        row.getString("release"),
                        row.getString("reason"),
                        row.getString("withdrawn_by"),
                        row.getTimestamp("withdrawn_at").toInstant()))
                .list());
  }

  private static Optional<Release> find(JdbcClient sql, String run, LocalDate asOf) {
    return sql.sql(
            """
            SELECT document FROM insight.release
            WHERE tenant = (SELECT state.claimed_tenant()) AND run = :run AND as_of = :asOf
            ORDER BY published_at DESC, id DESC LIMIT 1
            """)
        .param("run", run)
        .param("asOf", asOf)
        .query(String.class)
        .optional()
        .map(ReleaseStore::read);
  }

  private static long count(JdbcClient sql, LocalDate asOf) {
    return sql.sql(
            """
            SELECT count(*) FROM insight.release
            WHERE tenant = (SELECT state.claimed_tenant()) AND as_of = :asOf
            """)
        .param("asOf", asOf)
        .query(Long.class)
        .single();
  }

  private static boolean insert(JdbcClient sql, Caller caller, JournalEntry.Published published) {
    Release release = published.release();
    return sql.sql(
                """
                INSERT INTO insight.release
                  (tenant, id, run, as_of, published_at, published_by, document)
                VALUES (:tenant, :id, :run, :asOf, :at, :by, :document::jsonb)
                ON CONFLICT DO NOTHING
                """)
            .param("tenant", caller.tenant().value())
            .param("id", release.id())
            .param("run", release.run())
            .param("asOf", release.window().lastDay())
            .param("at", Timestamp.from(release.publishedAt()))
            .param("by", published.by())
            .param("document", JSON.writeValueAsString(release))
            .update()
        > 0;
  }

  private static void insertLeaves(
      JdbcClient sql, Caller caller, JournalEntry.Published published) {
    for (JournalEntry.Leaf leaf : published.leaves()) {
      sql.sql(
              """
              INSERT INTO insight.release_leaf
                (tenant, release, department, category, people, shown_in)
              VALUES (:tenant, :release, :department, :category, :people, :shownIn)
              """)
          .param("tenant", caller.tenant().value())
          .param("release", published.release().id())
          .param("department", leaf.department())
          .param("category", leaf.category())
          .param("people", leaf.people())
          .param("shownIn", leaf.shownIn())
          .update();
    }
  }

  private static Release read(String document) {
    return JSON.readValue(document, Release.class);
  }
}
