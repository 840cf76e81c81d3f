package com.orgscope.bench;

import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What could be told at all: a multinomial logistic regression that was trained on the true labels
 * of other companies of the same making, and is told what every application is for. No product can
 * have such labels; whoever comes near it has little left to gain.
 */
final class TrainedPeer {
  private static final int ROUNDS = 400;
  private static final double RATE = 0.05;
  private static final double DECAY = 1e-5;
  private static final double MOMENTUM = 0.9;
  private static final double SPREAD = 0.999;
  private static final double TINY = 1e-8;

  /** Somebody whose kind of work is known. */
  record Example(PersonUsage usage, boolean hasReports, String category) {}

  /** What it says of somebody. */
  record Guess(String category, double confidence) {}

  private final Map<String, Integer> features = new HashMap<>();
  private final List<String> categories;
  private final double[][] weights;

  TrainedPeer(List<Example> examples) {
    categories = examples.stream().map(Example::category).distinct().sorted().toList();
    for (Example example : examples) {
      for (AppUse use : example.usage().apps()) {
        features.putIfAbsent(use.app().function().orElse(""), features.size());
      }
    }
    weights = new double[categories.size()][features.size() + 2];
    train(examples);
  }

  private void train(List<Example> examples) {
    double[][] seen = new double[examples.size()][];
    int[] truth = new int[examples.size()];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = features(examples.get(i).usage(), examples.get(i).hasReports());
      truth[i] = categories.indexOf(examples.get(i).category());
    }
    double[][] first = new double[weights.length][weights[0].length];
    double[][] second = new double[weights.length][weights[0].length];
    for (int round = 1; round <= ROUNDS; round++) {
      step(gradient(seen, truth), first, second, round);
    }
  }

  private double[][] gradient(double[][] seen, int[] truth) {
    double[][] gradient = new double[weights.length][weights[0].length];
    for (int i = 0; i < seen.length; i++) {
      double[] p = probabilities(seen[i]);
      for (int c = 0; c < weights.length; c++) {
        double off = (p[c] - (c == truth[i] ? 1 : 0)) / seen.length;
        for (int f = 0; f < weights[c].length; f++) {
          gradient[c][f] += off * seen[i][f];
        }
      }
    }
    return gradient;
  }

  /** One step of Adam (Kingma and Ba, 2015). */
  private void step(double[][] gradient, double[][] first, double[][] second, int round) {
    for (int c = 0; c < weights.length; c++) {
      for (int f = 0; f < weights[c].length; f++) {
        double g = gradient[c][f] + DECAY * weights[c][f];
        first[c][f] = MOMENTUM * first[c][f] + (1 - MOMENTUM) * g;
        second[c][f] = SPREAD * second[c][f] + (1 - SPREAD) * g * g;
        double mean = first[c][f] / (1 - Math.pow(MOMENTUM, round));
        double spread = second[c][f] / (1 - Math.pow(SPREAD, round));
        weights[c][f] -= RATE * mean / (Math.sqrt(spread) + TINY);
      }
    }
  }

  Guess guess(PersonUsage usage, boolean hasReports) {
    double[] p = probabilities(features(usage, hasReports));
    int best = 0;
    for (int c = 1; c < p.length; c++) {
      best = p[c] > p[best] ? c : best;
    }
    return new Guess(categories.get(best), p[best]);
  }

  private double[] probabilities(double[] features) {
    double[] p = new double[weights.length];
    for (int c = 0; c < p.length; c++) {
      for (int f = 0; f < features.length; f++) {
        p[c] += weights[c][f] * features[f];
      }
    }
    double most = Arrays.stream(p).max().orElse(0);
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = Math.exp(p[c] - most);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }

  /** Square roots of the shares of functions, whether somebody leads, and a constant. */
  private double[] features(PersonUsage usage, boolean hasReports) {
    double[] of = new double[features.size() + 2];
    for (AppUse use : usage.apps()) {
      Integer at = features.get(use.app().function().orElse(""));
      if (at != null) {
        of[at] += use.share();
      }
    }
    for (int f = 0; f < features.size(); f++) {
      of[f] = Math.sqrt(of[f]);
    }
    of[features.size()] = hasReports ? 1 : 0;
    of[features.size() + 1] = 1;
    return of;
  }
}
