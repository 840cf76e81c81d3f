package com.orgscope.category.agent;

import com.orgscope.category.Judgment;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two voices about one person as one: a weighed geometric mean, made to sum to 1 (a logarithmic
 * opinion pool; Genest and Zidek, "Combining Probability Distributions", Statistical Science 1986).
 * It is sure only where both can live with it.
 */
final class LogPool {
  /** Of what a model leaves to other categories, this part goes to those it did not name. */
  private static final double UNNAMED = 0.3;

  private static final double LEAST = 1e-4;

  private LogPool() {}

  /** A model's answer as probabilities of these categories. */
  static Map<String, Double> voice(SharedAnswer answer, Iterable<String> categories) {
    Map<String, Double> weights = new LinkedHashMap<>();
    int count = 0;
    for (String category : categories) {
      weights.put(category, 0.0);
      count++;
    }
    double named = 0;
    for (SharedAnswer.Role role : answer.roles().subList(1, answer.roles().size())) {
      named += role.confidence();
    }
    double rest = 1 - answer.primary().confidence();
    double unnamed = named == 0 ? rest : UNNAMED * rest;
    for (String category : List.copyOf(weights.keySet())) {
      weights.put(category, unnamed / count);
    }
    weights.merge(answer.primary().category(), answer.primary().confidence(), Double::sum);
    for (SharedAnswer.Role role : answer.roles().subList(1, answer.roles().size())) {
      if (named > 0) {
        double part = (rest - unnamed) * role.confidence() / named;
        weights.merge(role.category(), part, Double::sum);
      }
    }
    return weights;
  }

  /**
   * @param weight of the model's voice, 0 to 1: whole where the local model would not decide, and
   *     the less the surer that is of this person, whom the model does not see
   */
  static Map<String, Double> pooled(
      Map<String, Double> ours, Map<String, Double> theirs, double weight) {
    double surest = Collections.max(ours.values());
    double say = weight * Math.clamp((1 - surest) / (1 - Judgment.FLOOR), 0, 1);
    Map<String, Double> pooled = new LinkedHashMap<>();
    double sum = 0;
    for (Map.Entry<String, Double> entry : ours.entrySet()) {
      double p =
          Math.pow(Math.max(LEAST, entry.getValue()), 1 - say)
              * Math.pow(Math.max(LEAST, theirs.getOrDefault(entry.getKey(), 0.0)), say);
      pooled.put(entry.getKey(), p);
      sum += p;
    }
    double whole = sum;
    pooled.replaceAll((category, p) -> p / whole);
    return pooled;
  }
}
