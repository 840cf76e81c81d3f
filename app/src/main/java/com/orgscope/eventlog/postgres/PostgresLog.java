package com.orgscope.eventlog.postgres;

import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.CapacityGuard;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.GroupCommit;
import com.orgscope.eventlog.LogReader;
import com.orgscope.eventlog.Partitions;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The log in PostgreSQL. Threads of a process share transactions; processes take turns at a
 * partition by its row. What was released is deleted, in bulk and from the front.
 */
@Component
@ConditionalOnProperty(
    name = "orgscope.eventlog.kind",
    havingValue = "postgres",
    matchIfMissing = true)
final class PostgresLog implements EventLog {
  private final InboxStore store;
  private final EventLogSettings settings;
  private final CapacityGuard room;
  private final GroupCommit group;
  private int partitions;

  PostgresLog(Database database, EventLogSettings settings, InstantSource clock) {
    this.store = new InboxStore(database);
    this.settings = settings;
    this.room = new CapacityGuard(settings, clock, this::backlog);
    this.group =
        new GroupCommit(
            settings.maxQueuedSize().toBytes(),
            settings.maxCommitSize().toBytes(),
            deliveries -> {
              partitions();
              store.append(deliveries, this::partition);
            });
  }

  @Override
  public Receipt append(List<Delivery> deliveries) {
    if (deliveries.isEmpty()) {
      return new Receipt.Stored();
    }
    if (!room.hasRoomFor(deliveries) || !group.append(deliveries)) {
      return new Receipt.Full(settings.retryAfter());
    }
    return new Receipt.Stored();
  }

  @Override
  public String kind() {
    return "postgres";
  }

  /** More than the settings say, if they said more before: what lies there is to be read. */
  @Override
  public synchronized int partitions() {
    if (partitions == 0) {
      partitions = store.makePartitions(settings.partitions());
    }
    return partitions;
  }

  @Override
  public int partition(TenantId tenant) {
    return Partitions.of(tenant, settings.partitions());
  }

  @Override
  public LogReader reader() {
    return new InboxReader(store, settings.pollInterval());
  }

  @Override
  public Backlog backlog() {
    return store.backlog(settings.maxBacklogSize().toBytes());
  }

  @Override
  public void close() {
    // The database is its room's to close.
  }
}
