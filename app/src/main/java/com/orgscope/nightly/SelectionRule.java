package com.orgscope.nightly;

import com.orgscope.category.Judgment.Status;
import com.orgscope.category.LastAnswer;
import com.orgscope.usage.UseMoved;
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

  /** So many applications that are new to somebody are no change yet. */
  static final int NEW_APPLICATIONS = 3;

  static final double CHANGED_HALF = 0.5;

  /** Ten tenths add up to a little less than one. */
  private static final double ROUNDING = 1e-9;

  private SelectionRule() {}

  /**
   * All but {@link Reason#CHANGED} and samples, for which somebody's use must be read.
   *
   * @param last what holds for the person; null if nothing does
   * @param hired null if nobody knows
   * @param flagged whether a person's word came after the last answer
   */
  static Optional<Reason> plain(
      @Nullable LastAnswer last, @Nullable LocalDate hired, boolean flagged, LocalDate asOf) {
    if (last == null) {
      return Optional.of(Reason.FIRST);
    }
    if (flagged) {
      return Optional.of(Reason.OVERRIDE);
    }
    if (last.status() != Status.DECIDED) {
      return Optional.of(Reason.UNDECIDED);
    }
    if (hired != null
        && hired.isAfter(asOf.minusDays(NEW_HIRE_DAYS))
        && isOld(last, NEW_HIRE_EVERY_DAYS, asOf)) {
      return Optional.of(Reason.NEW_HIRE);
    }
    return isOld(last, DUE_DAYS, asOf) ? Optional.of(Reason.DUE) : Optional.empty();
  }

  /** Whether the habits differ so much from earlier ones that the category may too. */
  static Optional<Reason> changed(UseMoved use) {
    Double moved = use.moved();
    return moved != null && (use.arrived() > NEW_APPLICATIONS || moved >= CHANGED_HALF - ROUNDING)
        ? Optional.of(Reason.CHANGED)
        : Optional.empty();
  }

  /**
   * Who is looked at again although nothing else calls for it: who works much with applications
   * each week, and everybody else each month.
   *
   * @param accesses in the last {@link Selection#RECENT_DAYS} days
   */
  static Optional<Reason> sampled(LastAnswer last, long accesses, LocalDate asOf) {
    if (accesses > ACTIVE_ACCESSES && isOld(last, WEEKLY_DAYS, asOf)) {
      return Optional.of(Reason.WEEKLY);
    }
    return isOld(last, MONTHLY_DAYS, asOf) ? Optional.of(Reason.MONTHLY) : Optional.empty();
  }

  private static boolean isOld(LastAnswer last, int days, LocalDate asOf) {
    return !last.asOf().isAfter(asOf.minusDays(days));
  }
}
