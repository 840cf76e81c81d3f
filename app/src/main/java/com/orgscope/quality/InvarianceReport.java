package com.orgscope.quality;

import java.util.List;

/**
 * Whether answers hang on what says nothing of anybody's work.
 *
 * @param people who were decided, of whom each change is told
 */
public record InvarianceReport(int people, List<Change> changes) {
  /** Of the decided people, above which an answer hangs on what it must not. */
  public static final double MOST_FLIPS = 0.005;

  public InvarianceReport {
    changes = List.copyOf(changes);
  }

  /** Whether no change moves too many. */
  public boolean holds() {
    return changes.stream().allMatch(one -> one.share() < MOST_FLIPS);
  }

  /**
   * One change.
   *
   * @param name what was changed
   * @param flips people who were decided and are of another category then, or of none
   * @param share of the decided people, 0 to 1
   */
  public record Change(String name, int flips, double share) {}
}
