package com.orgscope.insight;

import java.time.Duration;

/**
 * How many seconds a week one person counts for at most: public, and never read from the data.
 *
 * <p>The bound is what makes the noise enough: however busy or broken somebody's sign-in is, all
 * cells of a level together move by no more than it (the sensitivity).
 */
record HourBounds(long signIn, long switching) {
  /** What somebody's seconds of that cause, and of those that are cut with it, are cut to. */
  long of(Cause cause) {
    return cause == Cause.SWITCHES ? switching : signIn;
  }

  static HourBounds of(Duration signIn, Duration switching) {
    return new HourBounds(signIn.toSeconds(), switching.toSeconds());
  }
}
