package com.orgscope.sources;

import static com.orgscope.sources.ConnectionStore.utc;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code sources.hour}. */
@Component
final class HourStore {
  private final Database database;

  HourStore(Database database) {
    this.database = database;
  }

  /** An hour as it was found last. */
  public record Row(
      Source source,
      Instant hour,
      long given,
      long stored,
      long late,
      UUID givenDigest,
      UUID storedDigest,
      int checks,
      Instant checkedAt,
      @Nullable Instant certifiedAt,
      @Nullable Instant againAt) {}

  /** Hours to ask for: first those to be looked at again, then unknown ones, the newest first. */
  List<Instant> due(
      TenantId tenant, Source source, Instant from, Instant until, Instant now, int most) {
    return database.inTransactionAs(
        own(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    (SELECT hour, 0 AS rank FROM sources.hour
                     WHERE tenant = :tenant AND source = :source AND again_at <= :now
                       AND hour >= :from
                     ORDER BY again_at LIMIT :most)
                    UNION ALL
                    (SELECT h.hour, 1 FROM generate_series(:from, :until, interval '1 hour') h(hour)
                     WHERE h.hour < :until AND NOT EXISTS (
                       SELECT FROM sources.hour k
                       WHERE k.tenant = :tenant AND k.source = :source AND k.hour = h.hour)
                     ORDER BY h.hour DESC LIMIT :most)
                    ORDER BY rank, hour DESC LIMIT :most
                    """)
                .param("tenant", tenant.value())
                .param("source", source.name())
                .param("from", utc(from))
                .param("until", utc(until))
                .param("now", utc(now))
                .param("most", most)
                .query((row, n) -> row.getObject("hour", OffsetDateTime.class).toInstant())
                .list());
  }

  Optional<Row> find(TenantId tenant, Source source, Instant hour) {
    return rows(own(tenant), hour, hour.plusSeconds(1)).stream()
        .filter(row -> row.source() == source)
        .findFirst();
  }

  /** Rows of hours in {@code [from, until)}, in their order. */
  List<Row> rows(Caller caller, Instant from, Instant until) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT source, hour, given, stored, late, given_digest, stored_digest, checks,
                           checked_at, certified_at, again_at
                    FROM sources.hour
                    WHERE tenant = :tenant AND hour >= :from AND hour < :until
                    ORDER BY source, hour
                    """)
                .param("tenant", caller.tenant().value())
                .param("from", utc(from))
                .param("until", utc(until))
                .query((row, n) -> row(row))
                .list());
  }

  /**
   * The hours of a connected source, counted.
   *
   * @param streams its logs, by name
   * @param due hours that should be certified by now
   * @param certified those of them that are
   * @param missing events of hours that the source still has
   * @param lost events that were missing when the source deleted their hour
   * @param oldest the first hour that is due and not certified; null if there is none
   */
  record Standing(
      TenantId tenant,
      List<String> streams,
      long due,
      long certified,
      long missing,
      long late,
      long lost,
      @Nullable Instant oldest) {
    Standing {
      streams = List.copyOf(streams);
    }
  }

  /**
   * How a source stands with the caller's tenant.
   *
   * @param kept from when on the source has its log
   * @param settled a whole hour, before which nothing more comes
   */
  Optional<Standing> standing(Caller caller, Source source, Instant kept, Instant settled) {
    return database.inTransactionAs(caller, jdbc -> standings(jdbc, source, kept, settled)).stream()
        .filter(standing -> standing.tenant().equals(caller.tenant()))
        .findFirst();
  }

  /** As {@link #standing}, with every tenant that has the source. */
  List<Standing> standings(Source source, Instant kept, Instant settled) {
    return database.inTransactionAsSystem(
        "sources", jdbc -> standings(jdbc, source, kept, settled));
  }

