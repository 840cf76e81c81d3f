package com.orgscope.work;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request and what became of it.
 *
 * @param outcome how it ended, in a sentence; null until then
 */
public record WorkRequest(UUID id, String kind, State state, Instant at, @Nullable String outcome) {

  /** What becomes of a request. */
  public enum State {
    /** No worker has looked at it. */
    ASKED,
    /** A worker does it. */
    TAKEN,
    /** It is done. */
    DONE,
    /** It is not done and will not be. */
    REFUSED
  }
}
