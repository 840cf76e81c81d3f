package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
import com.orgscope.usage.Application;
import com.orgscope.usage.ApplicationAnswer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an application may be for, before anybody looks at who uses it: hypotheses, each with a
 * prior probability and with how much likelier it makes every line of work to use it.
 */
final class Purposes {
  /** Of what is not for what it is said to be for, this part is for nothing in particular. */
  private static final double NOTHING_PARTICULAR = 0.8;

  private final Benchmarks benchmarks;
  private final double[][] lifts;
  private final Map<String, Integer> index = new HashMap<>();
  private final int nothing;

  /**
   * Every function, then nothing in particular, then what was said.
   *
   * @param lift by hypothesis and line of work
   */
  record Hypotheses(double[] prior, double[][] lift) {}

  Purposes(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
    List<String> functions = benchmarks.functions();
    nothing = functions.size();
    lifts = new double[nothing + 1][];
    for (int f = 0; f < nothing; f++) {
      index.put(functions.get(f), f);
      lifts[f] = benchmarks.lift(functions.get(f)).orElseThrow();
    }
    lifts[nothing] = new double[benchmarks.lines().size()];
    Arrays.fill(lifts[nothing], 1);
  }

  /** How much likelier each line of work is to use it, if what is said of it is true. */
  double[] said(Application app) {
    double[] lift = mean(app.functions());
    ApplicationAnswer answer = app.answer();
    return answer == null || answer.kinds().isEmpty() ? lift : withKinds(lift, answer);
  }

  /**
   * @param trust how likely it is that what is said of it is true
   */
  Hypotheses of(Application app, double trust) {
    double[] prior = new double[nothing + 2];
    double[][] lift = Arrays.copyOf(lifts, prior.length);
    prior[nothing + 1] = trust;
    lift[nothing + 1] = app.functions().isEmpty() ? lifts[nothing] : said(app);
    double words = app.wordGuess().isEmpty() ? 0 : AnswerWeights.of("right if guessed from words");
    double rest = (1 - trust) * (1 - words);
    Arrays.fill(prior, 0, nothing, rest * (1 - NOTHING_PARTICULAR) / nothing);
    prior[nothing] = rest * NOTHING_PARTICULAR;
    // If the answer is wrong, the words of the name say what they would say without it.
    for (Map.Entry<String, Double> guess : app.wordGuess().entrySet()) {
      int at = index.getOrDefault(guess.getKey(), nothing);
      prior[at] += (1 - trust) * words * guess.getValue();
    }
    return new Hypotheses(prior, lift);
  }

  private double[] mean(Map<String, Double> functions) {
    double[] mean = new double[benchmarks.lines().size()];
    functions.forEach((function, part) -> {
      double[] lift = lifts[index.getOrDefault(function, nothing)];
      for (int l = 0; l < mean.length; l++) {
        mean[l] += part * lift[l];
      }
    });
    return mean;
  }

  /** Kinds of work that are said to use it get more of the same whole. */
  private double[] withKinds(double[] lift, ApplicationAnswer answer) {
    double[] with = lift.clone();
    double[] prior = benchmarks.prior();
    double before = 0;
    double after = 0;
    for (int l = 0; l < with.length; l++) {
      String category = benchmarks.categories().get(benchmarks.lines().get(l).category());
      with[l] *= AnswerWeights.kind(answer.kinds().get(category));
      before += prior[l] * lift[l];
      after += prior[l] * with[l];
    }
    for (int l = 0; l < with.length; l++) {
      with[l] *= before / after;
    }
    return with;
  }
}
