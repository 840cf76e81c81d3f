package com.orgscope.nightly;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment.Status;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why somebody is judged tonight, from what is known of them; whoever has no reason is not. */
final class SelectionRule {
  static final int DUE_DAYS = 90;
  static final int NEW_HIRE_DAYS = 30;
  static final int NEW_HIRE_EVERY_DAYS = 7;

  /** Whoever has more of them in {@link Selection#RECENT_DAYS} is sampled each week. */
  static final int ACTIVE_ACCESSES = 50;

  static final int WEEKLY_DAYS = 7;
  static final int MONTHLY_DAYS = 30;

  private SelectionRule() {}

  /**
   * All but {@link Reason#CHANGED} and samples, for which somebody's use must be read.
   *
   * @param last what holds for the person; null if nothing does
   * @param hired null if nobody knows
   * @param flagged whether a person's word came after the last answer
   */
  static Optional<Reason> plain(
      @Nullable Assignment last, @Nullable LocalDate hired, boolean flagged, LocalDate asOf) {
    if (last == null) {
      return Optional.of(Reason.FIRST);
    }
    if (flagged) {
      return Optional.of(Reason.OVERRIDE);
    }
    if (last.judgment().status() != Status.DECIDED) {
      return Optional.of(Reason.UNDECIDED);
    }
    if (hired != null
        && hired.isAfter(asOf.minusDays(NEW_HIRE_DAYS))
        && isOld(last, NEW_HIRE_EVERY_DAYS, asOf)) {
      return Optional.of(Reason.NEW_HIRE);
    }
    return isOld(last, DUE_DAYS, asOf) ? Optional.of(Reason.DUE) : Optional.empty();
  }

  /**
   * @param then the mix before the last answer; null without any
   * @param now the mix of today; null without any
   */
  static Optional<Reason> changed(@Nullable Mix then, @Nullable Mix now) {
    return then != null && now != null && now.changedSince(then)
        ? Optional.of(Reason.CHANGED)
        : Optional.empty();
  }

  /**
   * Who is looked at again although nothing else calls for it: who works much with applications
   * each week, and everybody else each month.
   *
   * @param accesses in the last {@link Selection#RECENT_DAYS} days
   */
  static Optional<Reason> sampled(Assignment last, long accesses, LocalDate asOf) {
    if (accesses > ACTIVE_ACCESSES && isOld(last, WEEKLY_DAYS, asOf)) {
      return Optional.of(Reason.WEEKLY);
    }
    return isOld(last, MONTHLY_DAYS, asOf) ? Optional.of(Reason.MONTHLY) : Optional.empty();
  }

  private static boolean isOld(Assignment last, int days, LocalDate asOf) {
    return !last.asOf().isAfter(asOf.minusDays(days));
  }
}
