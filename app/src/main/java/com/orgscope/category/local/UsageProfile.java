package com.orgscope.category.local;

import com.orgscope.usage.AppUse;
import com.orgscope.usage.Application;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * One person's use as the model weighs it: what tells people apart counts, what everybody uses
 * counts by what exceeds the company's habit.
 *
 * @param uses one for each application with a say
 */
record UsageProfile(List<WeightedUse> uses) {
  /** Shares are seen through this power: a tool for a tenth of the week still says who one is. */
  private static final double SHARE_POWER = 0.8;

  /** Slots after which a share is half believed. */
  private static final double HALF_BELIEVED = 0.56;

  /** Of a common application counts what exceeds this many times the company's mean share. */
  private static final double COMMON_HABIT = 1.5;

  /** Somebody who hardly uses anything but common applications gets no loud voice by the rest. */
  private static final double LEAST_WHOLE = 0.25;

  /**
   * An application and its say.
   *
   * @param share of what is weighed, at most 1 in all
   * @param weight what its log-lift is multiplied by
   */
  record WeightedUse(AppUse use, double share, double weight) {}

  /**
   * @param meanShares of common applications, by name, over everybody in the company
   * @param taken what an application is taken for
   */
  static UsageProfile of(
      PersonUsage usage, Map<String, Double> meanShares, UnaryOperator<Application> taken) {
    List<AppUse> apps = usage.apps();
    double[] shares = new double[apps.size()];
    double whole = 0;
    for (int i = 0; i < shares.length; i++) {
      AppUse use = apps.get(i);
      double habit = use.common() ? meanShares.getOrDefault(name(use), use.share()) : 0;
      shares[i] = Math.max(0, use.share() - COMMON_HABIT * habit);
      whole += shares[i];
    }
    Map<String, double[]> groups = new HashMap<>();
    for (int i = 0; i < shares.length; i++) {
      shares[i] /= Math.max(whole, LEAST_WHOLE);
      double[] group = groups.computeIfAbsent(group(apps.get(i), taken), name -> new double[2]);
      group[0] += shares[i];
      group[1] += apps.get(i).activeSlots();
    }
    List<WeightedUse> uses = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      double[] group = groups.getOrDefault(group(apps.get(i), taken), new double[2]);
      if (shares[i] > 0) {
        double belief = group[1] / (group[1] + HALF_BELIEVED);
        double say = shares[i] / group[0] * Math.pow(group[0], SHARE_POWER) * belief;
        uses.add(new WeightedUse(apps.get(i), shares[i], say));
      }
    }
    return new UsageProfile(List.copyOf(uses));
  }

  /** The mean share of each common application over everybody, those without it counting as 0. */
  static Map<String, Double> meanShares(Iterable<PersonUsage> everybody) {
    Map<String, Double> sums = new HashMap<>();
    int people = 0;
    for (PersonUsage person : everybody) {
      people += person.apps().isEmpty() ? 0 : 1;
      for (AppUse use : person.apps()) {
        if (use.common()) {
          sums.merge(name(use), use.share(), Double::sum);
        }
      }
    }
    double all = Math.max(1, people);
    sums.replaceAll((app, sum) -> sum / all);
    return sums;
  }

  /** Five tools for one purpose are one piece of evidence, not five. */
  private static String group(AppUse use, UnaryOperator<Application> taken) {
    return taken.apply(use.app()).function().orElse("app " + name(use));
  }

  private static String name(AppUse use) {
    return use.app().id().value();
  }
}
