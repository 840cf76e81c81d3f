package com.orgscope.category.local;

import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.local.UsageProfile.WeightedUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far a company's people bear out what is said of its applications. What an application is for
 * says beside which others it should be used more often than chance would have it; here that is
 * compared with beside what it is used. An answer at odds with the pattern is believed less, and so
 * is everything else that the same voice said: a model that guesses, lies or mixes things up agrees
 * with a company no better than chance.
 */
final class Agreement {
  /** Pairs used by chance alone by this many people weigh half. */
  private static final double HALF_SEEN = 3;

  private static final double SMOOTHING = 1;

  /** Users at which agreement counts half. */
  private static final double HALF_USED = 5;

  /** Answers that the usual rate of right ones weighs as much as. */
  private static final double USUAL = 5;

  /** Agreement may raise the log-odds by this much, and lower them by more. */
  private static final double MOST_FOR = 2.5;

  private static final double MOST_AGAINST = 4;

  /** No company has so large a part of its applications for one purpose; more is held against. */
  private static final double MOST_ALIKE = 0.2;

  private static final double ALIKE = 10;
  private static final double FEW = 10;

  /** A voice of which less than this seems right is not heard at all. */
  static final double HEARD = 0.4;

  private static final double LIKELY_RIGHT = 0.5;

  private static final int PASSES = 3;
  private static final int ROUNDS = 20;

  private final double[] mix;
  private final int people;
  private final Map<Application, Integer> index = new LinkedHashMap<>();
  private final double[][] together;
  private final double[][] said;
  private final Map<Application, Double> agreement = new HashMap<>();
  private final Map<Application, Double> trust = new HashMap<>();
  private double rate = 1;

  /**
   * @param profiles everybody's use
   * @param apps what each application that was used is taken for
   * @param mix how common each line of work is
   */
  Agreement(
      Collection<UsageProfile> profiles,
      Map<Application, Application> apps,
      Purposes purposes,
      double[] mix) {
    this.mix = mix;
    this.people = profiles.size();
    apps.values().stream()
        .filter(app -> app.basis() != Basis.NONE)
        .sorted((a, b) -> a.id().compareTo(b.id()))
        .forEach(app -> index.put(app, index.size()));
    together = new double[index.size()][index.size()];
    profiles.forEach(profile -> count(profile, apps));
    said = new double[index.size()][];
    index.forEach((app, i) -> {
      said[i] = normed(purposes.said(app));
      trust.put(app, AnswerWeights.trust(app));
    });
    for (int pass = 0; pass < PASSES; pass++) {
      look();
      rate = weigh(Basis.MODEL);
      weigh(Basis.TEXT);
    }
  }

  private void count(UsageProfile profile, Map<Application, Application> apps) {
    List<Integer> used = new ArrayList<>();
    for (WeightedUse use : profile.uses()) {
      Integer at = index.get(apps.getOrDefault(use.use().app(), use.use().app()));
      if (at != null && !use.use().common()) {
        used.add(at);
      }
    }
    for (int a : used) {
      for (int b : used) {
        together[a][b]++;
      }
    }
  }

  private double[] normed(double[] lift) {
    double mean = 0;
    for (int l = 0; l < mix.length; l++) {
      mean += mix[l] * lift[l];
    }
    double[] normed = new double[lift.length];
    for (int l = 0; l < mix.length; l++) {
      normed[l] = lift[l] / mean;
    }
    return normed;
  }

  /** Compares every application that somebody said something of with all others. */
  private void look() {
    double[][] believed = new double[said.length][mix.length];
    index.forEach((app, i) -> {
      double t = trust.getOrDefault(app, 0.0);
      for (int l = 0; l < mix.length; l++) {
        believed[i][l] = t * said[i][l] + 1 - t;
      }
    });
    index.forEach((app, i) -> {
      if (app.basis() == Basis.MODEL || app.basis() == Basis.TEXT) {
        agreement.put(app, correlation(i, believed));
      }
    });
  }

