package com.orgscope.eventlog.postgres;

import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.LogEntry;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code eventlog.inbox}, and of {@code eventlog.partition} which numbers them. */
final class InboxStore {
  private static final String ROOM = "eventlog";

  /** Rows looked at for one read of one partition. */
  private static final int MOST_ROWS = 2000;

  private final Database database;

  InboxStore(Database database) {
    this.database = database;
  }

  /**
   * Makes the partitions that are not there yet.
   *
   * @return how many there are
   */
  int makePartitions(int count) {
    return database.inTransactionAsSystem(
        ROOM,
        jdbc -> {
          jdbc.sql(
                  """
                  INSERT INTO eventlog.partition (partition)
                  SELECT generate_series(0, :count - 1)
                  ON CONFLICT DO NOTHING
                  """)
              .param("count", count)
              .update();
          return jdbc.sql("SELECT count(*) FROM eventlog.partition").query(Integer.class).single();
        });
  }

  /**
   * Appends in one transaction. A partition's row stays locked from the moment its numbers are
   * given until they are committed, so that numbers become visible in their order and a reader that
   * has seen one has seen all before it. A sequence would not do: its order is not that of commits.
   */
  void append(List<Delivery> deliveries, ToIntFunction<TenantId> partitionOf) {
    SortedMap<Integer, List<Delivery>> byPartition = new TreeMap<>();
    deliveries.forEach(d ->
        byPartition
            .computeIfAbsent(partitionOf.applyAsInt(d.tenant()), p -> new ArrayList<>())
            .add(d));
    database.inTransactionAsSystem(
        ROOM,
        jdbc -> {
          // In the order of their numbers: two processes cannot wait for each other's.
          byPartition.forEach((partition, theirs) -> insert(jdbc, partition, theirs));
          return true;
        });
  }

  private static void insert(JdbcClient jdbc, int partition, List<Delivery> deliveries) {
    long last =
        jdbc.sql(
                """
                UPDATE eventlog.partition
                SET last_position = last_position + :count, held_bytes = held_bytes + :bytes
                WHERE partition = :partition
                RETURNING last_position
                """)
            .param("count", deliveries.size())
            .param("bytes", deliveries.stream().mapToLong(d -> d.payload().length).sum())
            .param("partition", partition)
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            INSERT INTO eventlog.inbox
              (partition, position, tenant, source, received_at, size, payload)
            SELECT :partition, :before + n, tenant, source, received_at,
                   octet_length(payload), payload
            FROM unnest(:tenants::text[], :sources::text[], :received::timestamptz[],
                        :payloads::bytea[])
              WITH ORDINALITY AS d (tenant, source, received_at, payload, n)
            """)
        .param("partition", partition)
        .param("before", last - deliveries.size())
        .param("tenants", deliveries.stream().map(d -> d.tenant().value()).toArray(String[]::new))
        .param("sources", deliveries.stream().map(Delivery::source).toArray(String[]::new))
        .param(
            "received",
            deliveries.stream().map(d -> d.receivedAt().toString()).toArray(String[]::new))
        .param("payloads", deliveries.stream().map(Delivery::payload).toArray(byte[][]::new))
        .update();
  }

  /** The last position given out, by partition. */
  Map<Integer, Long> lastPositions() {
    return database.inTransactionAsSystem(
        ROOM,
        jdbc -> {
          Map<Integer, Long> last = new HashMap<>();
          jdbc.sql("SELECT partition, last_position FROM eventlog.partition")
              .query(row -> {
                last.put(row.getInt("partition"), row.getLong("last_position"));
              });
          return last;
        });
  }

  /** Entries after a position, in order, as many as their bytes allow and at least one. */
  List<LogEntry> read(int partition, long after, long mostBytes) {
    return database.inTransactionAsSystem(
        ROOM,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT position, tenant, source, received_at, payload
                    FROM (
                      SELECT *, sum(size) OVER (ORDER BY position) AS until
                      FROM (
                        SELECT * FROM eventlog.inbox
                        WHERE partition = :partition AND position > :after
                        ORDER BY position LIMIT :rows
                      ) AS next
                    ) AS summed
                    WHERE until <= :most OR until = size
                    ORDER BY position
                    """)
                .param("partition", partition)
                .param("after", after)
                .param("rows", MOST_ROWS)
                .param("most", mostBytes)
                .query((row, n) ->
                    new LogEntry(
                        partition,
                        Long.toString(row.getLong("position")),
                        new Delivery(
                            new TenantId(row.getString("tenant")),
                            row.getString("source"),
                            row.getObject("received_at", OffsetDateTime.class).toInstant(),
                            row.getBytes("payload"))))
                .list());
  }

  /**
   * Deletes entries up to a position. The numbering row is touched last, so that appenders wait for
   * an instant only.
   */
  void release(int partition, long upTo) {
    database.inTransactionAsSystem(
        ROOM,
        jdbc -> {
          long freed =
              jdbc.sql(
                      """
                      WITH gone AS (
                        DELETE FROM eventlog.inbox
                        WHERE partition = :partition AND position <= :upTo
                        RETURNING size
                      )
                      SELECT coalesce(sum(size), 0) FROM gone
                      """)
                  .param("partition", partition)
                  .param("upTo", upTo)
                  .query(Long.class)
                  .single();
          if (freed > 0) {
            jdbc.sql(
                    """
                    UPDATE eventlog.partition SET held_bytes = held_bytes - :freed
                    WHERE partition = :partition
                    """)
                .param("freed", freed)
                .param("partition", partition)
                .update();
          }
          return true;
        });
  }

  Backlog backlog(long mostBytes) {
    return database.inTransactionAsSystem(
        ROOM,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT coalesce(sum(held_bytes), 0) AS bytes,
                           coalesce(sum(last_position - first.position + 1), 0) AS deliveries,
                           min(first.received_at) AS oldest
                    FROM eventlog.partition AS p
                    LEFT JOIN LATERAL (
                      SELECT position, received_at FROM eventlog.inbox AS i
                      WHERE i.partition = p.partition AND p.held_bytes > 0
                      ORDER BY position LIMIT 1
                    ) AS first ON true
                    """)
                .query((row, n) -> {
                  OffsetDateTime oldest = row.getObject("oldest", OffsetDateTime.class);
                  return new Backlog(
                      row.getLong("deliveries"),
                      row.getLong("bytes"),
                      mostBytes,
                      oldest == null
                          ? null
                          : oldest.withOffsetSameInstant(ZoneOffset.UTC).toInstant());
                })
                .single());
  }
}
