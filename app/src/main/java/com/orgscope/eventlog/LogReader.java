package com.orgscope.eventlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads partitions of the log in their order. Whoever reads says where to begin, since the log
 * keeps no account of it: a position is stored with what was made of the entries, in one
 * transaction. Who may read a partition is for the readers to agree upon; two at once see the same
 * entries. For one thread.
 *
 * <p>What is not released comes again, to this reader after a new {@link #assign} or to another.
 */
public interface LogReader extends AutoCloseable {

  /**
   * Reads a partition from now on, beginning after a position. A log that has no order of its own
   * (Pub/Sub) begins with whatever was not released.
   *
   * @param after null for the beginning
   * @throws com.orgscope.kernel.Failure for the operator, if the log no longer is the one that the
   *     position is of
   */
  void assign(int partition, @Nullable String after);

  /** Reads a partition no longer. */
  void revoke(int partition);

  /**
   * Entries after those that were read before, some from each partition.
   *
   * @param mostBytes of their payloads; one that is larger comes alone
   * @param wait how long to wait for the first
   * @return none, if none came
   * @throws com.orgscope.kernel.Failure of kind RETRY, if the log is away
   */
  List<LogEntry> read(long mostBytes, Duration wait);

  /**
   * Lets the log forget what was read up to a position. Needed to keep the log small, not to keep
   * the order: if it fails, it is made good by the next.
   *
   * @param upTo positions by partition
   */
  void release(Map<Integer, String> upTo);

  @Override
  void close();
}
