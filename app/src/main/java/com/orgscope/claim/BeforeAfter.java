package com.orgscope.claim;

/**
 * One person's mean weeks.
 *
 * @param before in the weeks before the change
 * @param after in the weeks after it
 * @param earlier in the first half of those before
 * @param later in the second half of those before
 * @param lately in the last weeks of those before, less those before these
 * @param settled in the weeks before the last ones; where there are none, as before
 */
record BeforeAfter(
    double before, double after, double earlier, double later, double lately, double settled) {
  static final BeforeAfter NOTHING = new BeforeAfter(0, 0, 0, 0, 0, 0);

  double spared() {
    return before - after;
  }

  /** The same held against weeks for which nobody was chosen since they took long of late. */
  double sparedSinceSettled() {
    return settled - after;
  }

  /** What would be spared by a change that nobody made, halfway before the real one. */
  double sparedByNothing() {
    return earlier - later;
  }

  /** As it would be, had so many times as much been timed after the change. */
  BeforeAfter timedAfter(double factor) {
    return new BeforeAfter(before, after * factor, earlier, later, lately, settled);
  }

  BeforeAfter times(double factor) {
    return NOTHING.plus(this, factor);
  }

  BeforeAfter plus(BeforeAfter other, double weight) {
    return new BeforeAfter(
        before + weight * other.before,
        after + weight * other.after,
        earlier + weight * other.earlier,
        later + weight * other.later,
        lately + weight * other.lately,
        settled + weight * other.settled);
  }
}
