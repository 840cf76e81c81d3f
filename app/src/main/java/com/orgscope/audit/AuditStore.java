package com.orgscope.audit;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The log's rows; they are added by a function of the database and by nothing else. */
@Component
final class AuditStore {
  private static final int ENTRIES_PER_STEP = 10_000;
  private static final String COLUMNS =
      "SELECT number, at, principal, role, action, subject, reason, previous, hash FROM audit.entry ";

  private final Database database;
  private final int entriesPerStep;

  @Autowired
  AuditStore(Database database) {
    this(database, ENTRIES_PER_STEP);
  }

  AuditStore(Database database, int entriesPerStep) {
    this.database = database;
    this.entriesPerStep = entriesPerStep;
  }

  void append(Caller caller, String action, String subject, String reason) {
    database.runAs(
        caller,
        sql ->
            sql.sql("SELECT audit.append(?, ?, ?)")
                .params(action, subject, reason)
                .query(Long.class)
                .single());
  }

  List<AuditEntry> newest(Caller caller, int limit) {
    return database.inTransactionAs(
        caller,
        sql ->
            sql.sql(COLUMNS + "ORDER BY number DESC LIMIT ?")
                .param(limit)
                .query((row, number) -> entry(row))
                .list());
  }

  /** The end is read first: entries that are added meanwhile lie beyond it and are left alone. */
  ChainCheck verify(Caller caller, List<Seal> seals) {
    return database.inTransactionAs(
        caller,
        sql -> {
          End end = end(sql).orElse(null);
          Chain chain = new Chain(caller.tenant(), seals);
          long until = end == null ? Long.MAX_VALUE : end.entries();
          long after = 0;
          for (long next = walk(sql, chain, after, until); next > after; ) {
            after = next;
            next = walk(sql, chain, after, until);
          }
          return chain.end(end == null ? 0 : end.entries(), end == null ? null : end.head());
        });
  }

  /**
   * Where a tenant's chain ends.
   *
   * @param head hash of the last entry, in hexadecimal
   * @param at when this was so, by the database's clock
   */
  record End(long entries, String head, Instant at) {}

  End end(TenantId tenant) {
    return database.inTransactionAs(
        Caller.system(tenant, "audit"), sql -> end(sql).orElse(new End(0, "", Instant.EPOCH)));
  }

  private static Optional<End> end(JdbcClient sql) {
    return sql.sql("SELECT entries, head, clock_timestamp() AS at FROM audit.chain")
        .query((row, number) ->
            new End(
                row.getLong("entries"),
                AuditEntry.hex(row.getBytes("head")),
                row.getObject("at", OffsetDateTime.class).toInstant()))
        .optional();
  }

  private long walk(JdbcClient sql, Chain chain, long after, long until) {
    return sql.sql(COLUMNS + "WHERE number > ? AND number <= ? ORDER BY number LIMIT ?")
        .params(after, until, entriesPerStep)
        .query((ResultSet rows) -> {
          long last = after;
          while (rows.next()) {
            chain.next(entry(rows), rows.getBytes("previous"), rows.getBytes("hash"));
            last = rows.getLong("number");
          }
          return last;
        });
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getLong("number"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("principal"),
        row.getString("role"),
        row.getString("action"),
        row.getString("subject"),
        row.getString("reason"),
        AuditEntry.hex(row.getBytes("hash")));
  }
}
