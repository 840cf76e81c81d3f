package com.orgscope.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened on the way to an answer, so that it can say who spoke and why not the
 * first.
 *
 * @param fault what went wrong with a call; null where {@code what} says it all
 * @param detail in words, without anything the question held
 * @param latency of the call; zero where none was made
 * @param costNano of the call, in nano-dollars
 */
public record Step(
    String provider,
    String model,
    What what,
    @Nullable Fault fault,
    String detail,
    Duration latency,
    long costNano) {

  /** What happened. */
  public enum What {
    /** It has no key. */
    ABSENT,
    /** Its breaker is open. */
    PAUSED,
    /** Its limits left no room in time. */
    CROWDED,
    /** Its model has no price, so no money can be set aside for it. */
    UNPRICED,
    /** No money, or the kill switch. */
    UNPAID,
    /** It had answered the same question before. */
    REMEMBERED,
    /** It was asked and failed. */
    FAILED,
    /** It was asked and will not answer. */
    REFUSED,
    /** It answered. */
    SPOKE
  }

  static Step of(Provider provider, String model, What what, String detail) {
    return new Step(provider.name(), model, what, null, detail, Duration.ZERO, 0);
  }
}
