package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.util.List;

/**
 * How one provider's log is read: the plug-in. It has no state of its own that matters; whatever
 * must survive is a stream's cursor.
 */
public interface Provider {
  Source source();

  /** The logs to read, by names that stay the same. */
  List<String> streams(Connection connection);

  /**
   * Asks one small question, to see that the connection's settings open the log.
   *
   * @throws Failure for the operator, saying what is wrong with which setting
   */
  void check(Connection connection, Errand errand);

  /**
   * Reads on from the cursor, hands over what it finds and moves the cursor behind it. A turn ends
   * after some pages, so that another stream gets its turn.
   *
   * @throws Failure of kind RETRY to be asked again after a while that doubles; for the operator
   *     when somebody must mend something first
   */
  Progress poll(Turn turn);

  /** How the source keeps its log: for how long, and after how long an hour is surely in it. */
  Keeping keeping();

  /** How long to wait after the first failure in a row. */
  default Duration firstRetry() {
    return Duration.ofSeconds(1);
  }

  /** How a turn ended. */
  enum Progress {
    /** The source has no more now. */
    CAUGHT_UP,
    /** There is more to read. */
    MORE
  }

  /**
   * What is known of a provider's log.
   *
   * @param deletedAfter when the provider deletes an event
   * @param settledAfter how late an event may usually show up
   */
  record Keeping(Duration deletedAfter, Duration settledAfter) {}
}
