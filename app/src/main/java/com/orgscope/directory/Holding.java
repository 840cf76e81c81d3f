package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.util.Comparator;

/**
 * That the directory was told that a login is a person's. All days are counted since 1970.
 *
 * @param toldFirst the day on which it was told first
 * @param toldLast the day on which it was told last
 * @param hired the earliest day of hire ever told, {@link #NEVER} if none was
 * @param left the last day of work, {@link #ALWAYS} if there is none
 */
record Holding(PersonKey person, int toldFirst, int toldLast, int hired, int left) {
  /** Before all days. */
  static final int NEVER = Integer.MIN_VALUE;

  /** After all days. */
  static final int ALWAYS = Integer.MAX_VALUE;

  /** In the order in which they were told. */
  static final Comparator<Holding> ORDER =
      Comparator.comparingInt(Holding::toldFirst)
          .thenComparingInt(Holding::hired)
          .thenComparing(Holding::person);

  /** Whether somebody worked here on one of these days. */
  boolean worked(int first, int last) {
    return hired <= last && first <= left;
  }

  /** The last day on which the login was surely not yet the next one's. */
  int surelyUntil(Holding next) {
    return isToldBy(next) ? next.hired - 1 : until();
  }

  /** The first day on which it surely was the next one's. */
  int surelyFrom(Holding next) {
    return isToldBy(next) ? next.hired : next.toldFirst;
  }

  /** Whether the next one's day of hire says when the login passed on. */
  private boolean isToldBy(Holding next) {
    return next.hired > until() && next.hired <= next.toldFirst;
  }

  private int until() {
    return Math.min(toldLast, left);
  }
}
