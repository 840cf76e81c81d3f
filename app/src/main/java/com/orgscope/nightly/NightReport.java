package com.orgscope.nightly;

import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a night ended.
 *
 * @param selected people by the reason they were chosen for
 * @param people how many were chosen
 * @param questions distinct questions about habits, asked of a model outside
 * @param suggestions questions about what could be changed
 * @param applications questions about what an application is for
 * @param calls calls of a model outside for all of these, retries included
 * @param quotedUsd what asking was to cost, said before it began; null if nobody did
 * @param because why it is held, partial or failed; null when it is published
 * @param unjudged people chosen of whom no answer came, since their work was given up
 * @param changed people whom it decides to be in another category than before; they are among
 * @param decidedBefore the people who were decided before this night
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
    int suggestions,
    int applications,
    int calls,
    int cacheHits,
    double costUsd,
    @Nullable Double quotedUsd,
    double seconds,
    int unjudged,
    int changed,
    int decidedBefore,
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
