package com.orgscope.sources;

import com.orgscope.kernel.Failure;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How one provider's log is read: the plug-in. It has no state of its own that matters; whatever
 * must survive is a stream's cursor.
 */
public interface Provider {
  Source source();

  /** What a connection may say; anything else is a mistake in writing. */
  List<Setting> settings();

  /**
   * @param name as it is written ("api-token")
   * @param secret whether it may only come from a file or the environment
   * @param meaning in a few words
   */
  record Setting(String name, boolean secret, String meaning) {}

  /**
   * Looks whether the settings are whole, without asking anybody.
   *
   * @throws Failure for the operator, saying which setting is missing or wrong
   */
  void requireWhole(Connection connection);

  /** What the provider calls the right to read the log. */
  default String right() {
    return "the right to read the log";
  }

  /** The logs to read, by names that stay the same. */
  List<String> streams(Connection connection);

  /**
   * Asks one small question, to see that the connection's settings open the log.
   *
   * @throws Failure for the operator, saying what is wrong with which setting
   */
  void check(Connection connection, ProviderClient providerClient);

  /**
   * Reads on from the cursor, hands over what it finds and moves the cursor behind it. A turn ends
   * after some pages, so that another stream gets its turn.
   *
   * @throws Failure of kind RETRY to be asked again after a while that doubles; for the operator
   *     when somebody must mend something first
   */
  Progress poll(StreamPoll poll);

  /**
   * Asks for all that the log holds of a closed stretch of time, page after page to the last one,
   * as a second reading or where the log can be asked in no other way.
   *
   * @param until no longer in it; an element on the border may be given or not
   * @return how many pages there were
   * @throws Failure of kind RETRY, if it did not come to the last page; then nothing that came is
   *     the whole. Pages that never end are no failure, since they would be the same the next time:
   *     what they held is handed over, and {@link ProviderClient#notWhole} is told.
   */
  int read(
      ProviderClient providerClient,
      String stream,
      Instant from,
      Instant until,
      Consumer<List<byte[]>> page);

  /** Whether the stream can be asked for a stretch of time; one that only flows cannot. */
  default boolean isReadBounded(String stream) {
    return !stream.equals(Certifier.STREAM);
  }

  /** When an element says that it happened; null if it does not. */
  @Nullable Instant happened(byte[] element);

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
