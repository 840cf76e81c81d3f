package com.orgscope.category.agent;

import com.orgscope.category.Categorizer.Opinion;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Fact;
import com.orgscope.category.Judgment.Origin;
import com.orgscope.category.Judgment.RoleShare;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomy;
import com.orgscope.usage.AppUse;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Signature.Kind;
import com.orgscope.usage.Signatures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes one person's judgment of the answer about everybody with their signature and of what the
 * local model makes of the person.
 *
 * <p>The label is that of the two voices pooled ({@link LogPool}). The surer the local model is of
 * a person, the less the other voice weighs: disagreement lowers confidence by that rule and never
 * by decree. Figures are the person's own: the parts of the facts of a role are added up, what lies
 * outside the signature goes to the role for which the local model says it speaks, the rest is
 * shared out in proportion.
 */
final class OpinionPool {
  /** A judgment never claims more: even the clearest tools sit on the wrong desk now and then. */
  private static final double MOST_CONFIDENT = 0.98;

  /** A role with less than this of somebody's use is not theirs. */
  private static final double LEAST_ROLE = 0.05;

  private final PoolWeights weights;
  private final Prose prose;

  OpinionPool(PoolWeights weights, Prose prose) {
    this.weights = weights;
    this.prose = prose;
  }

  /**
   * @param local what the local model says of the person, decided or uncertain
   * @param opinion its probabilities
   * @param origin who gave the shared answer
   */
  Judgment of(
      PersonUsage usage,
      Judgment local,
      Opinion opinion,
      Cohort cohort,
      SharedAnswer answer,
      Origin origin) {
    Map<String, Double> ours = opinion.byCategory();
    Map<String, Double> voice = LogPool.voice(answer, ours.keySet());
    Map<String, Double> pooled = LogPool.pooled(ours, voice, weights.of(cohort, answer));
    String category = greatest(pooled);
    double confidence = Math.min(MOST_CONFIDENT, pooled.getOrDefault(category, 0.0));
    boolean decided = confidence >= Judgment.FLOOR;
    Allocation allocation = new Allocation(usage, opinion, cohort, answer);
    List<RoleShare> roles = roles(category, confidence, local, answer, allocation);
    List<Fact> facts = facts(cohort, allocation);
    return new Judgment(
        decided ? Status.DECIDED : Status.UNCERTAIN,
        category,
        subCategory(category, answer, local),
        confidence,
        roles,
        sentences(
            prose.text(cohort, answer, category, categories(roles)), decided, cohort, allocation),
        facts,
        evidence(cohort, answer, allocation),
        origin);
  }

  private static String greatest(Map<String, Double> values) {
    return values.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .orElseThrow()
        .getKey();
  }

  private static @Nullable String subCategory(
      String category, SharedAnswer answer, Judgment local) {
    String said =
        answer.roles().stream()
            .filter(role -> role.category().equals(category))
            .map(SharedAnswer.Role::subCategory)
            .filter(sub -> !sub.isEmpty())
            .findFirst()
            .orElse(null);
    if (said != null) {
      return said;
    }
    return category.equals(local.category()) ? local.subCategory() : null;
  }

  /** The primary, the model's other roles, and what the local model sees beside them. */
  private static List<RoleShare> roles(
      String primary,
      double confidence,
      Judgment local,
      SharedAnswer answer,
      Allocation allocation) {
    Map<String, Double> found = new LinkedHashMap<>();
    found.put(primary, confidence);
    for (SharedAnswer.Role role : answer.roles()) {
      found.putIfAbsent(role.category(), Math.min(role.confidence(), confidence));
    }
    // What a person does beside what they share is theirs: the local model sees it, and the
    // directory's reports.
    double led = 0;
    for (RoleShare role : local.roles()) {
      if (found.size() < Verification.MOST_ROLES) {
        found.putIfAbsent(role.category(), Math.min(role.confidence(), confidence));
      }
      led = role.category().equals(Taxonomy.MANAGEMENT) ? role.share() : led;
    }
    Map<String, Double> shares = allocation.shares(found.keySet());
    if (found.containsKey(Taxonomy.MANAGEMENT)
        && !primary.equals(Taxonomy.MANAGEMENT)
        && shares.getOrDefault(Taxonomy.MANAGEMENT, 0.0) < led) {
      shares = allocation.withAtLeast(shares, Taxonomy.MANAGEMENT, led);
    }
    return listed(primary, found, shares);
  }

  private static List<RoleShare> listed(
      String primary, Map<String, Double> found, Map<String, Double> shares) {
    // Above zero: all shares sum to 1, so of so few roles one has more than the least.
    double kept = 0;
    for (String category : found.keySet()) {
      double share = shares.getOrDefault(category, 0.0);
      kept += category.equals(primary) || share >= LEAST_ROLE ? share : 0;
    }
    List<RoleShare> roles = new ArrayList<>();
    for (Map.Entry<String, Double> role : found.entrySet()) {
      double share = shares.getOrDefault(role.getKey(), 0.0);
      if (role.getKey().equals(primary) || share >= LEAST_ROLE) {
        roles.add(new RoleShare(role.getKey(), role.getValue(), share / kept));
      }
    }
    roles.subList(1, roles.size()).sort(Comparator.comparingDouble(r -> -r.confidence()));
    return List.copyOf(roles);
  }

