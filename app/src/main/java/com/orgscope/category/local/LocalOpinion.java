package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.usage.AppUse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells the model's numbers by the names of the categories. */
record LocalOpinion(Benchmarks benchmarks, double[] probabilities, Map<String, double[]> lifts)
    implements Opinion {

  @Override
  public Map<String, Double> byCategory() {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int c = 0; c < probabilities.length; c++) {
      named.put(benchmarks.categories().get(c), probabilities[c]);
    }
    return named;
  }

  @Override
  public Map<String, Double> speaksFor(AppUse use) {
    double[] lift = lifts.get(use.app().id().value());
    Map<String, Double> strongest = new LinkedHashMap<>();
    if (lift == null || use.common() || !tellsApart(lift)) {
      return strongest;
    }
    for (int l = 0; l < lift.length; l++) {
      String category = benchmarks.categories().get(benchmarks.lines().get(l).category());
      strongest.merge(category, lift[l], Math::max);
    }
    return strongest;
  }

  private static boolean tellsApart(double[] lift) {
    double low = Arrays.stream(lift).min().orElse(0);
    double high = Arrays.stream(lift).max().orElse(0);
    return high - low >= Roles.TELLS_APART;
  }
}
