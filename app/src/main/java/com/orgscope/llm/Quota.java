package com.orgscope.llm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * So much a minute, refilled evenly and never more than ten seconds' worth at once. What is taken
 * in advance is waited for; what was taken and not used is given back, since the bound on a call's
 * tokens is several times what it uses.
 */
final class Quota {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int BURSTS_A_MINUTE = 6;

  private final InstantSource clock;
  private final double perNano;
  private final double most;
  private double left;
  private Instant at;

  Quota(long aMinute, InstantSource clock) {
    this.clock = clock;
    this.perNano = aMinute / NANOS_A_MINUTE;
    this.most = (double) aMinute / BURSTS_A_MINUTE;
    this.left = most;
    this.at = clock.instant();
  }

  /**
   * @return how long to wait until it is there, or less than zero if that is too long and nothing
   *     was taken
   */
  synchronized Duration take(long amount) {
    Instant now = clock.instant();
    // A clock that was set back refills nothing.
    long passed = Math.max(0, Duration.between(at, now).toNanos());
    left = Math.min(most, left + passed * perNano);
    at = now;
    double missing = amount - left;
    Duration wait = Duration.ofNanos(missing <= 0 ? 0 : (long) Math.ceil(missing / perNano));
    if (wait.compareTo(PATIENCE) > 0) {
      return Duration.ofNanos(-1);
    }
    left -= amount;
    return wait;
  }

  synchronized void giveBack(long amount) {
    left = Math.min(most, left + amount);
  }
}
