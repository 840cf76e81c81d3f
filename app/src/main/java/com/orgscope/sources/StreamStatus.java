package com.orgscope.sources;

import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one log of a source stands.
 *
 * @param events handed to the event log so far, copies among them
 * @param newestAt the time of the newest event
 * @param cursorAge since the cursor moved last
 * @param everRead whether the source ever gave something or said that it has nothing
 * @param lag how far behind the source we are at most; since it is connected, if it was never read
 * @param lastError why the last turn failed, or what is wrong at a source that is read all the
 *     same; null if nothing is
 * @param nextTry when it is read again
 */
public record StreamStatus(
    Source source,
    String stream,
    long events,
    @Nullable Instant newestAt,
    @Nullable Duration cursorAge,
    boolean everRead,
    Duration lag,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt,
    Instant nextTry) {
  /** Whether it is our second reading, and not a log of its own. */
  public boolean certifies() {
    return stream.equals(Certifier.STREAM);
  }
}
