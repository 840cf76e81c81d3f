package com.orgscope.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Summed rows of {@code app_usage_daily}.
 *
 * @param active active slots in whole ten-thousandths, so that sums do not depend on their order
 * @param weeks a bit for each week with an access, as {@link AppUse#weeks}
 */
record Counts(
    long accesses,
    long active,
    long sessions,
    long switches,
    long failures,
    long challenges,
    SignInTime signIn,
    @Nullable Instant firstAt,
    @Nullable Instant lastAt,
    long weeks) {
  static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, SignInTime.NONE, null, null, 0);
  private static final double UNITS_A_SLOT = 10_000;

  double activeSlots() {
    return active / UNITS_A_SLOT;
  }

  Counts plus(Counts other) {
    return new Counts(
        accesses + other.accesses,
        active + other.active,
        sessions + other.sessions,
        switches + other.switches,
        failures + other.failures,
        challenges + other.challenges,
        signIn.plus(other.signIn),
        earlier(firstAt, other.firstAt),
        later(lastAt, other.lastAt),
        weeks | other.weeks);
  }

  private static @Nullable Instant earlier(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isAfter(b) ? a : b;
  }
}
