package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One person's friction in whole units of 6 minutes a week, at most {@link #MOST} in all, shared
 * out over the categories they work in and the causes.
 *
 * <p>The bound on the sum is what makes the noise enough: one person moves all the cells together
 * by at most {@code MOST} units (the sensitivity), however busy or however broken their sign-in is.
 */
record Apportionment(Map<Part, Long> units) {
  /** Ten hours a week, in tenths of an hour. */
  static final long MOST = 100;

  private static final double UNIT_MINUTES = 6;

  /** One category and cause. */
  record Part(String category, Cause cause) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int byCategory = category.compareTo(other.category);
      return byCategory != 0 ? byCategory : cause.compareTo(other.cause);
    }
  }

  /** What a part is still owed after whole units were given. */
  private record Rest(Part part, double owed) {}

  static Apportionment of(Census.Member member) {
    double minutes = member.minutes().values().stream().mapToDouble(m -> m).sum();
    double shares = member.shares().values().stream().mapToDouble(s -> s).sum();
    long total = Math.min(MOST, Math.round(minutes / UNIT_MINUTES));
    Map<Part, Long> units = new TreeMap<>();
    if (total <= 0 || shares <= 0) {
      return new Apportionment(units);
    }
    List<Rest> rests = new ArrayList<>();
    long given = 0;
    for (var share : new TreeMap<>(member.shares()).entrySet()) {
      for (var cause : new TreeMap<>(member.minutes()).entrySet()) {
        Part part = new Part(share.getKey(), cause.getKey());
        double exact = total * share.getValue() / shares * cause.getValue() / minutes;
        long whole = (long) exact;
        units.put(part, whole);
        given += whole;
        rests.add(new Rest(part, exact - whole));
      }
    }
    // Largest remainder first; equal ones in the order of their names, so that it is the same
    // again.
    rests.sort(Comparator.comparingDouble(Rest::owed).reversed().thenComparing(Rest::part));
    for (int i = 0; given < total; i++, given++) {
      units.merge(rests.get(i % rests.size()).part(), 1L, Long::sum);
    }
    return new Apportionment(units);
  }

  long total() {
    return units.values().stream().mapToLong(u -> u).sum();
  }
}
