package com.orgscope.category.agent;

import com.orgscope.category.Judgment;
import com.orgscope.kernel.PersonKey;
import com.orgscope.usage.Signature;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The people who share a signature, as the agent knows them.
 *
 * @param people at least k
 * @param facts one for each part of the signature, in the order of its parts
 * @param local what the local model makes of them: the mean probability of each category
 */
record Cohort(
    Signature signature,
    SortedSet<PersonKey> people,
    List<SharedFact> facts,
    Map<String, Double> local) {
  /** A category to which the local model gives less than this is no second role of a group. */
  private static final double SECOND_ROLE = 0.12;

  private static final int LEAST_FACTS = 2;

  Optional<SharedFact> fact(String id) {
    return facts.stream().filter(f -> f.id().equals(id)).findFirst();
  }

  /** The category that the local model is sure of for the group; empty if it is of none. */
  Optional<String> locallySure() {
    return local.entrySet().stream()
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .filter(e -> e.getValue() >= Judgment.FLOOR)
        .map(Map.Entry::getKey);
  }

  /**
   * Whether a question can help: the local model is unsure of the group or sees two roles in it,
   * and there is more than one fact to go by.
   *
   * @param clear a group of whom the local model is surer is clear; 1 asks about all
   */
  boolean worthAsking(double clear) {
    if (clear >= 1) {
      return true;
    }
    List<Double> chances = local.values().stream().sorted(Comparator.reverseOrder()).toList();
    boolean unsure =
        chances.isEmpty()
            || chances.getFirst() < clear
            || (chances.size() > 1 && chances.get(1) >= SECOND_ROLE);
    return unsure && facts.stream().filter(f -> f.purpose().isPresent()).count() >= LEAST_FACTS;
  }

  boolean ofFunctions() {
    return signature.kind() == Signature.Kind.FUNCTIONS;
  }
}
