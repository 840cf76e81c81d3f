package com.orgscope.review;

import com.orgscope.kernel.PersonKey;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person says against their category. Categories are the usual ones, not the tenant's own
 * words.
 *
 * @param category that they contest
 * @param setBy the principal who had set it; null if a model said it
 * @param wanted what it is in the person's view
 * @param statement why, in the person's words
 * @param dueAt by when somebody is to have decided
 * @param decision null while it is open
 */
public record Contest(
    long number,
    PersonKey person,
    String category,
    @Nullable String setBy,
    String wanted,
    String statement,
    Instant openedAt,
    Instant dueAt,
    @Nullable Decision decision) {

  /** How a contest ended. */
  public enum Outcome {
    /** The category stays. */
    UPHELD,
    /** There is another one. */
    CHANGED;

    /** As the command line and the API write it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What somebody decided.
   *
   * @param category that holds since
   * @param reason which the person reads
   * @param by the principal
   */
  public record Decision(Outcome outcome, String category, String reason, String by, Instant at) {}

  /** Whether nobody decided in time. */
  public boolean overdue(Instant now) {
    return decision == null && now.isAfter(dueAt);
  }

  /** {@code open}, {@code upheld} or {@code changed}. */
  public String state() {
    return decision == null ? "open" : decision.outcome().word();
  }
}
