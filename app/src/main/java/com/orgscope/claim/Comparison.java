package com.orgscope.claim;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Difference in differences: how much more those who have a change spared than those who have it
 * not yet spared in the same weeks. Each person's weeks become one number before anything is
 * compared, since weeks of one person are alike (Bertrand, Duflo and Mullainathan, "How much should
 * we trust differences-in-differences estimates?", Quarterly Journal of Economics 119, 2004).
 */
final class Comparison {
  /** How often the truth may lie outside of a range that is told. */
  static final double OUTSIDE = 0.1;

  /** A finding may be wrong one time of twenty over three looks together (Bonferroni). */
  static final double OUTSIDE_OF_ONE_LOOK = 0.05 / 3;

  /** How often groups that move in parallel may be taken for groups that do not. */
  static final double OUTSIDE_BEFORE = 0.01;

  private final List<BeforeAfter> changed;
  private final List<BeforeAfter> notYet;

  Comparison(List<BeforeAfter> changed, List<BeforeAfter> notYet) {
    this.changed = List.copyOf(changed);
    this.notYet = List.copyOf(notYet);
  }

  /** Of a person and week. */
  Estimate spared() {
    return difference(BeforeAfter::spared).range(OUTSIDE);
  }

  /** The same of a change halfway before the real one, which nobody made. */
  Estimate sparedBefore() {
    return difference(BeforeAfter::sparedByNothing).range(OUTSIDE);
  }

  /** Of those who have the change, a person and week, before they had it. */
  double baseline() {
    return changed.stream().mapToDouble(BeforeAfter::before).average().orElse(0);
  }

  /** As it would be, had as large a share been timed after the change as before it. */
  Comparison timedAlike(Timed timed) {
    return new Comparison(
        changed.stream().map(one -> one.timedAfter(timed.factor())).toList(),
        notYet.stream().map(one -> one.timedAfter(timed.notYetFactor())).toList());
  }

  /**
   * Of challenges.
   *
   * @param unmeasured the same of those that the log cannot time
   */
  Timed timed(Comparison unmeasured) {
    return new Timed(
        timed(changed, unmeasured.changed, BeforeAfter::before),
        timed(changed, unmeasured.changed, BeforeAfter::after),
        timed(notYet, unmeasured.notYet, BeforeAfter::before),
        timed(notYet, unmeasured.notYet, BeforeAfter::after));
  }

  private static @Nullable Double timed(
      List<BeforeAfter> all, List<BeforeAfter> unmeasured, ToDoubleFunction<BeforeAfter> weeks) {
    double challenges = all.stream().mapToDouble(weeks).sum();
    double untimed = unmeasured.stream().mapToDouble(weeks).sum();
    return challenges == 0 ? null : Math.max(0, 1 - untimed / challenges);
  }

  /**
   * @param smallestShare of what was before, below which nothing is worth telling
   */
  Finding finding(double smallestShare) {
    double smallest = smallestShare * baseline();
    if (goApart(BeforeAfter::sparedByNothing, smallest) || goApart(BeforeAfter::lately, smallest)) {
      return Finding.NOT_PARALLEL;
    }
    Estimate spared = difference(BeforeAfter::spared).range(OUTSIDE_OF_ONE_LOOK);
    if (!isSomething(spared, smallest)) {
      return Finding.NOTHING;
    }
    return spared.value() > 0 ? Finding.SAVED : Finding.COSTS_MORE;
  }

  /**
   * Whether a saving may be there only since those who have the change were chosen by how long they
   * took of late: held against the weeks before the last ones it is none.
   */
  boolean isExplainedByChoice(double smallestShare) {
    Estimate spared = difference(BeforeAfter::sparedSinceSettled).range(OUTSIDE_OF_ONE_LOOK);
    return spared.low() <= 0 || spared.value() < smallestShare * baseline();
  }

  private boolean goApart(ToDoubleFunction<BeforeAfter> figure, double smallest) {
    return isSomething(difference(figure).range(OUTSIDE_BEFORE), smallest);
  }

  private static boolean isSomething(Estimate estimate, double smallest) {
    return !estimate.holdsZero() && Math.abs(estimate.value()) >= smallest;
  }

  private Welch difference(ToDoubleFunction<BeforeAfter> figure) {
    return Welch.of(column(changed, figure), column(notYet, figure));
  }

  /** What those who have it spared since before: whatever else happened is in it as well. */
  static Estimate alone(List<BeforeAfter> changed) {
    return Welch.of(column(changed, BeforeAfter::spared)).range(OUTSIDE);
  }

  private static double[] column(List<BeforeAfter> people, ToDoubleFunction<BeforeAfter> figure) {
    return people.stream().mapToDouble(figure).toArray();
  }
}
