package com.orgscope.audit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a tenant's whole log was last walked, and what was found.
 *
 * @param now by the database's clock, as all these times
 * @param since when the log began, as far as it is kept; null of an empty one
 * @param at null if it never was
 * @param entries that were as they were written
 * @param brokenAt the first that was not; null if all were
 */
public record Verified(
    Instant now,
    @Nullable Instant since,
    @Nullable Instant at,
    long entries,
    @Nullable Long brokenAt,
    @Nullable String reason) {
  /** It is walked each night; one may fail, two may not. */
  public static final Duration MOST = Duration.ofHours(36);

  /** Whether it was not walked for too long, though there was something to walk. */
  public boolean overdue() {
    Instant from = at == null ? since : at;
    return from != null && from.plus(MOST).isBefore(now);
  }
}
