package com.orgscope.lake;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** How long tenants' rows are kept, and up to when they are gone. */
@Component
final class RetentionStore {
  private final Database database;

  RetentionStore(Database database) {
    this.database = database;
  }

  Optional<Retention> find(TenantId tenant) {
    return database.inTransactionAs(
        caller(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    SELECT hot_days, event_days, usage_days FROM lake.retention
                    WHERE tenant = :tenant
                    """)
                .param("tenant", tenant.value())
                .query((row, n) ->
                    new Retention(
                        row.getInt("hot_days"),
                        row.getObject("event_days", Integer.class),
                        row.getObject("usage_days", Integer.class)))
                .optional());
  }

  void save(TenantId tenant, Retention retention) {
    database.runAs(
        caller(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO lake.retention (tenant, hot_days, event_days, usage_days)
                    VALUES (:tenant, :hot, :events, :usage)
                    ON CONFLICT (tenant) DO UPDATE
                    SET hot_days = :hot, event_days = :events, usage_days = :usage
                    """)
                .param("tenant", tenant.value())
                .param("hot", retention.hotDays())
                .param("events", retention.eventDays())
                .param("usage", retention.usageDays())
                .update());
  }

  /** The first day whose events were never dropped; empty if none ever were. */
  Optional<LocalDate> eventsFrom(TenantId tenant) {
    return database.inTransactionAs(
        caller(tenant),
        jdbc ->
            jdbc.sql("SELECT events_from FROM lake.dropped WHERE tenant = :tenant")
                .param("tenant", tenant.value())
                .query(LocalDate.class)
                .optional());
  }

  /** Never goes back: what was dropped stays dropped when a tenant keeps more from now on. */
  void dropEventsBefore(TenantId tenant, LocalDate day) {
    database.runAs(
        caller(tenant),
        jdbc ->
            jdbc.sql(
                    """
                    INSERT INTO lake.dropped (tenant, events_from) VALUES (:tenant, :day)
                    ON CONFLICT (tenant) DO UPDATE
                    SET events_from = greatest(dropped.events_from, :day)
                    """)
                .param("tenant", tenant.value())
                .param("day", day)
                .update());
  }

  private static Caller caller(TenantId tenant) {
    return Caller.system(tenant, "lake");
  }
}
