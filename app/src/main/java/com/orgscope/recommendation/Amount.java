package com.orgscope.recommendation;

import com.orgscope.usage.Application;
import org.jspecify.annotations.Nullable;

/**
 * How much of a friction there was in a window, and where.
 *
 * @param app where it mostly was, or the first of two; null where that is not told
 * @param other the second of two
 */
record Amount(long events, @Nullable Application app, @Nullable Application other) {
  static final Amount NONE = new Amount(0, null, null);

  static Amount of(long events) {
    return new Amount(events, null, null);
  }
}
