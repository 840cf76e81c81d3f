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

  boolean ofFunctions() {
    return signature.kind() == Signature.Kind.FUNCTIONS;
  }
}
