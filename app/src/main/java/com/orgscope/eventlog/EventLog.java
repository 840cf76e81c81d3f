package com.orgscope.eventlog;

import com.orgscope.kernel.TenantId;
import java.util.List;

/**
 * The bytes that came and are not yet in the lake. A tenant's deliveries lie in one partition, in
 * the order in which they became durable.
 */
public interface EventLog extends AutoCloseable {

  /**
   * Takes deliveries, all or none. They are durable when it returns {@link Receipt.Stored}. Safe
   * for threads; many at once share the cost of one write.
   *
   * @throws com.orgscope.kernel.Failure of kind RETRY, if the log is away: the deliveries may or
   *     may not be kept, so send them again
   * @throws com.orgscope.kernel.Failure poison, if one is larger than any may be
   */
  Receipt append(List<Delivery> deliveries);

  /** The word for the kind of log ({@code "postgres"}), under which positions are stored. */
  String kind();

  /** Partitions are numbered from zero. */
  int partitions();

  /** Where a tenant's deliveries lie. */
  int partition(TenantId tenant);

  /** A reader that reads nothing until it is told what. */
  LogReader reader();

  /** What waits in the log, as of a moment ago. */
  Backlog backlog();

  @Override
  void close();
}
