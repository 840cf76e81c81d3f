package com.orgscope.category.local;

import com.orgscope.category.Benchmarks;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Taxonomy;
import com.orgscope.category.local.UsageProfile.WeightedUse;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The roles of one person and what supports each. A second role is found where a mixture of two
 * explains the use clearly better than one, or where the directory says that people report to
 * somebody. Every application supports one role with its whole share; what tells nobody apart is
 * shared out in proportion to the rest.
 */
final class Roles {
  /** Somebody with reports is given Management with at least the confidence of the directory. */
  private static final double DIRECTORY_SAYS = 0.85;

  /** Whose meetings and mail are half about leading, if leading has no application of its own. */
  private static final Set<String> TALK = Set.of("video-meetings", "email-calendar", "team-chat");

  private static final double HALF = 0.5;
  private static final int ROUNDS = 12;

  /** Applications whose best and worst line of work differ less than this tell nobody apart. */
  static final double TELLS_APART = 0.7;

  private final TenantAdaptation pass;
  private final PersonKey person;
  private final UsageProfile profile;
  private final Map<String, double[]> lifts = new HashMap<>();
  private final Map<Integer, Double> aloneFit = new HashMap<>();

  /**
   * A person's roles.
   *
   * @param roles the primary first; shares sum to 1
   * @param support which role's share an application is counted in; those shared out have none
   */
  record Split(List<RoleShare> roles, Map<String, String> support) {}

  Roles(TenantAdaptation pass, PersonUsage usage, UsageProfile profile) {
    this.pass = pass;
    this.person = usage.person();
    this.profile = profile;
    for (WeightedUse weighted : profile.uses()) {
      lifts.put(name(weighted.use()), pass.logLift(person, weighted));
    }
  }

  /**
   * @param byCategory the probability of each category
   * @param primary index of the most confident
   */
  Split split(PersonUsage usage, boolean hasReports, double[] byCategory, int primary) {
    int management = pass.benchmarks().categories().indexOf(Taxonomy.MANAGEMENT);
    // Who mostly leads also does some work of their own: that is looked for harder.
    boolean leadsFirst = hasReports && primary == management;
    Second second =
        second(primary, management, leadsFirst ? Wanted.ofWhoLeads() : Wanted.ofOthers());
    boolean leads = hasReports && primary != management;
    List<Integer> found = new ArrayList<>(List.of(primary));
    Map<Integer, Double> confidence = new HashMap<>(Map.of(primary, byCategory[primary]));
    if (leads) {
      found.add(management);
      confidence.put(management, Math.min(DIRECTORY_SAYS, byCategory[primary]));
    }
    if (second != null && !found.contains(second.category())) {
      found.add(second.category());
      confidence.put(second.category(), Math.min(second.confidence(), byCategory[primary]));
    }
    Map<String, Integer> support = support(found);
    Map<Integer, Double> shares = shares(usage, found, support, leads ? management : -1);
    List<RoleShare> roles =
        found.stream()
            .map(c ->
                new RoleShare(
                    pass.benchmarks().categories().get(c),
                    confidence.getOrDefault(c, 0.0),
                    shares.getOrDefault(c, 0.0)))
            .sorted(
                Comparator.comparing((RoleShare r) ->
                        !r.category().equals(pass.benchmarks().categories().get(primary)))
                    .thenComparing(r -> -r.confidence()))
            .toList();
    Map<String, String> named = new HashMap<>();
    support.forEach((app, c) -> named.put(app, pass.benchmarks().categories().get(c)));
    return new Split(roles, named);
  }

  private record Second(int category, double confidence) {}

  /**
   * What is asked of a second kind of work.
   *
   * @param gain how much better both explain the use, in nats
   * @param share of what tells roles apart
   * @param common how much it counts how many do it
   */
  private record Wanted(double gain, double share, double common) {
    static Wanted ofWhoLeads() {
      return new Wanted(Tuning.OWN_WORK_GAIN, Tuning.OWN_WORK_SHARE, Tuning.OWN_WORK_COMMON);
    }

    static Wanted ofOthers() {
      return new Wanted(
          Tuning.SECOND_ROLE_GAIN, Tuning.SECOND_ROLE_SHARE, Tuning.SECOND_ROLE_COMMON);
    }
  }

