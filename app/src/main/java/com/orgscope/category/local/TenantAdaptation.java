package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Categorizer.Heard;
import com.orgscope.category.local.UsageProfile.WeightedUse;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Application;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one company teaches before anybody is judged, by a few rounds of expectation and
 * maximization without labels: its own mix of work, what its applications are for by what was said
 * of them and by who else uses them, and what its own people of each line of work use.
 *
 * <p>Three dampers keep it from talking itself into something: the benchmark stays in every
 * estimate with a weight of its own, an application's users are looked at without what that
 * application says of them, and whoever is judged is left out of what they are judged by. After the
 * constructor nothing changes, so any number of threads may ask.
 */
final class TenantAdaptation {
  private static final int ROUNDS = 4;

  /** The benchmark's base rates weigh as much as this many people, and this part of the company. */
  private static final double PRIOR_PEOPLE = 18;

  private static final double PRIOR_PART = 0.3;

  /** Users from whom is read what an application is for; more would only say the same. */
  private static final int MOST_TOLD = 60;

  private static final double SMALLEST_MIX = 1e-3;

  private final Benchmarks benchmarks;
  private final Map<String, Double> meanShares;
  private final Purposes purposes;
  private final Map<Application, Meaning> meanings = new HashMap<>();
  private final Map<Application, Application> taken = new LinkedHashMap<>();
  private final Map<Application, Integer> users = new HashMap<>();
  private final Map<PersonKey, double[]> said = new HashMap<>();
  private final Agreement agreement;
  private final double[] mix;
  private double[] prior;
  private Meaning.Crowd crowd;

