package com.orgscope.ingest;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;

/** The rows of {@code ingest.lag}. */
@Component
final class LagStore {
  private final Database database;

  LagStore(Database database) {
    this.database = database;
  }

  /** A row as it rests: whether it is late depends on the settings of whoever asks. */
  record Row(Source source, Instant at, double median, double nearlyAll, long events) {}

  void put(TenantId tenant, List<Row> rows) {
    database.runAs(
        Caller.system(tenant, "ingest"),
        jdbc ->
            rows.forEach(row ->
                jdbc.sql(
                        """
                        INSERT INTO ingest.lag (tenant, source, at, median, nearly_all, events)
                        VALUES (:tenant, :source, :at, :median, :nearlyAll, :events)
                        ON CONFLICT (tenant, source) DO UPDATE
                          SET at = excluded.at, median = excluded.median,
                              nearly_all = excluded.nearly_all, events = excluded.events
                        """)
                    .param("tenant", tenant.value())
                    .param("source", row.source().name())
                    .param("at", row.at().atOffset(ZoneOffset.UTC))
                    .param("median", row.median())
                    .param("nearlyAll", row.nearlyAll())
                    .param("events", row.events())
                    .update()));
  }

  List<Row> of(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT source, at, median, nearly_all, events FROM ingest.lag
                    WHERE tenant = :tenant ORDER BY source
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) ->
                    new Row(
                        Source.valueOf(row.getString("source")),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getDouble("median"),
                        row.getDouble("nearly_all"),
                        row.getLong("events")))
                .list());
  }
}
