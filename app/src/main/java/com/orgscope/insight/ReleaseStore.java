package com.orgscope.insight;

import com.orgscope.kernel.Caller;
import com.orgscope.state.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The published releases, as documents that are never changed. */
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
                    SELECT document FROM insight.release r WHERE tenant = state.tenant()
                      AND NOT EXISTS (SELECT FROM insight.withdrawal w
                                      WHERE w.tenant = r.tenant AND w.release = r.id)
                    ORDER BY published_at DESC, id DESC LIMIT 1
                    """)
                .query(String.class)
                .optional()
                .map(ReleaseStore::read));
  }

  Optional<Release> named(Caller caller, String id) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT document FROM insight.release
                    WHERE tenant = state.tenant() AND id = :id
                    """)
                .param("id", id)
                .query(String.class)
                .optional()
                .map(ReleaseStore::read));
  }

  /**
   * @return whether it was not withdrawn before
   */
  boolean withdraw(Caller caller, String release, String reason, Instant at) {
    return database.inTransactionAs(
            caller,
            sql ->
                sql.sql(
                        """
                        INSERT INTO insight.withdrawal
                          (tenant, release, reason, withdrawn_by, withdrawn_at)
                        VALUES (:tenant, :release, :reason, :by, :at) ON CONFLICT DO NOTHING
                        """)
                    .param("tenant", caller.tenant().value())
                    .param("release", release)
                    .param("reason", reason)
                    .param("by", caller.principal())
                    .param("at", Timestamp.from(at))
                    .update())
        > 0;
  }

  /** Why a release was withdrawn; empty if it was not. */
  Optional<String> withdrawn(Caller caller, String release) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(
                    """
                    SELECT reason FROM insight.withdrawal
                    WHERE tenant = state.tenant() AND release = :release
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
            SELECT document FROM insight.release WHERE tenant = state.tenant()
            ORDER BY published_at DESC, id DESC LIMIT 1
            """)
        .query(String.class)
        .optional()
        .map(ReleaseStore::read);
  }

  Optional<Release> of(Caller caller, String run, LocalDate asOf) {
    return database.inTransactionAs(caller, sql -> find(sql, run, asOf));
  }

  /**
   * Stores a release unless the same run, or another of this period, was published meanwhile.
   *
   * @return the one that is stored
   */
  Release publish(Caller caller, Release release, Drawing.Drawn drawn) {
    LocalDate asOf = release.window().lastDay();
    return database.inTransactionAs(
        caller,
        sql -> {
          sql.sql("SELECT pg_advisory_xact_lock(hashtextextended('release:' || :tenant, 0))")
              .param("tenant", caller.tenant().value())
              .query()
              .singleRow();
          Optional<Release> earlier =
              find(sql, release.run(), asOf)
                  .or(() -> lastDrawn(sql).filter(last -> last.standsAt(release.publishedAt())));
          if (earlier.isPresent()) {
            return earlier.get();
          }
          Release named = release.named(asOf + "." + (count(sql, asOf) + 1));
          insert(sql, caller, named);
          insertLeaves(sql, caller, named.id(), drawn);
          return named;
        });
  }

  private static Optional<Release> find(JdbcClient sql, String run, LocalDate asOf) {
    return sql.sql(
            """
            SELECT document FROM insight.release
            WHERE tenant = state.tenant() AND run = :run AND as_of = :asOf
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
            WHERE tenant = state.tenant() AND as_of = :asOf
            """)
        .param("asOf", asOf)
        .query(Long.class)
        .single();
  }

  private static void insert(JdbcClient sql, Caller caller, Release release) {
    sql.sql(
            """
            INSERT INTO insight.release
              (tenant, id, run, as_of, published_at, published_by, document)
            VALUES (:tenant, :id, :run, :asOf, :at, :by, :document::jsonb)
            """)
        .param("tenant", caller.tenant().value())
        .param("id", release.id())
        .param("run", release.run())
        .param("asOf", release.window().lastDay())
        .param("at", Timestamp.from(release.publishedAt()))
        .param("by", caller.principal())
        .param("document", JSON.writeValueAsString(release))
        .update();
  }

  private static void insertLeaves(
      JdbcClient sql, Caller caller, String release, Drawing.Drawn drawn) {
    drawn
        .leaves()
        .forEach((leaf, people) ->
            sql.sql(
                    """
                    INSERT INTO insight.release_leaf
                      (tenant, release, department, category, people, shown_in)
                    VALUES (:tenant, :release, :department, :category, :people, :shownIn)
                    """)
                .param("tenant", caller.tenant().value())
                .param("release", release)
                .param("department", leaf.department())
                .param("category", leaf.category())
                .param("people", people)
                .param("shownIn", drawn.shownIn().get(leaf))
                .update());
  }

  private static Release read(String document) {
    return JSON.readValue(document, Release.class);
  }
}
