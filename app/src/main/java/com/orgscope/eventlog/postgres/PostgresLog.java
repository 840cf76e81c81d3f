package com.orgscope.eventlog.postgres;

import com.orgscope.eventlog.Backlog;
import com.orgscope.eventlog.Delivery;
import com.orgscope.eventlog.EventLog;
import com.orgscope.eventlog.EventLogSettings;
import com.orgscope.eventlog.GroupCommit;
import com.orgscope.eventlog.LogReader;
import com.orgscope.eventlog.Partitions;
import com.orgscope.eventlog.Receipt;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.state.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  /** How long a look at what the log holds is believed. */
  private static final Duration BELIEVED = Duration.ofSeconds(1);

  private final InboxStore store;
  private final EventLogSettings settings;
  private final InstantSource clock;
  private final GroupCommit group;
  private int partitions;
  private @Nullable Backlog looked;
  private Instant lookedAt = Instant.MIN;
  private long appendedSince;

  PostgresLog(Database database, EventLogSettings settings, InstantSource clock) {
    this.store = new InboxStore(database);
    this.settings = settings;
    this.clock = clock;
    this.group =
        new GroupCommit(
            settings.waiting().toBytes(),
            settings.group().toBytes(),
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
    long bytes = 0;
    for (Delivery delivery : deliveries) {
      if (delivery.payload().length > settings.largest().toBytes()) {
        throw Failure.poison(
            "a delivery of %d bytes is larger than the event log takes (%s): send fewer events at once"
                .formatted(delivery.payload().length, settings.largest()));
      }
      bytes += delivery.payload().length;
    }
    if (!hasRoom(bytes) || !group.append(deliveries)) {
      return new Receipt.Full(settings.retryAfter());
    }
    return new Receipt.Stored();
  }

  /** Processes look about once a second, so together they may pass the limit by that much. */
  private synchronized boolean hasRoom(long bytes) {
    Instant now = clock.instant();
    Backlog held = looked;
    if (held == null || lookedAt.plus(BELIEVED).isBefore(now)) {
      held = backlog();
      looked = held;
      lookedAt = now;
      appendedSince = 0;
    }
    Instant oldest = held.oldest();
    boolean stale = oldest != null && oldest.plus(settings.oldest()).isBefore(now);
    if (stale || held.bytes() + appendedSince + bytes > held.mostBytes()) {
      return false;
    }
    appendedSince += bytes;
    return true;
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
    return new InboxReader(store, settings.poll());
  }

  @Override
  public Backlog backlog() {
    return store.backlog(settings.most().toBytes());
  }

  @Override
  public void close() {
    // The database is its room's to close.
  }
}
