package com.orgscope.claim;

import org.jspecify.annotations.Nullable;

/**
 * Shares of the challenges that the log can time, before and after a change, apart for those who
 * have it and those who have it not yet; each null without any challenge.
 */
public record Timed(
    @Nullable Double before,
    @Nullable Double after,
    @Nullable Double notYetBefore,
    @Nullable Double notYetAfter) {

  /** Whether it is the whole of them everywhere. */
  public boolean isAll() {
    return isAll(before) && isAll(after) && isAll(notYetBefore) && isAll(notYetAfter);
  }

  private static boolean isAll(@Nullable Double share) {
    return share == null || share == 1;
  }

  /**
   * By how much what was timed after the change would be more, had as large a share been timed as
   * before it.
   */
  double factor() {
    return factor(before, after);
  }

  /** The same of those who have it not yet. */
  double notYetFactor() {
    return factor(notYetBefore, notYetAfter);
  }

  /** Whether something was timed before, and nothing after. */
  boolean ends() {
    return Double.isInfinite(factor()) || Double.isInfinite(notYetFactor());
  }

  private static double factor(@Nullable Double before, @Nullable Double after) {
    return before == null || after == null || before.equals(after) ? 1 : before / after;
  }
}
