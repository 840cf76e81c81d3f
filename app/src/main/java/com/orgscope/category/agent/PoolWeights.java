package com.orgscope.category.agent;

import com.orgscope.usage.Signature;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much a model's answer weighs against the local model: one weight for each kind of question
 * and for each band of the model's own sureness. A company starts with the usual weight; wherever
 * its people set somebody right, the weight moves towards the voice that had it right.
 *
 * <p>People mostly correct what is wrong, so that corrections say more of the voice that was
 * listened to than of the other. Therefore the usual weight counts like {@value #USUAL_COUNTS}
 * corrections, and no single correction turns anything over.
 */
final class PoolWeights {
  private static final int USUAL_COUNTS = 20;

  /** Half the width of what the usual weight makes likely. */
  private static final double SPREAD = 0.5;

  private static final int STEPS = 50;

  private static final double LEAST = 1e-6;

  private final double usual;
  private final Map<Question, Double> learned;

  /**
   * What answers have a weight together.
   *
   * @param kind of what the group that is asked about shares
   */
  private record Question(Signature.Kind kind, Sureness sureness) {
    static Question of(Cohort cohort, SharedAnswer answer) {
      return new Question(cohort.signature().kind(), Sureness.of(answer));
    }
  }

  /** How sure a model says it is. */
  private enum Sureness {
    SURE(0.85),
    LIKELY(0.6),
    UNSURE(0);

    private final double from;

    Sureness(double from) {
      this.from = from;
    }

    static Sureness of(SharedAnswer answer) {
      for (Sureness sureness : values()) {
        if (answer.primary().confidence() >= sureness.from) {
          return sureness;
        }
      }
      return UNSURE;
    }
  }

  /**
   * Somebody whose category a person set, and what both voices had said of them.
   *
   * @param local the probabilities of the local model
   * @param truth what the person said
   */
  record Corrected(Cohort cohort, SharedAnswer answer, Map<String, Double> local, String truth) {}

  private PoolWeights(double usual, Map<Question, Double> learned) {
    this.usual = usual;
    this.learned = learned;
  }

  /**
   * @param usual the weight of a company that set nobody right, 0 to 1
   */
  static PoolWeights of(double usual, List<Corrected> corrected) {
    return new PoolWeights(
        usual,
        corrected.stream()
            .collect(
                Collectors.groupingBy(
                    one -> Question.of(one.cohort(), one.answer()),
                    Collectors.collectingAndThen(
                        Collectors.toList(), ones -> likeliest(usual, ones)))));
  }

  /** The weight of an answer about a group, 0 to 1. */
  double of(Cohort cohort, SharedAnswer answer) {
    return learned.getOrDefault(Question.of(cohort, answer), usual);
  }

  /** The weight under which what people said is likeliest, the usual one counted in. */
  private static double likeliest(double usual, List<Corrected> ones) {
    double best = usual;
    double most = Double.NEGATIVE_INFINITY;
    for (int step = 0; step <= STEPS; step++) {
      double weight = (double) step / STEPS;
      double off = (weight - usual) / SPREAD;
      double likelihood = -USUAL_COUNTS * off * off / 2;
      for (Corrected one : ones) {
        Map<String, Double> voice = LogPool.voice(one.answer(), one.local().keySet());
        double p = LogPool.pooled(one.local(), voice, weight).getOrDefault(one.truth(), 0.0);
        likelihood += Math.log(Math.max(LEAST, p));
      }
      if (likelihood > most) {
        most = likelihood;
        best = weight;
      }
    }
    return best;
  }
}
