package com.orgscope.llm;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to try again: after 1, 2, 4 and 8 seconds, or when the provider says. */
final class Backoff {
  static final List<Duration> DELAYS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(4),
          Duration.ofSeconds(8));

  /** The first call and those after a wait. */
  static final int MOST_TRIES = DELAYS.size() + 1;

  // A provider that asks for longer is better left to the others.
  static final Duration MOST = Duration.ofSeconds(60);
  // So that many callers that failed together do not come back together.
  private static final double JITTER = 0.25;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param tries failed so far
   * @return how long to wait, or empty to give up
   */
  Optional<Duration> before(int tries, @Nullable Duration retryAfter) {
    if (tries > DELAYS.size()) {
      return Optional.empty();
    }
    Duration own = DELAYS.get(tries - 1);
    Duration base = retryAfter != null && retryAfter.compareTo(own) > 0 ? retryAfter : own;
    if (base.compareTo(MOST) > 0) {
      return Optional.empty();
    }
    // Only ever later: a provider that names a time means not before it.
    return Optional.of(base.plusMillis((long) (own.toMillis() * JITTER * random.nextDouble())));
  }
}