  /** The hours themselves are looked through only where some are missing. */
  private static List<Standing> standings(
      JdbcClient jdbc, Source source, Instant kept, Instant settled) {
    return jdbc.sql(
            """
            SELECT s.tenant, t.streams, d.due, k.certified, k.late, g.missing, g.lost,
                   CASE WHEN k.certified < d.due THEN (
                     SELECT min(hour)
                     FROM generate_series(:settled::timestamptz - interval '1 hour', f.first,
                       interval '-1 hour') AS hour
                     WHERE NOT EXISTS (
                       SELECT FROM sources.hour h
                       WHERE h.tenant = s.tenant AND h.source = s.source AND h.hour = hour.hour
                         AND h.certified_at IS NOT NULL)) END AS oldest
            FROM sources.source s
            CROSS JOIN LATERAL (SELECT greatest(s.since, :kept) AS first) f
            CROSS JOIN LATERAL (
              SELECT greatest(0, floor(extract(epoch FROM :settled - f.first) / 3600))::bigint
                AS due) d
            CROSS JOIN LATERAL (
              SELECT coalesce(array_agg(stream), '{}') AS streams FROM sources.stream
              WHERE tenant = s.tenant AND source = s.source) t
            CROSS JOIN LATERAL (
              SELECT count(*) FILTER (WHERE certified_at IS NOT NULL) AS certified,
                     coalesce(sum(late), 0)::bigint AS late
              FROM sources.hour
              WHERE tenant = s.tenant AND source = s.source
                AND hour >= f.first AND hour < :settled) k
            CROSS JOIN LATERAL (
              SELECT coalesce(sum(given - stored) FILTER (WHERE hour >= f.first), 0)::bigint
                       AS missing,
                     coalesce(sum(given - stored) FILTER (WHERE hour < f.first), 0)::bigint AS lost
              FROM sources.hour
              WHERE tenant = s.tenant AND source = s.source AND stored < given
                AND hour < :settled) g
            WHERE s.source = :source
            """)
        .param("source", source.name())
        .param("kept", utc(kept))
        .param("settled", utc(settled))
        .query((row, n) -> standing(row))
        .list();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        new TenantId(row.getString("tenant")),
        List.of((String[]) row.getArray("streams").getArray()),
        row.getLong("due"),
        row.getLong("certified"),
        row.getLong("missing"),
        row.getLong("late"),
        row.getLong("lost"),
        at(row, "oldest"));
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        Source.valueOf(row.getString("source")),
        row.getObject("hour", OffsetDateTime.class).toInstant(),
        row.getLong("given"),
        row.getLong("stored"),
        row.getLong("late"),
        row.getObject("given_digest", UUID.class),
        row.getObject("stored_digest", UUID.class),
        row.getInt("checks"),
        row.getObject("checked_at", OffsetDateTime.class).toInstant(),
        at(row, "certified_at"),
        at(row, "again_at"));
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  void put(TenantId tenant, Row row) {
    Instant certified = row.certifiedAt();
    Instant again = row.againAt();
    database.runAs(
        own(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO sources.hour
                      (tenant, source, hour, given, stored, late, given_digest, stored_digest,
                       checks, checked_at, certified_at, again_at)
                    VALUES (:tenant, :source, :hour, :given, :stored, :late, :givenDigest,
                            :storedDigest, :checks, :at, :certified, :again)
                    ON CONFLICT (tenant, source, hour) DO UPDATE
                      SET given = excluded.given, stored = excluded.stored, late = excluded.late,
                          given_digest = excluded.given_digest,
                          stored_digest = excluded.stored_digest, checks = excluded.checks,
                          checked_at = excluded.checked_at, certified_at = excluded.certified_at,
                          again_at = excluded.again_at
                    """)
                .param("tenant", tenant.value())
                .param("source", row.source().name())
                .param("hour", utc(row.hour()))
                .param("given", row.given())
                .param("stored", row.stored())
                .param("late", row.late())
                .param("givenDigest", row.givenDigest())
                .param("storedDigest", row.storedDigest())
                .param("checks", row.checks())
                .param("at", utc(row.checkedAt()))
                .param("certified", certified == null ? null : utc(certified))
                .param("again", again == null ? null : utc(again))
                .update());
  }

  private static Caller own(TenantId tenant) {
    return Caller.system(tenant, "sources");
  }
}
