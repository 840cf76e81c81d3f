package com.orgscope.recommendation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** How often some people met each of several things, and how many of them did. */
final class Counts<T extends Comparable<T>> {
  private final Map<T, Count> counts = new HashMap<>();

  private record Count(long events, int people) {
    Count and(Count other) {
      return new Count(events + other.events, people + other.people);
    }
  }

  /** What one person met, told once of each. */
  void add(T met, long events) {
    counts.merge(met, new Count(events, 1), Count::and);
  }

  /** All that was met. */
  long events() {
    return counts.values().stream().mapToLong(Count::events).sum();
  }

  /** What suits, at least k people met, and all met most often; of several the first in order. */
  Optional<T> most(int k, Predicate<T> suits) {
    return counts.entrySet().stream()
        .filter(e -> e.getValue().people() >= k && suits.test(e.getKey()))
        .max(
            Map.Entry.<T, Count>comparingByValue((a, b) -> Long.compare(a.events(), b.events()))
                .thenComparing(Map.Entry.<T, Count>comparingByKey().reversed()))
        .map(Map.Entry::getKey);
  }
}
