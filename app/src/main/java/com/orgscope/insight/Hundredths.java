package com.orgscope.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One person as one whole in hundredths, shared out over cells by weights. */
final class Hundredths {
  /** What one person adds in all, and so what noise must hide. */
  static final int WHOLE = 100;

  private Hundredths() {}

  private record Rest(int cell, double owed) {}

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
    List<Rest> rests = new ArrayList<>();
    int given = 0;
    for (int i = 0; i < weight.length; i++) {
      double exact = WHOLE * (weight[i] / sum);
      hundredths[i] = (int) exact;
      given += hundredths[i];
      rests.add(new Rest(i, exact - hundredths[i]));
    }
    rests.sort(Comparator.comparingDouble(Rest::owed).reversed());
    for (int i = 0; given < WHOLE; i++, given++) {
      hundredths[rests.get(i).cell()]++;
    }
    return hundredths;
  }
}
