package com.orgscope.nightly;

import com.orgscope.category.Categorizer.Heard;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a night ended.
 *
 * @param because why it is held, partial or failed; null when it is published
 * @param heard what models said of applications, tonight or before
 */
public record NightReport(
    String run,
    LocalDate asOf,
    State state,
    @Nullable String because,
    Selected selected,
    Judged judged,
    Change change,
    Questions questions,
    Heard heard,
    Cost cost,
    double seconds) {

  /**
   * Whom it was about.
   *
   * @param byReason people by the reason they were chosen for
   */
  public record Selected(Map<String, Integer> byReason, int people, Deferred deferred) {}

  /**
   * Who needs a night and is left to later ones, since there was no room for them.
   *
   * @param longest the most nights that one of them has waited, this one among them
   */
  public record Deferred(int people, int longest) {
    public static final Deferred NOBODY = new Deferred(0, 0);
  }

  /**
   * What became of those.
   *
   * @param unjudged people of whom no answer came, since their work was given up
   */
  public record Judged(
      int decided, int uncertain, int notEnoughData, int provisional, int unjudged) {}

  /**
   * How far it moved the picture.
   *
   * @param changed people whom it decides to be in another category than before
   * @param decidedBefore the people of this night who were decided before it, whom they are among
   * @param byHand of the changed, whom somebody's word was about: they never hold a night
   */
  public record Change(int changed, int decidedBefore, int byHand) {}

  /**
   * What was asked of a model outside.
   *
   * @param habits distinct questions about habits
   * @param suggestions about what could be changed
   * @param applications about what an application is for
   */
  public record Questions(int habits, int suggestions, int applications) {}

  /**
   * What asking took.
   *
   * @param calls of a model outside, retries included
   * @param quotedUsd what it was to cost, said before it began; null if nobody did
   */
  public record Cost(int calls, int cacheHits, double usd, @Nullable Double quotedUsd) {}

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
    FAILED,
    /** They were kept back, and a person said that they never hold. */
    DISCARDED,
    /** It did not begin, since it is quoted above the budget. */
    REFUSED,
    /** They held, and a person took them back. */
    ROLLED_BACK;

    /** As it is told, in small letters ({@code "rolled_back"}). */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
