package com.orgscope.category;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What asking a model about one signature brought, in one run.
 *
 * @param signature as text, see {@code Signature#text}
 * @param people who share it
 * @param outcome what became of the question
 * @param answer verified, as JSON of the prompt's shape; null without one
 * @param because why there is none, or why the first model did not give it; null if it did
 * @param model who spoke; null if nobody did
 * @param prompt with the hash of its words
 * @param trace of the call that brought the answer; null where none did
 * @param refusals answers that were refused on the way
 * @param spent what all of it took
 */
public record Consultation(
    String signature,
    int people,
    Outcome outcome,
    @Nullable String answer,
    @Nullable String because,
    @Nullable String model,
    String prompt,
    @Nullable UUID trace,
    List<Refusal> refusals,
    ModelUsage spent) {

  public Consultation {
    refusals = List.copyOf(refusals);
    if ((answer == null) != (outcome == Outcome.REFUSED || outcome == Outcome.UNANSWERED)) {
      throw new IllegalArgumentException(outcome + " with answer " + answer);
    }
  }

  /** What became of a question. */
  public enum Outcome {
    /** The answer had no fault. */
    ACCEPTED,
    /** Nobody answered tonight; this is what was accepted in an earlier run. */
    YESTERDAY,
    /** Each answer had a fault. */
    REFUSED,
    /** Nobody answered. */
    UNANSWERED
  }

  /**
   * An answer that was not believed.
   *
   * @param trace of the call that brought it
   * @param faults in plain words
   */
  public record Refusal(UUID trace, String model, List<String> faults) {
    public Refusal {
      faults = List.copyOf(faults);
    }
  }

  /**
   * The sums of a run.
   *
   * @param questions about signatures
   */
  public record Sums(
      int questions,
      int accepted,
      int refused,
      int unanswered,
      int refusals,
      int calls,
      int remembered,
      long costNano) {}
}
