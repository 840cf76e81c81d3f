package com.orgscope.llm;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * So much in any minute, wherever it begins: a sixth at once and the rest refilled evenly. What is
 * taken in advance is waited for; what was taken and not used is given back, since the bound on a
 * call's tokens is several times what it uses.
 */
final class TokenBucket {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final double NANOS_A_MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int BURSTS_A_MINUTE = 6;

  private final InstantSource clock;
  private final double perNano;
  private final double most;
  private double left;

  /**
   * What may still be given back of each share. With what is left it is never more than the most:
   * what was refilled while a call ran would otherwise be there twice.
   */
  private final TreeMap<Taken, Double> lent =
      new TreeMap<>(Comparator.comparing(Taken::from).thenComparing(Taken::number));

  private double allLent;
  private long shares;
  private Instant at;

  /**
   * A share.
   *
   * @param pause until it is there, or less than zero if that is too long and nothing was taken
   * @param from when it may be used
   */
  record Taken(Duration pause, Instant from, long number) {
    boolean isNone() {
      return pause.isNegative();
    }
  }

  TokenBucket(long aMinute, InstantSource clock) {
    this.clock = clock;
    this.most = (double) aMinute / BURSTS_A_MINUTE;
    this.perNano = (aMinute - most) / NANOS_A_MINUTE;
    this.left = most;
    this.at = clock.instant();
  }

  synchronized Taken take(long amount) {
    Instant now = clock.instant();
    refill(now);
    double missing = amount - left;
    Duration wait = Duration.ofNanos(missing <= 0 ? 0 : (long) Math.ceil(missing / perNano));
    if (wait.compareTo(PATIENCE) > 0) {
      return new Taken(Duration.ofNanos(-1), now, -1);
    }
    Taken taken = new Taken(wait, now.plus(wait), shares++);
    left -= amount;
    lent.put(taken, (double) amount);
    allLent += amount;
    return taken;
  }

  private void refill(Instant now) {
    // A clock that was set back refills nothing.
    left += Math.max(0, Duration.between(at, now).toNanos()) * perNano;
    at = now;
    double excess = left + allLent - most;
    while (excess > 0) {
      Map.Entry<Taken, Double> oldest = lent.firstEntry();
      if (oldest == null || oldest.getKey().from().isAfter(now)) {
        left -= excess;
        return;
      }
      double lost = Math.min(excess, oldest.getValue());
      excess -= lost;
      allLent -= lost;
      if (lost < oldest.getValue()) {
        lent.put(oldest.getKey(), oldest.getValue() - lost);
      } else {
        lent.remove(oldest.getKey());
      }
    }
  }

  /** Once for each share, when it is known what was used of it. */
  synchronized void giveBack(Taken taken, long unused) {
    Double still = lent.remove(taken);
    if (still != null) {
      allLent -= still;
      left += Math.min(unused, still);
    }
  }
}
