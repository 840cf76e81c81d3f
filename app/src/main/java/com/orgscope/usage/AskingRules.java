package com.orgscope.usage;

import com.orgscope.usage.ApplicationAnswers.Decision;
import com.orgscope.usage.UnknownApplication.State;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where an application that nobody knows stands, and why.
 *
 * @param k fewer people than this are told of to nobody outside
 * @param decisions of IT, by folded label
 * @param asked folded labels that a model was asked about
 * @param plain asked where nothing else decides, since it needs everybody's names
 */
record AskingRules(
    int k,
    AskingPolicy policy,
    Map<String, Decision> decisions,
    Set<String> asked,
    Supplier<PlainLabels> plain) {

  UnknownApplication standing(String label, long people) {
    String folded = Label.folded(label);
    Decision decision = decisions.get(folded);
    if (asked.contains(folded)) {
      return new UnknownApplication(
          label, people, State.NOT_KNOWN_TO_MODEL, "a model was asked and did not know it");
    }
    if (decision == Decision.REFUSED) {
      return new UnknownApplication(label, people, State.REFUSED, "you refused to ask about it");
    }
    if (people < k) {
      return new UnknownApplication(
          label, people, State.TOO_FEW_PEOPLE, "fewer than " + k + " people use it");
    }
    if (policy == AskingPolicy.NEVER) {
      return waits(label, people, "models are asked about no application");
    }
    if (decision == Decision.RELEASED) {
      return mayBeAsked(label, people, "you released it");
    }
    return policy == AskingPolicy.APPROVED
        ? waits(label, people, "models are asked about released ones alone")
        : plain
            .get()
            .objection(label)
            .map(because -> waits(label, people, because))
            .orElseGet(() -> mayBeAsked(label, people, "it reads like a product's name"));
  }

  private static UnknownApplication waits(String label, long people, String because) {
    return new UnknownApplication(label, people, State.WAITS_FOR_IT, because);
  }

  private static UnknownApplication mayBeAsked(String label, long people, String because) {
    return new UnknownApplication(label, people, State.MAY_BE_ASKED, because);
  }
}
