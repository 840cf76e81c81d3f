package com.orgscope.nightly;

import com.orgscope.state.KillPoint;

/**
 * Where a night is killed by tests, in the order in which it comes there, see {@link KillPoint}.
 */
public enum NightPoint {
  /** Nobody is chosen. */
  PREPARING,
  /** The people are chosen, and no answer of theirs has a place. */
  CHOSEN,
  /** What it may cost is known, and nothing was asked. */
  QUOTED,
  /** All is asked, and nobody knows. */
  CONSULTED,
  /** Some are judged, and nothing of it is kept. */
  JUDGED,
  /** It is kept, with the place to go on from. */
  JUDGMENTS_KEPT,
  /** All are judged, and what held before holds. */
  CLOSING,
  /** The answers hold, and what could be changed is of before. */
  ACTIVATED,
  /** That is worked out too, and the night has not ended. */
  RECOMMENDED,
  /** It has ended, and the work has not. */
  ENDED;

  private final KillPoint point = new KillPoint(name());

  void pass() {
    point.pass();
  }
}
