package com.orgscope.quality;

import com.orgscope.quality.GroundTruth.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison found, as it is kept.
 *
 * @param source whose word was taken for true
 * @param run the newest whose answers were compared
 * @param people of whom something was known
 * @param categorized those of them with a decided category
 * @param accuracy right among the decided, with its 95 % interval; null if nobody was decided
 */
public record Evaluated(
    Source source,
    String run,
    Instant at,
    int people,
    int categorized,
    @Nullable Accuracy accuracy) {

  /** A share with the interval that its number of people leaves. */
  public record Accuracy(double share, double low, double high) {}
}