  private List<Fact> facts(Cohort cohort, Allocation allocation) {
    List<Fact> facts = new ArrayList<>();
    for (SharedFact fact : cohort.facts()) {
      facts.add(
          new Fact(
              fact.id(),
              Map.of(
                  "app", shown(cohort, fact),
                  "share", percent(allocation.shareOf(fact)),
                  "purpose", fact.purpose().orElse("no known purpose").toLowerCase(Locale.ROOT))));
    }
    facts.add(
        new Fact(
            "F" + (cohort.facts().size() + 1), Map.of("share", percent(allocation.inferred()))));
    return facts;
  }

  /** A person reads the name that their company uses, also where the model was not told it. */
  private static String shown(Cohort cohort, SharedFact fact) {
    return cohort.signature().kind() == Kind.APPLICATIONS ? fact.part() : fact.shown();
  }

  private static Set<String> categories(List<RoleShare> roles) {
    return roles.stream().map(RoleShare::category).collect(Collectors.toSet());
  }

  private static String sentences(
      String said, boolean decided, Cohort cohort, Allocation allocation) {
    StringBuilder prose = new StringBuilder(said);
    if (allocation.inferred() > 0) {
      prose
          .append(" What these facts do not cover, {F")
          .append(cohort.facts().size() + 1)
          .append(".share} of active use, was shared out by Orgscope's own rules.");
    }
    if (!decided) {
      prose.append(" This is not sure enough to be told as a fact.");
    }
    return prose.toString();
  }

  private List<String> evidence(Cohort cohort, SharedAnswer answer, Allocation allocation) {
    List<String> evidence = new ArrayList<>();
    for (String id : answer.evidence()) {
      cohort
          .fact(id)
          .ifPresent(fact ->
              evidence.add(
                  "%s (%s), %s of active use%s."
                      .formatted(
                          shown(cohort, fact),
                          fact.purpose().orElse("no known purpose"),
                          percent(allocation.shareOf(fact)),
                          answer
                              .categoryOf(id)
                              .map(category -> ": speaks for " + category)
                              .orElse(""))));
    }
    return evidence;
  }

  private static String percent(double share) {
    long percent = Math.round(share * 100);
    return percent == 0 && share > 0 ? "under 1 %" : percent + " %";
  }

  /** Where a person's use goes. */
  private static final class Allocation {
    private final PersonUsage usage;
    private final Opinion opinion;
    private final Cohort cohort;
    private final SharedAnswer answer;
    private final Map<String, Double> facts = new TreeMap<>();

    Allocation(PersonUsage usage, Opinion opinion, Cohort cohort, SharedAnswer answer) {
      this.usage = usage;
      this.opinion = opinion;
      this.cohort = cohort;
      this.answer = answer;
      for (AppUse use : usage.apps()) {
        Signatures.part(cohort.signature(), use)
            .ifPresent(part -> facts.merge(part, use.share(), Double::sum));
      }
    }

    /** Of active use, 0 to 1. */
    double shareOf(SharedFact fact) {
      return facts.getOrDefault(fact.part(), 0.0);
    }

    /** The part of active use that no role of the answer covers. */
    double inferred() {
      double covered = 0;
      for (SharedFact fact : cohort.facts()) {
        covered += answer.categoryOf(fact.id()).isPresent() ? shareOf(fact) : 0;
      }
      return Math.max(0, 1 - covered);
    }

    /** The parts of the roles; they sum to 1. */
    Map<String, Double> shares(Iterable<String> categories) {
      Map<String, Double> shares = new LinkedHashMap<>();
      categories.forEach(category -> shares.put(category, 0.0));
      for (AppUse use : usage.apps()) {
        String category = roleOf(use, shares);
        if (category != null) {
          shares.merge(category, use.share(), Double::sum);
        }
      }
      double told = shares.values().stream().mapToDouble(s -> s).sum();
      String first = shares.keySet().iterator().next();
      if (told == 0) {
        shares.put(first, 1.0);
      } else {
        shares.replaceAll((category, share) -> share / told);
      }
      return shares;
    }

    private @Nullable String roleOf(AppUse use, Map<String, Double> among) {
      Optional<SharedFact> fact =
          Signatures.part(cohort.signature(), use)
              .flatMap(
                  part -> cohort.facts().stream().filter(f -> f.part().equals(part)).findFirst());
      if (fact.isPresent()) {
        return answer.categoryOf(fact.get().id()).filter(among::containsKey).orElse(null);
      }
      return opinion.speaksFor(use).entrySet().stream()
          .filter(e -> among.containsKey(e.getKey()))
          .max(Comparator.comparingDouble(Map.Entry::getValue))
          .map(Map.Entry::getKey)
          .orElse(null);
    }

    /** Lifts one role to a part and takes it from the others in proportion. */
    Map<String, Double> withAtLeast(Map<String, Double> shares, String category, double part) {
      Map<String, Double> lifted = new LinkedHashMap<>(shares);
      double others = 1 - shares.getOrDefault(category, 0.0);
      lifted.replaceAll((c, share) -> c.equals(category) ? part : share * (1 - part) / others);
      return lifted;
    }
  }
}
