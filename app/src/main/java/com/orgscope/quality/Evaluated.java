package com.orgscope.quality;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison with labels found, as it is kept.
 *
 * @param run the newest whose answers were compared
 * @param people whose labels could be used
 * @param categorized those of them with a decided category
 * @param accuracy right among the decided, with its 95 % interval; null if nobody was decided
 */
public record Evaluated(
    String run, Instant at, int people, int categorized, @Nullable Accuracy accuracy) {

  /** A share with the interval that its number of people leaves. */
  public record Accuracy(double share, double low, double high) {}
}
