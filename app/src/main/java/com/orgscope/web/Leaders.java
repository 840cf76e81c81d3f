package com.orgscope.web;

import com.orgscope.insight.Interval;
import java.util.List;
import java.util.function.Function;

/**
 * Which of some figures may be the largest: those whose range does not lie wholly below another's.
 * One leads only where it is the only one of these.
 */
final class Leaders {
  private Leaders() {}

  /** In the order in which they were given; empty where there are none. */
  static <T> List<T> of(List<T> all, Function<T, Interval> range) {
    return all.stream()
        .filter(one ->
            all.stream()
                .allMatch(
                    other -> other == one || range.apply(one).high() >= range.apply(other).low()))
        .toList();
  }
}
