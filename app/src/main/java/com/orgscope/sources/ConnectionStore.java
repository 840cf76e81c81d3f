package com.orgscope.sources;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.lake.Source;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The rows of {@code sources.source}, their settings sealed. */
@Component
final class ConnectionStore {
  private final Database database;

  ConnectionStore(Database database) {
    this.database = database;
  }

  /** A connection as it rests. */
  record Sealed(TenantId tenant, Source source, Instant since, byte[] settings) {
    /** What the settings are sealed to: they do not open as another source's. */
    String place() {
      return "sources.source/" + source.name();
    }
  }

  void put(Caller caller, Sealed connection, Instant at) {
    database.runAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO sources.source (tenant, source, since, sealed, connected_at)
                    VALUES (:tenant, :source, :since, :sealed, :at)
                    ON CONFLICT (tenant, source) DO UPDATE
                      SET since = excluded.since, sealed = excluded.sealed,
                          connected_at = excluded.connected_at
                    """)
                .param("tenant", caller.tenant().value())
                .param("source", connection.source().name())
                .param("since", utc(connection.since()))
                .param("sealed", connection.settings())
                .param("at", utc(at))
                .update());
  }

  Optional<Sealed> find(Caller caller, Source source) {
    return all(caller).stream().filter(one -> one.source() == source).findFirst();
  }

  List<Sealed> all(Caller caller) {
    return database.inTransactionAs(
        caller,
        jdbc ->
            jdbc.sql(
                    """
                    SELECT tenant, source, since, sealed FROM sources.source
                    WHERE tenant = :tenant ORDER BY source
                    """)
                .param("tenant", caller.tenant().value())
                .query((row, n) -> sealed(row))
                .list());
  }

  private static Sealed sealed(ResultSet row) throws SQLException {
    return new Sealed(
        new TenantId(row.getString("tenant")),
        Source.valueOf(row.getString("source")),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getBytes("sealed"));
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
