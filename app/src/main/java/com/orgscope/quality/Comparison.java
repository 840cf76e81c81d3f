package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomies;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.llm.Spending;
import com.orgscope.quality.MethodScores.Words;
import com.orgscope.usage.Basis;
import com.orgscope.usage.PersonUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Tells the same people's work in several ways, side by side: the answers that hold (the agent's,
 * where a model was asked), the model without a key, k-means, a trained classifier, and what most
 * people are. What learns is told about each person by what learned from others.
 */
@Component
public class Comparison {
  private static final int FOLDS = 5;
  private static final int LEAST_PEOPLE = 2 * FOLDS;
  private static final Set<String> AGENTS = Set.of("work_categorizer", "application_describer");

  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final LocalAnswers local;
  private final Measures measures;

  /** What is asked before, and paid for. */
  @Component
  record Measures(Access access, Spending spending, InstantSource clock) {}

  Comparison(
      Assignments assignments, Taxonomies taxonomies, LocalAnswers local, Measures measures) {
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.local = local;
    this.measures = measures;
  }

  /**
   * Compares over the 90 days that the newest run looked at.
   *
   * @throws Failure for the operator, if no run was published, or if of fewer than ten people, or
   *     of people of one kind of work alone, it is known what they do
   */
  public ComparisonReport of(Caller caller, GroundTruth truth) {
    measures.access().require(caller, Action.PERSON_DATA, "comparison of methods");
    LocalAnswers.Seen seen = local.seen(caller);
    Map<PersonKey, PersonUsage> everybody = seen.everybody();
    Around around = new Around(caller, seen);
    Map<PersonKey, PersonUsage> alone = NewApplications.withoutModels(everybody);
    long began = System.nanoTime();
    Map<PersonKey, Judgment> byUse = judged(around, alone, truth.people().keySet());
    double seconds = secondsSince(began);
    Map<PersonKey, Judgment> held = new HashMap<>();
    assignments.current(caller).forEach(one -> held.put(one.person(), one.judgment()));
    Map<PersonKey, GroundTruth.Known> known = new TreeMap<>(truth.people());
    known.keySet().removeIf(person -> !held.containsKey(person) || !enough(byUse.get(person)));
    long kinds = known.values().stream().map(GroundTruth.Known::category).distinct().count();
    if (known.size() < LEAST_PEOPLE || kinds < 2) {
      throw Failure.operator(
          "of %d people with enough use it is known what they do, of %d kinds of work: methods are compared over %d people of two kinds at least"
              .formatted(known.size(), kinds, LEAST_PEOPLE));
    }
    NewApplications fresh = new NewApplications(known, everybody);
    MethodScores scores = new MethodScores(known);
    List<ComparisonReport.Method> methods = new ArrayList<>();
    methods.add(agent(scores, around, held, asked(held, everybody), fresh.described(everybody)));
    methods.add(
        scores.method(
            Words.LOCAL,
            LocalAnswers.decided(byUse),
            LocalAnswers.decided(judged(around, fresh.unknown(alone), known.keySet())),
            BigDecimal.ZERO,
            seconds));
    Examples examples = new Examples(known, everybody, fresh.unknown(everybody), seen.employed());
    int clusters = taxonomies.of(caller).categories().size();
    methods.add(learned(scores, Words.CLUSTERS, new NamedClusters(clusters), examples));
    methods.add(learned(scores, Words.CLASSIFIER, new TrainedClassifier(), examples));
    methods.add(learned(scores, Words.MAJORITY, new Majority(), examples));
    return new ComparisonReport(known.size(), FOLDS, fresh.left(), methods);
  }

  /** What stays the same however people's use is read. */
  private record Around(Caller caller, LocalAnswers.Seen seen) {}

  /** What holds now, and what would with the new applications once somebody said what they are. */
  private ComparisonReport.Method agent(
      MethodScores scores,
      Around around,
      Map<PersonKey, Judgment> held,
      boolean asked,
      Map<PersonKey, PersonUsage> described) {
    BigDecimal dollars =
        measures
            .spending()
            .ledger(around.caller(), Instant.EPOCH, measures.clock().instant())
            .stream()
            .filter(line -> AGENTS.contains(line.agent()))
            .map(line -> BigDecimal.valueOf(line.costNano(), 9))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return scores.method(
        asked ? Words.AGENT : Words.NOBODY_ASKED,
        LocalAnswers.decided(held),
        LocalAnswers.decided(judged(around, described, scores.people())),
        dollars,
        null);
  }

  /**
   * Whether a model has a part in the answers: it judged somebody, or said what something is for.
   */
  private static boolean asked(
      Map<PersonKey, Judgment> held, Map<PersonKey, PersonUsage> everybody) {
    return held.values().stream().anyMatch(one -> one.origin().prompt() != null)
        || everybody.values().stream()
            .flatMap(used -> used.apps().stream())
            .anyMatch(use -> use.app().basis() == Basis.MODEL);
  }

  private Map<PersonKey, Judgment> judged(
      Around around, Map<PersonKey, PersonUsage> everybody, Set<PersonKey> wanted) {
    return local.of(
        around.caller(), around.seen().asOf(), everybody, around.seen().employed(), wanted);
  }

  private static boolean enough(@Nullable Judgment judgment) {
    return judgment != null
        && (judgment.status() == Status.DECIDED || judgment.status() == Status.UNCERTAIN);
  }

  private static ComparisonReport.Method learned(
      MethodScores scores, Words words, Learner learner, Examples examples) {
    long began = System.nanoTime();
    Examples.Told told = examples.told(learner, FOLDS);
    return scores.method(words, told.now(), told.after(), BigDecimal.ZERO, secondsSince(began));
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
