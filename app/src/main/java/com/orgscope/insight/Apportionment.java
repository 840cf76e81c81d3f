package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One person's friction in whole seconds a week, cut to the {@link HourBounds}, shared out over the
 * categories they work in and the causes. Measured sign-ins, switching and what is assumed of
 * sign-ins are cut apart: an assumption is no reason to count less of what was measured.
 */
record Apportionment(Map<Part, Long> seconds) {
  private static final double MINUTE = 60;

  private static final List<Set<Cause>> CUT_TOGETHER =
      List.of(
          EnumSet.of(Cause.FAILED_SIGN_INS, Cause.CHALLENGES),
          EnumSet.of(Cause.SWITCHES),
          EnumSet.of(Cause.UNMEASURED_SIGN_INS));

  record Part(String category, Cause cause) implements Comparable<Part> {
    @Override
    public int compareTo(Part other) {
      int byCategory = category.compareTo(other.category);
      return byCategory != 0 ? byCategory : cause.compareTo(other.cause);
    }
  }

  static Apportionment of(Census.Member member, HourBounds bounds) {
    Map<Part, Long> seconds = new TreeMap<>();
    for (Set<Cause> together : CUT_TOGETHER) {
      Map<Cause, Double> minutes = new TreeMap<>(member.minutes());
      minutes.keySet().retainAll(together);
      share(member.shares(), minutes, bounds.of(together.iterator().next()), seconds);
    }
    return new Apportionment(seconds);
  }

  /**
   * Everybody's seconds a week by cause.
   *
   * @param columns each with all causes, if nobody has any of them
   * @param column in which of them a category stands
   */
  static Map<Part, Long> sum(
      Collection<Census.Member> members,
      HourBounds bounds,
      List<String> columns,
      UnaryOperator<String> column) {
    Map<Part, Long> sums = new LinkedHashMap<>();
    for (String name : columns) {
      for (Cause cause : Cause.values()) {
        sums.put(new Part(name, cause), 0L);
      }
    }
    for (Census.Member member : members) {
      of(member, bounds)
          .seconds()
          .forEach((part, seconds) ->
              sums.merge(
                  new Part(column.apply(part.category()), part.cause()), seconds, Long::sum));
    }
    return sums;
  }

  /** Whether some of a person's minutes are cut. */
  static boolean isCut(Census.Member member, HourBounds bounds, boolean signIn) {
    double minutes =
        member.minutes().entrySet().stream()
            .filter(e -> signIn ? e.getKey().isSignIn() : e.getKey() == Cause.SWITCHES)
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return Math.round(minutes * MINUTE) > (signIn ? bounds.signIn() : bounds.switching());
  }

  private static void share(
      Map<String, Double> work, Map<Cause, Double> minutesOf, long most, Map<Part, Long> seconds) {
    double minutes = minutesOf.values().stream().mapToDouble(m -> m).sum();
    double shares = work.values().stream().mapToDouble(s -> s).sum();
    long total = Math.min(most, Math.round(minutes * MINUTE));
    if (total <= 0 || shares <= 0) {
      return;
    }
    // By the order of names, so that equal remainders are given the same way again.
    List<Part> parts = new ArrayList<>();
    for (String category : new TreeSet<>(work.keySet())) {
      minutesOf.keySet().forEach(cause -> parts.add(new Part(category, cause)));
    }
    double[] exact =
        parts.stream()
            .mapToDouble(part ->
                total
                    * work.getOrDefault(part.category(), 0.0)
                    / shares
                    * minutesOf.getOrDefault(part.cause(), 0.0)
                    / minutes)
            .toArray();
    long[] whole = WholeNumbers.largestRemainder(exact, total);
    for (int i = 0; i < whole.length; i++) {
      seconds.put(parts.get(i), whole[i]);
    }
  }

  /** Of signing in, in all. */
  long signIn() {
    return sum(true);
  }

  /** Of switching, in all. */
  long switching() {
    return sum(false);
  }

  private long sum(boolean signIn) {
    return seconds.entrySet().stream()
        .filter(e -> signIn ? e.getKey().cause().isSignIn() : e.getKey().cause() == Cause.SWITCHES)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
