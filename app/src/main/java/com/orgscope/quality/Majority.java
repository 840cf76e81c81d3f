package com.orgscope.quality;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Says of everybody what most people are: what any other way must beat. */
final class Majority implements Learner {
  @Override
  public Function<Example, String> learn(List<Example> examples) {
    String most = of(examples);
    return one -> most;
  }

  /** The category of most; of several, the first by name. */
  static String of(List<Example> examples) {
    Map<String, Integer> counts = new TreeMap<>();
    examples.forEach(one -> counts.merge(one.category(), 1, Integer::sum));
    return NamedClusters.largest(counts);
  }
}
