package com.orgscope.sources;

import static com.orgscope.sources.ConnectionStore.utc;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code sources.stream}: cursors, leases, and how it goes. Every write of a holder
 * names its lease, so that one who slept through its end writes nothing.
 */
@Component
final class StreamStore {
  private static final int LONGEST_ERROR = 500;

  private final Database database;

  StreamStore(Database database) {
    this.database = database;
  }

  /** A stream as its holder finds it. */
  record Held(StreamId id, long lease, @Nullable String cursor, int failures) {}

  /** How a stream stands. */
  public record State(
      StreamId id,
      Instant connectedAt,
      @Nullable Instant movedAt,
      @Nullable Instant caughtUpAt,
      @Nullable Instant newestAt,
      long events,
      int failures,
      @Nullable String lastError,
      @Nullable Instant lastErrorAt,
      Instant nextAt) {}

  /** These streams and no others of the source, all due at once; cursors stay. */
  void keep(Caller caller, Source source, List<String> streams, Instant now) {
    database.runAs(
        caller,
        jdbc -> {
          jdbc.sql(
                  """
                  DELETE FROM sources.stream
                  WHERE tenant = :tenant AND source = :source AND NOT stream IN (:streams)
                  """)
              .param("tenant", caller.tenant().value())
              .param("source", source.name())
              .param("streams", streams)
              .update();
          streams.forEach(stream ->
              jdbc.sql(
                      """
                      INSERT INTO sources.stream (tenant, source, stream, next_at, connected_at)
                      VALUES (:tenant, :source, :stream, :now, :now)
                      ON CONFLICT (tenant, source, stream) DO UPDATE
                        SET next_at = excluded.next_at, failures = 0
                      """)
                  .param("tenant", caller.tenant().value())
                  .param("source", source.name())
                  .param("stream", stream)
                  .param("now", utc(now))
                  .update());
        });
  }

  /** Has a stream due at once that goes well; one that failed waits for its time. */
  void soon(StreamId id, Instant now) {
    database.runAs(
        own(id),
        jdbc ->
            of(
                    id,
                    jdbc.sql(
                        """
                        UPDATE sources.stream SET next_at = :now
                        WHERE tenant = :tenant AND source = :source AND stream = :stream
                          AND next_at > :now AND failures = 0
                        """))
                .param("now", utc(now))
                .update());
  }

  /**
   * Streams of all tenants that nobody alive holds and whose time has come, the longest due first.
   */
  List<StreamId> due(int most, Instant now) {
    return database.inTransactionAsSystem(
        "sources",
        jdbc ->
            jdbc.sql(
                    """
                    SELECT s.tenant, s.source, s.stream FROM sources.stream s
                    WHERE s.next_at <= :now
                      AND (s.held_until IS NULL OR s.held_until <= :now OR %s)
                    ORDER BY s.next_at LIMIT :most
                    """
                        .formatted(PresenceStore.HOLDER_IS_GONE))
                .param("now", utc(now))
                .param("most", most)
                .query((row, n) -> id(row))
                .list());
  }

  /**
   * Takes a stream; empty if another process was quicker.
   *
   * @param by what shows that the holder is alive; null if only time tells that it is gone
   */
  Optional<Held> claim(StreamId id, @Nullable Long by, Instant now, Instant until) {
    return database.inTransactionAs(
        own(id),
        jdbc ->
            of(
                    id,
                    jdbc.sql(
                        """
                        UPDATE sources.stream AS s
                        SET lease = lease + 1, held_until = :until, held_by = :by
                        WHERE tenant = :tenant AND source = :source AND stream = :stream
                          AND next_at <= :now
                          AND (held_until IS NULL OR held_until <= :now OR %s)
                        RETURNING lease, cursor, failures
                        """
                            .formatted(PresenceStore.HOLDER_IS_GONE)))
                .param("by", by, Types.BIGINT)
                .param("now", utc(now))
                .param("until", utc(until))
                .query((row, n) ->
                    new Held(
                        id, row.getLong("lease"), row.getString("cursor"), row.getInt("failures")))
                .optional());
  }

