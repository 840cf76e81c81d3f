package com.orgscope.nightly;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a night ended.
 *
 * @param selected people by the reason they were chosen for
 * @param people how many were chosen
 * @param questions distinct questions asked of a model outside
 * @param calls calls of a model outside, retries included
 * @param because why it is held, partial or failed; null when it is published
 * @param deadLettered people who could not be judged and wait for a person
 */
public record NightReport(
    String run,
    LocalDate asOf,
    State state,
    Map<String, Integer> selected,
    int people,
    int decided,
    int uncertain,
    int notEnoughData,
    int provisional,
    int questions,
    int calls,
    int cacheHits,
    double costUsd,
    double seconds,
    int deadLettered,
    @Nullable String because) {

  /** What became of its answers. */
  public enum State {
    RUNNING,
    /** They hold. */
    PUBLISHED,
    /** They are kept back, since too much changed at once. */
    HELD,
    /** They hold, and some people could not be judged. */
    PARTIAL,
    /** None of them hold. */
    FAILED
  }
}
