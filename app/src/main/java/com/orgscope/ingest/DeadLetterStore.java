package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of {@code ingest.dead_letter}. */
@Component
final class DeadLetterStore {
  private static final String COLUMNS =
      "letter, source, reason, file, byte_offset, line, size, digest, whole, sealed";

  private final Database database;
  private final DeadLetterGauges gauges = new DeadLetterGauges(this::groups);

  DeadLetterStore(Database database) {
    this.database = database;
  }

  /** Letters with one reason, and the newest of them. */
  record Group(
      Source source, Reason reason, long letters, Instant firstAt, Instant lastAt, UUID newest) {}

  /** A letter that rests there already is only seen once more. */
  void add(Caller caller, List<DeadLetter> letters, Instant at) {
    OffsetDateTime now = at.atOffset(ZoneOffset.UTC);
    database.runAs(
        caller,
        jdbc ->
            letters.forEach(letter ->
                jdbc.sql(
                        """
                        INSERT INTO ingest.dead_letter AS d
                          (tenant, letter, source, reason, file, byte_offset, line, size, digest,
                           whole, sealed, first_at, last_at)
                        VALUES (:tenant, :letter, :source, :reason, :file, :offset, :line, :size,
                                :digest, :whole, :sealed, :at, :at)
                        ON CONFLICT (tenant, letter) DO UPDATE
                          SET last_at = greatest(d.last_at, excluded.last_at)
                        """)
                    .param("tenant", caller.tenant().value())
                    .param("letter", letter.letter())
                    .param("source", letter.source().name())
                    .param("reason", letter.reason().name())
                    .param("file", letter.file())
                    .param("offset", letter.offset())
                    .param("line", letter.line())
                    .param("size", letter.size())
                    .param("digest", letter.digest())
                    .param("whole", letter.whole())
                    .param("sealed", letter.sealed())
                    .param("at", now)
                    .update()));
    letters.forEach(letter -> gauges.show(caller.tenant(), letter.source(), letter.reason()));
  }

  List<Group> groups(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT source, reason, count(*) AS letters, min(first_at) AS first_at,
                           max(last_at) AS last_at,
                           (array_agg(letter ORDER BY last_at DESC, letter))[1] AS newest
                    FROM ingest.dead_letter
                    WHERE tenant = :tenant
                    GROUP BY source, reason
                    ORDER BY letters DESC, source, reason
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) ->
                    new Group(
                        Source.valueOf(row.getString("source")),
                        Reason.valueOf(row.getString("reason")),
                        row.getLong("letters"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant(),
                        row.getObject("last_at", OffsetDateTime.class).toInstant(),
                        row.getObject("newest", UUID.class)))
                .list());
  }

  DeadLetter letter(Caller caller, UUID letter) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    "SELECT "
                        + COLUMNS
                        + " FROM ingest.dead_letter WHERE tenant = :tenant AND letter = :letter")
                .param("tenant", caller.tenant().value())
                .param("letter", letter)
                .query((row, n) -> letter(row))
                .single());
  }

  long count(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql("SELECT count(*) FROM ingest.dead_letter WHERE tenant = :tenant")
                .param("tenant", caller.tenant().value())
                .query(Long.class)
                .single());
  }

  /**
   * Some letters of a provider in the order of their ids.
   *
   * @param after the last one seen; null to begin
   */
  List<DeadLetter> page(Caller caller, Source source, @Nullable UUID after, int most) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    "SELECT "
                        + COLUMNS
                        + """
                         FROM ingest.dead_letter
                        WHERE tenant = :tenant AND source = :source AND letter > :after
                        ORDER BY letter LIMIT :most
                        """)
                .param("tenant", caller.tenant().value())
                .param("source", source.name())
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("most", most)
                .query((row, n) -> letter(row))
                .list());
  }

  void remove(Caller caller, List<UUID> letters) {
    if (letters.isEmpty()) {
      return;
    }
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    DELETE FROM ingest.dead_letter
                    WHERE tenant = :tenant AND letter IN (:letters)
                    """)
                .param("tenant", caller.tenant().value())
                .param("letters", letters)
                .update());
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getObject("letter", UUID.class),
        Source.valueOf(row.getString("source")),
        Reason.valueOf(row.getString("reason")),
        row.getString("file"),
        row.getLong("byte_offset"),
        row.getLong("line"),
        row.getLong("size"),
        row.getBytes("digest"),
        row.getBoolean("whole"),
        row.getBytes("sealed"));
  }
}
