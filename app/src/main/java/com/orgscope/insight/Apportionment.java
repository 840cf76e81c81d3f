package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

  /** What a part is still owed after whole seconds were given. */
  private record Rest(Part part, double owed) {}

  static Apportionment of(Census.Member member, HourBounds bounds) {
    Map<Part, Long> seconds = new TreeMap<>();
    for (Set<Cause> together : CUT_TOGETHER) {
      Map<Cause, Double> minutes = new TreeMap<>(member.minutes());
      minutes.keySet().retainAll(together);
      share(member.shares(), minutes, bounds.of(together.iterator().next()), seconds);
    }
    return new Apportionment(seconds);
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
    List<Rest> rests = new ArrayList<>();
    long given = 0;
    for (var share : new TreeMap<>(work).entrySet()) {
      for (var cause : minutesOf.entrySet()) {
        Part part = new Part(share.getKey(), cause.getKey());
        double exact = total * share.getValue() / shares * cause.getValue() / minutes;
        long whole = (long) exact;
        seconds.put(part, whole);
        given += whole;
        rests.add(new Rest(part, exact - whole));
      }
    }
    // Largest remainder first; equal ones in the order of their names, so that it is the same
    // again.
    rests.sort(Comparator.comparingDouble(Rest::owed).reversed().thenComparing(Rest::part));
    for (int i = 0; given < total; i++, given++) {
      seconds.merge(rests.get(i % rests.size()).part(), 1L, Long::sum);
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