  /** Of the logarithms of how often it was used beside each other one, seen and expected. */
  private double correlation(int a, double[][] believed) {
    double w = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int b = 0; b < believed.length; b++) {
      if (b != a) {
        double chance = together[a][a] * together[b][b] / people;
        double seen = Math.log((together[a][b] + SMOOTHING) / (chance + SMOOTHING));
        double expected = 0;
        for (int l = 0; l < mix.length; l++) {
          expected += mix[l] * said[a][l] * believed[b][l];
        }
        expected = Math.log(expected);
        double weight = chance / (chance + HALF_SEEN);
        w += weight;
        x += weight * expected;
        y += weight * seen;
        xx += weight * expected * expected;
        yy += weight * seen * seen;
        xy += weight * expected * seen;
      }
    }
    double spread = (xx - x * x / w) * (yy - y * y / w);
    return w > 0 && spread > 1e-12 ? (xy - x * y / w) / Math.sqrt(spread) : 0;
  }

  /**
   * Finds which part of what one voice said is right, and so how likely each is.
   *
   * @return the part
   */
  private double weigh(Basis voice) {
    List<Application> heard = index.keySet().stream().filter(a -> a.basis() == voice).toList();
    double usual = heard.stream().mapToDouble(AnswerWeights::trust).average().orElse(1);
    Map<String, Integer> alike = new HashMap<>();
    heard.forEach(app -> alike.merge(app.function().orElse(""), 1, Integer::sum));
    double part = usual;
    for (int round = 0; round < ROUNDS; round++) {
      double right = USUAL * usual;
      for (Application app : heard) {
        double same = alike.getOrDefault(app.function().orElse(""), 0) / (heard.size() + FEW);
        double odds =
            logit(AnswerWeights.trust(app))
                + logit(part)
                - logit(usual)
                + evidence(app)
                - ALIKE * Math.max(0, same - MOST_ALIKE);
        double p = 1 / (1 + Math.exp(-odds));
        trust.put(app, p);
        right += p;
      }
      part = right / (heard.size() + USUAL);
    }
    return part;
  }

  /** What agreement adds to the log-odds: that of two normal distributions of one width. */
  private double evidence(Application app) {
    double right = AnswerWeights.of("agreement if right");
    double wrong = AnswerWeights.of("agreement if wrong");
    double width = AnswerWeights.of("spread of agreement");
    Integer at = index.get(app);
    double users = at == null ? 0 : together[at][at];
    double beyond = agreement.getOrDefault(app, 0.0) - (right + wrong) / 2;
    double nats = (right - wrong) / (width * width) * beyond * users / (users + HALF_USED);
    return Math.clamp(nats, -MOST_AGAINST, MOST_FOR);
  }

  private static double logit(double p) {
    double inside = Math.clamp(p, 0.001, 0.999);
    return Math.log(inside / (1 - inside));
  }

  /** How likely an application is for what is said of it. */
  double trust(Application app) {
    return trust.getOrDefault(app, AnswerWeights.trust(app));
  }

  /** How well who uses it beside what fits what is said of it, -1 to 1. */
  double of(Application app) {
    return agreement.getOrDefault(app, 0.0);
  }

  /** How many answers of a model there are, and how many of them the pattern speaks against. */
  Heard heard() {
    List<Application> answers = index.keySet().stream().filter(Agreement::isAnswer).toList();
    return new Heard(answers.size(), (int) answers.stream().filter(this::contradicts).count());
  }

  /** Whether the company's pattern makes a model's answer likelier wrong than right. */
  boolean contradicts(Application app) {
    return isAnswer(app) && evidence(app) < 0 && trust(app) < LIKELY_RIGHT;
  }

  private static boolean isAnswer(Application app) {
    return app.basis() == Basis.MODEL;
  }

  /** The part of a model's answers that seems right. */
  double rate() {
    return rate;
  }
}