  /**
   * @throws StreamLost if another process has it
   */
  void renew(Held held, Instant until) {
    fenced(
        held,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE sources.stream SET held_until = :until
                    WHERE tenant = :tenant AND source = :source AND stream = :stream
                      AND lease = :lease
                    """)
                .param("until", utc(until)));
  }

  /**
   * Moves the cursor; what lies before it must be durable.
   *
   * @param newest the time of the newest event that was handed over; null if there was none
   * @throws StreamLost if another process has it; nothing was written
   */
  void move(
      Held held,
      String cursor,
      @Nullable Instant newest,
      long events,
      boolean caughtUp,
      Instant now) {
    fenced(
        held,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE sources.stream
                    SET cursor = :cursor, moved_at = :now, events = events + :events,
                        caught_up_at = CASE WHEN :caught THEN :now ELSE caught_up_at END,
                        newest_at = CASE WHEN :newest::timestamptz IS NULL THEN newest_at
                                    ELSE greatest(newest_at, :newest) END
                    WHERE tenant = :tenant AND source = :source AND stream = :stream
                      AND lease = :lease
                    """)
                .param("cursor", cursor)
                .param("caught", caughtUp)
                .param("newest", newest == null ? null : utc(newest))
                .param("events", events)
                .param("now", utc(now)));
  }

  /**
   * Gives the stream back after a good turn.
   *
   * @param fault what is wrong at the source although reading goes on; null if nothing is
   */
  void done(Held held, boolean caughtUp, @Nullable String fault, Instant next, Instant now) {
    fenced(
        held,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE sources.stream
                    SET held_until = NULL, next_at = :next, failures = 0, last_error = :fault,
                        last_error_at = CASE WHEN :fault::text IS NULL THEN NULL
                                        ELSE :now::timestamptz END,
                        caught_up_at = CASE WHEN :caught THEN :now ELSE caught_up_at END
                    WHERE tenant = :tenant AND source = :source AND stream = :stream
                      AND lease = :lease
                    """)
                .param("next", utc(next))
                .param("fault", fault, Types.VARCHAR)
                .param("caught", caughtUp)
                .param("now", utc(now)));
  }

  /** Gives the stream back for later; nothing is wrong. */
  void pause(Held held, Instant next) {
    fenced(
        held,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE sources.stream SET held_until = NULL, next_at = :next
                    WHERE tenant = :tenant AND source = :source AND stream = :stream
                      AND lease = :lease
                    """)
                .param("next", utc(next)));
  }

  /** Gives the stream back after a failure. */
  void failed(Held held, String error, Instant next, Instant now) {
    fenced(
        held,
        jdbc ->
            jdbc.sql(
                    """
                    UPDATE sources.stream
                    SET held_until = NULL, next_at = :next, failures = failures + 1,
                        last_error = :error, last_error_at = :now
                    WHERE tenant = :tenant AND source = :source AND stream = :stream
                      AND lease = :lease
                    """)
                .param("next", utc(next))
                .param("error", error.substring(0, Math.min(error.length(), LONGEST_ERROR)))
                .param("now", utc(now)));
  }

  /**
   * How far each tenant's source is behind at most, in the slowest of its streams: one that never
   * gave anything by as much as it is connected.
   */
  List<SourceLag> lags(Instant now) {
    return database.inTransactionAsSystem(
        "sources",
        jdbc ->
            jdbc.sql(
                    """
                    SELECT tenant, source,
                           max(extract(epoch FROM :now::timestamptz
                               - coalesce(greatest(caught_up_at, newest_at), connected_at)))
                             AS seconds
                    FROM sources.stream
                    WHERE stream <> :certifier
                    GROUP BY tenant, source
                    """)
                .param("now", utc(now))
                .param("certifier", Certifier.STREAM)
                .query((row, n) ->
                    new SourceLag(
                        new TenantId(row.getString("tenant")),
                        Source.valueOf(row.getString("source")),
                        Math.max(0, row.getDouble("seconds"))))
                .list());
  }

  record SourceLag(TenantId tenant, Source source, double seconds) {}

  List<State> states(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT tenant, source, stream, connected_at, moved_at, caught_up_at, newest_at,
                           events, failures, last_error, last_error_at, next_at
                    FROM sources.stream WHERE tenant = :tenant ORDER BY source, stream
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) -> state(row))
                .list());
  }

  private static State state(ResultSet row) throws SQLException {
    return new State(
        id(row),
        row.getObject("connected_at", OffsetDateTime.class).toInstant(),
        at(row, "moved_at"),
        at(row, "caught_up_at"),
        at(row, "newest_at"),
        row.getLong("events"),
        row.getInt("failures"),
        row.getString("last_error"),
        at(row, "last_error_at"),
        row.getObject("next_at", OffsetDateTime.class).toInstant());
  }

  private static @Nullable Instant at(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static StreamId id(ResultSet row) throws SQLException {
    return new StreamId(
        new TenantId(row.getString("tenant")),
        Source.valueOf(row.getString("source")),
        row.getString("stream"));
  }

  private interface Update {
    JdbcClient.StatementSpec in(JdbcClient jdbc);
  }

  private void fenced(Held held, Update update) {
    int rows =
        database.inTransactionAs(
            own(held.id()),
            jdbc -> of(held.id(), update.in(jdbc)).param("lease", held.lease()).update());
    if (rows == 0) {
      throw new StreamLost(held.id());
    }
  }

  private static JdbcClient.StatementSpec of(StreamId id, JdbcClient.StatementSpec statement) {
    return statement
        .param("tenant", id.tenant().value())
        .param("source", id.source().name())
        .param("stream", id.stream());
  }

  private static Caller own(StreamId id) {
    return Caller.system(id.tenant(), "sources");
  }
}
