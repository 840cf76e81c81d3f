package com.orgscope.quality;

import com.orgscope.kernel.PersonKey;
import com.orgscope.quality.EvaluationReport.Unread;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of people's work without a model.
 *
 * @param people in the order they were read
 * @param unread what could not be used, with the reason
 */
public record GroundTruth(Source source, Map<PersonKey, Known> people, List<Unread> unread) {

  public GroundTruth {
    people = Collections.unmodifiableMap(new LinkedHashMap<>(people));
    unread = List.copyOf(unread);
  }

  /** Who says so. */
  public enum Source {
    /** A file that somebody vouches for. */
    LABELS,
    /** Job titles of the directory, read by a list. */
    TITLES;

    /** As the command line writes it. */
    public String word() {
      return this == LABELS ? "labels" : "titles";
    }
  }

  /**
   * What one person does.
   *
   * @param second the other kind of work of somebody who does two; null for most
   */
  public record Known(String category, @Nullable String second) {}
}
