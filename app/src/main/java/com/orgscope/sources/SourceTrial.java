package com.orgscope.sources;

import com.orgscope.ingest.EventPreview;
import com.orgscope.lake.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a source lets its credentials do, and what would become of its newest events, before any of
 * it is kept.
 *
 * @param deletedAfter how long the provider keeps its log
 * @param since nothing before would be asked for
 */
public record SourceTrial(
    Source source, List<Right> rights, List<Sample> samples, Duration deletedAfter, Instant since) {
  public SourceTrial {
    rights = List.copyOf(rights);
    samples = List.copyOf(samples);
  }

  /** Whether it can be read: no right that reading needs is refused. */
  public boolean opens() {
    return rights.stream().noneMatch(right -> right.needed() && right.refused() != null);
  }

  /**
   * Something that the credentials were asked to do.
   *
   * @param name as the provider calls it
   * @param what it opens
   * @param needed whether nothing is read without it
   * @param refused why it is not so; null if it is
   */
  public record Right(String name, String what, boolean needed, @Nullable String refused) {}

  /**
   * The newest settled events of one of its logs.
   *
   * @param whole false if there were more, which were not looked at
   * @param found null if the log cannot be asked for a stretch of time, or did not answer
   * @param because why; null if it did
   */
  public record Sample(
      String log,
      Instant from,
      Instant until,
      boolean whole,
      EventPreview.@Nullable Found found,
      @Nullable String because) {}
}
