package com.orgscope.lake;

import com.orgscope.kernel.TenantId;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Hands a sorted batch to DuckDB: whole columns as lists of numbers, a few thousand rows to a list,
 * and beside them the dictionaries, one list each. A call per value costs twice as much in all.
 *
 * <p>{@link #select} unpacks the lists in the order they were handed over and puts texts for codes;
 * code 0 is null, since DuckDB's lists begin at 1.
 */
final class DuckDbLoader {
  private static final int ROWS_PER_LIST = 16_384;

  /** A UUID of two signed halves. */
  private static final String UUID_OF =
      "(((%1$s::HUGEINT & 18446744073709551615)::UHUGEINT << 64)"
          + " | (%2$s::HUGEINT & 18446744073709551615)::UHUGEINT)::UUID";

  private final DuckDBConnection connection;
  private final EventBatch batch;
  private final SortedBatch sorted;

  DuckDbLoader(DuckDBConnection connection, EventBatch batch, SortedBatch sorted) {
    this.connection = connection;
    this.batch = batch;
    this.sorted = sorted;
  }

  /** Fills temporary tables of this connection. */
  void load() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE event_columns (day DATE, key_high BIGINT[], key_low BIGINT[],"
              + " occurred BIGINT[], traits BIGINT[], actor BIGINT[], app BIGINT[],"
              + " session BIGINT[], ip_prefix BIGINT[], city BIGINT[], country BIGINT[])");
      statement.execute(
          "CREATE TEMP TABLE event_dictionary (high BIGINT[], low BIGINT[], apps VARCHAR[],"
              + " sessions VARCHAR[], ip_prefixes VARCHAR[], cities VARCHAR[],"
              + " countries VARCHAR[])");
      loadDictionary();
      loadColumns();
      statement.execute(
          "CREATE TEMP TABLE event_words AS SELECT list_transform(list_zip(high, low), lambda h: "
              + UUID_OF.formatted("h[1]", "h[2]")
              + ") AS actors, * EXCLUDE (high, low) FROM event_dictionary");
    }
  }

  /** The rows of one day, in order, with the columns of {@code sso_events}. */
  String select(TenantId tenant, LocalDate day, Instant ingestedAt) {
    return """
    SELECT %s AS tenant, %s AS day, %s AS event_key,
      make_timestamptz(occurred) AS occurred_at, %s AS ingested_at,
      %s[(traits >> 8) + 1] AS source, %s[((traits >> 4) & 15) + 1] AS kind,
      actors[actor] AS actor, apps[app] AS app, sessions[session] AS session,
      %s[(traits & 15) + 1] AS outcome,
      ip_prefixes[ip_prefix] AS ip_prefix, cities[city] AS city, countries[country] AS country
    FROM (SELECT unnest(key_high) AS key_high, unnest(key_low) AS key_low,
        unnest(occurred) AS occurred, unnest(traits) AS traits, unnest(actor) AS actor,
        unnest(app) AS app, unnest(session) AS session, unnest(ip_prefix) AS ip_prefix,
        unnest(city) AS city, unnest(country) AS country
      FROM event_columns WHERE event_columns.day = %s) AS unpacked, event_words\
    """
        .formatted(
            Literals.of(tenant),
            Literals.of(day),
            UUID_OF.formatted("key_high", "key_low"),
            Literals.of(ingestedAt.truncatedTo(ChronoUnit.MICROS)),
            names(Source.values()),
            names(EventKind.values()),
            names(Outcome.values()),
            Literals.of(day));
  }

  private void loadDictionary() throws SQLException {
    EventBatch.Actors actors = batch.actors();
    try (DuckDBAppender appender = appender("event_dictionary")) {
      appender.beginRow();
      appender.append(IntStream.range(0, actors.size()).mapToLong(actors::high).toArray());
      appender.append(IntStream.range(0, actors.size()).mapToLong(actors::low).toArray());
      for (EventBatch.Words words :
          List.of(
              batch.apps(),
              batch.sessions(),
              batch.ipPrefixes(),
              batch.cities(),
              batch.countries())) {
        appender.append(words.list());
      }
      appender.endRow();
    }
  }

  private void loadColumns() throws SQLException {
    List<IntToLongFunction> columns =
        List.of(
            batch::keyHigh,
            batch::keyLow,
            batch::occurredAt,
            batch::traits,
            row -> batch.actorCode(row) + 1,
            row -> batch.appCode(row) + 1,
            row -> batch.sessionCode(row) + 1,
            row -> batch.ipPrefixCode(row) + 1,
            row -> batch.cityCode(row) + 1,
            row -> batch.countryCode(row) + 1);
    long[] full = new long[ROWS_PER_LIST];
    try (DuckDBAppender appender = appender("event_columns")) {
      for (SortedBatch.Slice slice : sorted.days()) {
        for (int from = slice.from(); from < slice.until(); from += ROWS_PER_LIST) {
          int rows = Math.min(ROWS_PER_LIST, slice.until() - from);
          long[] list = rows == ROWS_PER_LIST ? full : new long[rows];
          appender.beginRow();
          appender.append(slice.day());
          for (IntToLongFunction column : columns) {
            for (int i = 0; i < rows; i++) {
              list[i] = column.applyAsLong(sorted.row(from + i));
            }
            appender.append(list);
          }
          appender.endRow();
        }
      }
    }
  }

  private DuckDBAppender appender(String table) throws SQLException {
    return connection.createAppender("temp", "main", table);
  }

  private static String names(Enum<?>[] values) {
    return Stream.of(values)
        .map(v -> Literals.text(v.name()))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