  TenantAdaptation(Benchmarks benchmarks, Collection<PersonUsage> everybody) {
    this.benchmarks = benchmarks;
    this.purposes = new Purposes(benchmarks);
    // In one order, so that sums of doubles come out the same to the last bit.
    List<PersonUsage> people =
        everybody.stream()
            .filter(person -> !person.apps().isEmpty())
            .sorted(Comparator.comparing(PersonUsage::person))
            .toList();
    meanShares = UsageProfile.meanShares(people);
    prior = benchmarks.prior();
    crowd = new Meaning.Crowd(0, prior, prior);
    people.forEach(person ->
        person
            .apps()
            .forEach(use -> {
              taken.put(use.app(), use.app());
              users.merge(use.app(), 1, Integer::sum);
            }));
    Map<PersonKey, UsageProfile> profiles = profiles(people);
    agreement = new Agreement(profiles.values(), taken, purposes, benchmarks.prior());
    // Whoever is wrong so often had better not been asked: all is as if nobody had been. Nor is a
    // single answer heard that the company's pattern contradicts: as one of several possibilities
    // it would still move those who use hardly anything else, and then itself.
    boolean heard = agreement.rate() >= Agreement.HEARD;
    taken.replaceAll((app, same) -> heard && !agreement.contradicts(app) ? app : unheard(app));
    profiles = profiles(people);
    Agreement believed =
        heard ? agreement : new Agreement(profiles.values(), taken, purposes, benchmarks.prior());
    for (Map.Entry<Application, Application> app : taken.entrySet()) {
      double trust = believed.trust(app.getValue());
      meanings.put(app.getKey(), new Meaning(app.getValue(), purposes.of(app.getValue(), trust)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      learn(profiles);
    }
    mix = byCategory(prior);
  }

  /** What models said of applications, as it came, whether it is believed or not. */
  Heard heard() {
    return agreement.heard();
  }

  private Map<PersonKey, UsageProfile> profiles(List<PersonUsage> people) {
    Map<PersonKey, UsageProfile> profiles = new LinkedHashMap<>();
    people.forEach(person -> profiles.put(person.person(), profile(person)));
    return profiles;
  }

  /** An application as if no model had been asked about it. */
  private static Application unheard(Application app) {
    if (app.basis() != Basis.MODEL) {
      return app;
    }
    Basis words = app.wordGuess().isEmpty() ? Basis.NONE : Basis.TEXT;
    return new Application(app.id(), app.wordGuess(), words, app.description());
  }

  private void learn(Map<PersonKey, UsageProfile> profiles) {
    double[] indifferent = new double[prior.length];
    double[] ofLine = new double[prior.length];
    Map<PersonKey, double[]> now = new HashMap<>();
    Map<Application, Map<PersonKey, double[]>> besides = new HashMap<>();
    Map<Application, Integer> seen = new HashMap<>();
    profiles.forEach((person, profile) -> {
      double[] score = score(person, profile, indifferent);
      double[] lines = softmax(score);
      now.put(person, lines);
      for (int l = 0; l < lines.length; l++) {
        ofLine[l] += lines[l];
      }
      for (WeightedUse use : profile.uses()) {
        Application app = use.use().app();
        int every = 1 + users.getOrDefault(app, 0) / MOST_TOLD;
        if (seen.merge(app, 1, Integer::sum) % every == 0) {
          besides
              .computeIfAbsent(app, none -> new LinkedHashMap<>())
              .put(person, without(person, score, use));
        }
      }
    });
    meet(profiles, now, besides, mix(ofLine, profiles.size()));
    settle(ofLine, profiles.size(), now);
  }

  /** Somebody's lines of work by everything but one application. */
  private double[] without(PersonKey person, double[] score, WeightedUse use) {
    double[] lift = logLift(person, use);
    double[] without = score.clone();
    for (int l = 0; l < without.length; l++) {
      without[l] -= Tuning.EVIDENCE * use.weight() * lift[l];
    }
    return softmax(without);
  }

  private static double[] mix(double[] ofLine, int people) {
    double[] mix = new double[ofLine.length];
    for (int l = 0; l < mix.length; l++) {
      mix[l] = (ofLine[l] + SMALLEST_MIX) / (people + SMALLEST_MIX * mix.length);
    }
    return mix;
  }

  /** Shows every application its users. */
  private void meet(
      Map<PersonKey, UsageProfile> profiles,
      Map<PersonKey, double[]> now,
      Map<Application, Map<PersonKey, double[]>> besides,
      double[] mix) {
    meanings.values().forEach(meaning -> meaning.forget(prior.length));
    profiles.forEach((person, profile) -> {
      double[] lines = now.getOrDefault(person, new double[0]);
      for (WeightedUse use : profile.uses()) {
        Meaning meaning = meanings.get(use.use().app());
        double[] rest = besides.getOrDefault(use.use().app(), Map.of()).get(person);
        if (meaning != null) {
          meaning.used(lines, use.weight(), use.share());
          if (rest != null) {
            meaning.tell(person, told(meaning.candidates(), rest, mix, Math.sqrt(use.share())));
          }
        }
      }
    });
    meanings.values().forEach(Meaning::settle);
  }

  /** How much likelier this user is than anybody under each candidate, as a weighed logarithm. */
  private static double[] told(double[][] candidates, double[] rest, double[] mix, double weight) {
    double[] told = new double[candidates.length];
    for (int h = 0; h < told.length; h++) {
      double here = 0;
      double anywhere = 0;
      for (int l = 0; l < rest.length; l++) {
        here += rest[l] * candidates[h][l];
        anywhere += mix[l] * candidates[h][l];
      }
      told[h] = weight * Math.log(here / anywhere);
    }
    return told;
  }

  private void settle(double[] ofLine, int people, Map<PersonKey, double[]> now) {
    said.clear();
    said.putAll(now);
    crowd = new Meaning.Crowd(people, ofLine, mix(ofLine, people));
    double weight = PRIOR_PEOPLE + PRIOR_PART * people;
    double[] next = benchmarks.prior();
    for (int l = 0; l < next.length; l++) {
      next[l] = (next[l] * weight + ofLine[l]) / (weight + people);
    }
    prior = next;
  }

  Benchmarks benchmarks() {
    return benchmarks;
  }

  /** How far the company bears out what models said. */
  Agreement agreement() {
    return agreement;
  }

  UsageProfile profile(PersonUsage usage) {
    return UsageProfile.of(usage, meanShares, this::taken);
  }

  /** What an application is taken for: as if nobody had been asked, where nobody is believed. */
  Application taken(Application app) {
    return taken.getOrDefault(app, app);
  }

  /**
   * The probability of each line of work for a person; sums to 1.
   *
   * @param leaning what else is known, as an addition to the log-odds of each line
   */
  double[] lines(PersonKey person, UsageProfile profile, double[] leaning) {
    return softmax(score(person, profile, leaning));
  }

  private double[] score(PersonKey person, UsageProfile profile, double[] leaning) {
    double[] score = leaning.clone();
    for (int l = 0; l < score.length; l++) {
      score[l] += Tuning.PRIOR_POWER * Math.log(prior[l]);
    }
    for (WeightedUse weighted : profile.uses()) {
      double[] lift = logLift(person, weighted);
      for (int l = 0; l < score.length; l++) {
        score[l] += Tuning.EVIDENCE * weighted.weight() * lift[l];
      }
    }
    return score;
  }

  /** How much likelier each line of work is to use it than an average person, as a logarithm. */
  double[] logLift(PersonKey person, WeightedUse weighted) {
    Application app = weighted.use().app();
    Meaning known = meanings.get(app);
    Meaning meaning =
        known == null ? new Meaning(app, purposes.of(app, AnswerWeights.trust(app))) : known;
    return meaning.lift(person, weighted.weight(), said.get(person), crowd);
  }

  /** Which part of the company does a kind of work, as far as is known. */
  double ofCategory(int category) {
    return mix[category];
  }

  /** Adds the lines of work of each category. */
  double[] byCategory(double[] lines) {
    double[] sums = new double[benchmarks.categories().size()];
    for (int l = 0; l < lines.length; l++) {
      sums[benchmarks.lines().get(l).category()] += lines[l];
    }
    return sums;
  }

  private static double[] softmax(double[] score) {
    double max = Arrays.stream(score).max().orElseThrow();
    double[] p = new double[score.length];
    for (int i = 0; i < p.length; i++) {
      p[i] = Math.exp(score[i] - max);
    }
    double sum = Arrays.stream(p).sum();
    for (int i = 0; i < p.length; i++) {
      p[i] /= sum;
    }
    return p;
  }
}
