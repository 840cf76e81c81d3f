package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
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
 * maximization without labels: its own mix of work, and what its in-house applications are for, by
 * who else uses them.
 *
 * <p>Two dampers keep it from talking itself into something: the benchmark stays in every estimate
 * with a weight of its own, and whoever is judged is left out of what they are judged by. After the
 * constructor nothing changes, so any number of threads may ask.
 */
final class TenantAdaptation {
  private static final int ROUNDS = 4;

  /** The benchmark's base rates weigh as much as this many people, and this part of the company. */
  private static final double PRIOR_PEOPLE = 15;

  private static final double PRIOR_PART = 0.25;

  /** Users of average mix added to every application, so that a few users prove little. */
  private static final double IMAGINED_USERS = 2.5;

  /** No application multiplies the odds of a line of work by more than e to this. */
  private static final double LIFT_LIMIT = 2.6;

  private final Benchmarks benchmarks;
  private final Map<String, Double> meanShares;
  private final Map<Application, double[]> purposes = new HashMap<>();
  private final Map<String, Usership> userships = new HashMap<>();
  private final Map<PersonKey, double[]> said = new HashMap<>();
  private double[] prior;
  private double[] categoryMix;

  /** Who uses an application, in people of the company: how many, and of which category. */
  private static final class Usership {
    private double users;
    private final double[] byCategory;

    Usership(int categories) {
      byCategory = new double[categories];
    }

    void add(double use, double[] posterior) {
      users += use;
      for (int c = 0; c < byCategory.length; c++) {
        byCategory[c] += use * posterior[c];
      }
    }
  }

  TenantAdaptation(Benchmarks benchmarks, Collection<PersonUsage> everybody) {
    this.benchmarks = benchmarks;
    // In one order, so that sums of doubles come out the same to the last bit.
    List<PersonUsage> people =
        everybody.stream()
            .filter(person -> !person.apps().isEmpty())
            .sorted(Comparator.comparing(PersonUsage::person))
            .toList();
    meanShares = UsageProfile.meanShares(people);
    prior = benchmarks.prior();
    categoryMix = byCategory(prior);
    Map<PersonKey, UsageProfile> portraits = new LinkedHashMap<>();
    for (PersonUsage person : people) {
      UsageProfile profile = profile(person);
      portraits.put(person.person(), profile);
      for (WeightedUse weighted : profile.uses()) {
        purposes.computeIfAbsent(weighted.use().app(), this::byPurpose);
      }
    }
    double[] indifferent = new double[prior.length];
    for (int round = 0; round < ROUNDS; round++) {
      Map<PersonKey, double[]> expected = new LinkedHashMap<>();
      portraits.forEach((person, p) -> expected.put(person, lines(person, p, indifferent)));
      learn(portraits, expected);
    }
  }

  Benchmarks benchmarks() {
    return benchmarks;
  }

  UsageProfile profile(PersonUsage usage) {
    return UsageProfile.of(usage, meanShares);
  }

  /**
   * The probability of each line of work for a person; sums to 1.
   *
   * @param leaning what else is known, as an addition to the log-odds of each line
   */
  double[] lines(PersonKey person, UsageProfile profile, double[] leaning) {
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
    return softmax(score);
  }

  /** How much likelier each line of work is to use it than an average person, as a logarithm. */
  double[] logLift(PersonKey person, WeightedUse weighted) {
    Application app = weighted.use().app();
    double[] known = purposes.get(app);
    double[] lift = known == null ? byPurpose(app) : known.clone();
    Usership usership = userships.get(app.id().value());
    if (usership != null) {
      double[] own = said.get(person);
      double mine = own == null ? 0 : Math.sqrt(weighted.share());
      double others = Math.max(0, usership.users - mine);
      double trust = trustInUsers(app.basis()) * others / (others + 2 * IMAGINED_USERS);
      double[] byUsers = new double[categoryMix.length];
      for (int c = 0; c < byUsers.length; c++) {
        double seen = usership.byCategory[c] - (own == null ? 0 : mine * own[c]);
        byUsers[c] =
            Math.log(
                (Math.max(0, seen) + IMAGINED_USERS * categoryMix[c])
                    / ((others + IMAGINED_USERS) * categoryMix[c]));
      }
      for (int l = 0; l < lift.length; l++) {
        lift[l] = (1 - trust) * lift[l] + trust * byUsers[benchmarks.lines().get(l).category()];
      }
    }
    for (int l = 0; l < lift.length; l++) {
      lift[l] = Math.clamp(lift[l], -LIFT_LIMIT, LIFT_LIMIT);
    }
    return lift;
  }

  /** The log-lift of an application by what it is for; 0 for every line where nobody knows. */
  private double[] byPurpose(Application app) {
    double trust = app.basis() == Basis.TEXT ? Tuning.TEXT_TRUST : Tuning.NAME_TRUST;
    double[] ratio = new double[benchmarks.lines().size()];
    double told = 0;
    for (Map.Entry<String, Double> function : app.functions().entrySet()) {
      double[] lift = benchmarks.lift(function.getKey()).orElse(null);
      if (lift != null) {
        told += trust * function.getValue();
        for (int l = 0; l < ratio.length; l++) {
          ratio[l] += trust * function.getValue() * lift[l];
        }
      }
    }
    for (int l = 0; l < ratio.length; l++) {
      ratio[l] = Math.log(ratio[l] + Math.max(0, 1 - told));
    }
    return ratio;
  }

  /** How far an application's users are believed before its purpose. */
  private static double trustInUsers(Basis basis) {
    return switch (basis) {
      case NONE -> Tuning.USERS_OF_UNKNOWN;
      case MODEL, TEXT -> Tuning.USERS_OF_PLACED;
      case TENANT, CURATED -> Tuning.USERS_OF_KNOWN;
    };
  }

  private void learn(Map<PersonKey, UsageProfile> portraits, Map<PersonKey, double[]> expected) {
    userships.clear();
    said.clear();
    double weight = PRIOR_PEOPLE + PRIOR_PART * portraits.size();
    double[] mix = benchmarks.prior();
    for (int l = 0; l < mix.length; l++) {
      mix[l] *= weight;
    }
    expected.forEach((person, lines) -> {
      double[] posterior = byCategory(lines);
      said.put(person, posterior);
      for (int l = 0; l < mix.length; l++) {
        mix[l] += lines[l];
      }
      for (WeightedUse weighted :
          portraits.getOrDefault(person, new UsageProfile(List.of())).uses()) {
        userships
            .computeIfAbsent(
                weighted.use().app().id().value(), app -> new Usership(posterior.length))
            .add(Math.sqrt(weighted.share()), posterior);
      }
    });
    for (int l = 0; l < mix.length; l++) {
      mix[l] /= weight + portraits.size();
    }
    prior = mix;
    categoryMix = byCategory(mix);
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
