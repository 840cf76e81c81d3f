package com.orgscope.insight;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One person as one whole in hundredths, shared out over cells by weights. */
final class Hundredths {
  /** What one person adds in all, and so what noise must hide. */
  static final int WHOLE = 100;

  private Hundredths() {}

  /** Everybody's hundredths, cell by cell. */
  static long[] sum(Stream<Map<String, Double>> people, List<String> cells) {
    long[] hundredths = new long[cells.size()];
    people.forEach(weights -> {
      int[] one = of(weights, cells);
      for (int i = 0; i < one.length; i++) {
        hundredths[i] += one[i];
      }
    });
    return hundredths;
  }

  /**
   * Largest remainder first, so that the parts add up to the whole whatever the weights are.
   *
   * @param cells among which a weight's name is looked up; a name that is none of them, and whoever
   *     has no weight at all, stands in the last
   */
  static int[] of(Map<String, Double> weights, List<String> cells) {
    double[] weight = new double[cells.size()];
    weights.forEach((name, w) -> {
      int at = cells.indexOf(name);
      weight[at >= 0 ? at : cells.size() - 1] += Math.max(0, w);
    });
    double sum = 0;
    for (double w : weight) {
      sum += w;
    }
    int[] hundredths = new int[cells.size()];
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      hundredths[cells.size() - 1] = WHOLE;
      return hundredths;
    }
    double[] exact = new double[weight.length];
    for (int i = 0; i < weight.length; i++) {
      exact[i] = WHOLE * (weight[i] / sum);
    }
    long[] whole = WholeNumbers.largestRemainder(exact, WHOLE);
    for (int i = 0; i < whole.length; i++) {
      hundredths[i] = (int) whole[i];
    }
    return hundredths;
  }
}