  /** The other category that explains the use best together with the first, if clearly better. */
  private @Nullable Second second(int primary, int management, Wanted wanted) {
    Second best = null;
    double most = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < pass.benchmarks().categories().size(); c++) {
      if (c != primary && c != management) {
        double gain = gain(primary, c);
        // Of two that explain as much, the one that more people do.
        double likely = gain + wanted.common() * Math.log(pass.ofCategory(c));
        if (gain > wanted.gain()
            && likely > most
            && shareOf(c, support(List.of(primary, c))) >= wanted.share()) {
          most = likely;
          best = new Second(c, gain / (gain + Tuning.SECOND_ROLE_HALF));
        }
      }
    }
    return best;
  }

  private double shareOf(int category, Map<String, Integer> support) {
    double share = 0;
    for (WeightedUse weighted : profile.uses()) {
      if (Integer.valueOf(category).equals(support.get(name(weighted.use())))) {
        share += weighted.share();
      }
    }
    return share;
  }

  /** How much better two categories explain the use than the first alone, in nats. */
  double gain(int first, int second) {
    double alone = aloneFit.computeIfAbsent(first, only -> mixed(List.of(only)).likelihood());
    return mixed(List.of(first, second)).likelihood() - alone;
  }

  /**
   * The best mixture of the lines of work of some categories.
   *
   * @param likelihood of the use, as a logarithm
   * @param parts of each category; they sum to 1
   */
  record Mixed(double likelihood, double[] parts) {}

  Mixed mixed(List<Integer> categories) {
    int[] lines = linesOf(categories);
    double[] part = new double[lines.length];
    Arrays.fill(part, 1.0 / lines.length);
    double likelihood = 0;
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[lines.length];
      double weights = 0;
      likelihood = 0;
      for (WeightedUse weighted : profile.uses()) {
        double[] lift = lifts.getOrDefault(name(weighted.use()), new double[0]);
        double sum = 0;
        for (int i = 0; i < lines.length; i++) {
          sum += part[i] * Math.exp(lift[lines[i]]);
        }
        for (int i = 0; i < lines.length; i++) {
          next[i] += weighted.weight() * part[i] * Math.exp(lift[lines[i]]) / sum;
        }
        likelihood += weighted.weight() * Math.log(sum);
        weights += weighted.weight();
      }
      if (weights == 0) {
        return new Mixed(0, new double[categories.size()]);
      }
      for (int i = 0; i < lines.length; i++) {
        part[i] = next[i] / weights;
      }
    }
    double[] parts = new double[categories.size()];
    for (int i = 0; i < lines.length; i++) {
      parts[categories.indexOf(pass.benchmarks().lines().get(lines[i]).category())] += part[i];
    }
    return new Mixed(likelihood, parts);
  }

  /**
   * The part of the use that each category explains, if it may be of any lines of work; they sum to
   * 1.
   *
   * @param without a category that is left out; -1 for none
   */
  double[] parts(int without) {
    List<Benchmarks.Line> lines = pass.benchmarks().lines();
    double[] part = new double[lines.size()];
    for (int l = 0; l < part.length; l++) {
      part[l] = lines.get(l).category() == without ? 0 : 1;
    }
    Map<String, double[]> evidence = new HashMap<>();
    lifts.forEach((app, lift) ->
        evidence.put(
            app, Arrays.stream(lift).map(l -> Math.exp(Tuning.PART_EVIDENCE * l)).toArray()));
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[part.length];
      for (WeightedUse weighted : profile.uses()) {
        double[] lift = evidence.getOrDefault(name(weighted.use()), part);
        double sum = 0;
        for (int l = 0; l < part.length; l++) {
          sum += part[l] * lift[l];
        }
        for (int l = 0; l < part.length; l++) {
          next[l] += weighted.weight() * part[l] * lift[l] / sum;
        }
      }
      part = profile.uses().isEmpty() ? part : next;
    }
    double[] byCategory = new double[pass.benchmarks().categories().size()];
    double all = Arrays.stream(part).sum();
    for (int l = 0; l < part.length; l++) {
      byCategory[lines.get(l).category()] += part[l] / all;
    }
    return byCategory;
  }

  private int[] linesOf(List<Integer> categories) {
    List<Benchmarks.Line> lines = pass.benchmarks().lines();
    return java.util.stream.IntStream.range(0, lines.size())
        .filter(l -> categories.contains(lines.get(l).category()))
        .toArray();
  }

  /** Which of the roles each application that tells people apart supports. */
  private Map<String, Integer> support(List<Integer> found) {
    Map<String, Integer> support = new LinkedHashMap<>();
    for (WeightedUse weighted : profile.uses()) {
      double[] lift = lifts.getOrDefault(name(weighted.use()), new double[0]);
      double low = Arrays.stream(lift).min().orElse(0);
      double high = Arrays.stream(lift).max().orElse(0);
      if (high - low >= TELLS_APART && !weighted.use().common()) {
        int best = found.getFirst();
        for (int c : found) {
          if (strongest(lift, c) > strongest(lift, best)) {
            best = c;
          }
        }
        support.put(name(weighted.use()), best);
      }
    }
    return support;
  }

  private double strongest(double[] lift, int category) {
    double strongest = Double.NEGATIVE_INFINITY;
    for (int l : linesOf(List.of(category))) {
      strongest = Math.max(strongest, lift[l]);
    }
    return strongest;
  }

  /** Adds the shares of what supports each role and shares the rest out in proportion. */
  private static Map<Integer, Double> shares(
      PersonUsage usage, List<Integer> found, Map<String, Integer> support, int management) {
    Map<Integer, Double> sums = new HashMap<>();
    double supported = 0;
    double talk = 0;
    for (AppUse use : usage.apps()) {
      Integer role = support.get(name(use));
      if (role != null) {
        sums.merge(role, use.share(), Double::sum);
        supported += use.share();
      } else if (use.app().function().map(TALK::contains).orElse(false)) {
        talk += use.share();
      }
    }
    if (management >= 0 && !sums.containsKey(management) && talk > 0) {
      sums.put(management, HALF * talk);
      supported += HALF * talk;
    }
    Map<Integer, Double> shares = new HashMap<>();
    for (int role : found) {
      double share = supported == 0 ? 1.0 / found.size() : sums.getOrDefault(role, 0.0) / supported;
      shares.put(role, share);
    }
    return shares;
  }

  private static String name(AppUse use) {
    return use.app().id().value();
  }
}
