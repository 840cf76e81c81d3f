package com.orgscope.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Turns estimates into whole numbers that add up, none below its floor. */
final class WholeNumbers {
  private static final int HALVINGS = 200;

  /** What floating point may be off; nothing published depends on less. */
  private static final double FUZZ = 1e-6;

  private WholeNumbers() {}

  /**
   * The nearest numbers (least squares) that reach their floors and add up to the total; a total
   * that the floors do not leave room for is raised to their sum.
   */
  static long[] of(double[] estimates, long[] floors, long total) {
    long least = Arrays.stream(floors).sum();
    if (total <= least) {
      return floors.clone();
    }
    return largestRemainder(above(estimates, floors, total), floors, total);
  }

  /**
   * Numbers that add up to the total, as whole ones that do: the whole part of each, and one more
   * where the remainder is largest.
   *
   * @param exact none below zero
   */
  static long[] largestRemainder(double[] exact, long total) {
    return largestRemainder(exact, new long[exact.length], total);
  }

  private static long[] largestRemainder(double[] exact, long[] floors, long total) {
    long[] whole = new long[exact.length];
    long given = 0;
    for (int i = 0; i < exact.length; i++) {
      whole[i] = Math.max(floors[i], (long) Math.floor(exact[i] + FUZZ));
      given += whole[i];
    }
    // Largest remainder first; equal ones in their order, so that it is the same again.
    int[] order =
        IntStream.range(0, exact.length)
            .boxed()
            .sorted(
                Comparator.comparingLong((Integer i) -> Math.round((whole[i] - exact[i]) / FUZZ)))
            .mapToInt(i -> i)
            .toArray();
    for (int i = 0; given < total; i++, given++) {
      whole[order[i % order.length]]++;
    }
    return whole;
  }

  /** All are lowered, or raised, by the same: what the nearest point of a simplex looks like. */
  private static double[] above(double[] estimates, long[] floors, long total) {
    double low = -total - 1;
    double high = 1;
    for (int i = 0; i < estimates.length; i++) {
      low = Math.min(low, estimates[i] - floors[i] - total);
      high = Math.max(high, estimates[i] - floors[i]);
    }
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (sum(lowered(estimates, floors, middle)) > total) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return lowered(estimates, floors, high);
  }

  private static double[] lowered(double[] estimates, long[] floors, double by) {
    double[] lowered = new double[estimates.length];
    for (int i = 0; i < lowered.length; i++) {
      lowered[i] = Math.max(floors[i], estimates[i] - by);
    }
    return lowered;
  }

  private static double sum(double[] numbers) {
    return Arrays.stream(numbers).sum();
  }
}
