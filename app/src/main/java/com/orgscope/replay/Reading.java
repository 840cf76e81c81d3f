package com.orgscope.replay;

import com.orgscope.usage.Range;

/**
 * How far what no log holds is taken in favour of the change: on which device somebody was, and
 * whether they had signed out.
 */
enum Reading {
  LEAST,
  USUAL,
  MOST;

  double signedOut(Range share) {
    return switch (this) {
      case LEAST -> share.high();
      case USUAL -> share.typical();
      case MOST -> share.low();
    };
  }
}
