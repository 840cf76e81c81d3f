package com.orgscope.category;

import com.orgscope.category.Judgment.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What one published run said of a person, and what said it.
 *
 * @param publishedAt when it began to hold
 * @param prompt the version of the prompt; null where no model was asked
 * @param category null without enough data
 * @param standing what has become of it
 */
public record AssignmentVersion(
    String run,
    LocalDate asOf,
    Instant publishedAt,
    String model,
    @Nullable String prompt,
    Status status,
    @Nullable String category,
    double confidence,
    Standing standing) {
  /** How many are shown, if the one that holds is among them. */
  static final int SHOWN = 3;

  /** What becomes of what a run said. */
  public enum Standing {
    HOLDS,
    /** A later one holds. */
    REPLACED,
    /** Somebody took the run back. */
    ROLLED_BACK,
    /** It came while the person contested what was said before. */
    CONTESTED;

    /** As it is told, in small letters ({@code "rolled_back"}). */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
