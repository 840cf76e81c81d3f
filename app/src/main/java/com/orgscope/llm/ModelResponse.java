package com.orgscope.llm;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How a question ended; {@code steps} tells who spoke, and why not the first. */
public sealed interface ModelResponse permits ModelResponse.Given, ModelResponse.None {
  UUID trace();

  List<Step> steps();

  /** What all calls on the way cost, those that failed included, in nano-dollars. */
  default long costNano() {
    return steps().stream().mapToLong(Step::costNano).sum();
  }

  /**
   * A model spoke, and its JSON is of the schema.
   *
   * @param tokens of the call that brought it
   * @param latency of the call that brought it; zero from the cache
   * @param remembered whether it came from the cache
   */
  record Given(
      UUID trace,
      String json,
      Tokens tokens,
      Duration latency,
      String provider,
      String model,
      boolean remembered,
      List<Step> steps)
      implements ModelResponse {}

  /** Nobody answered; the local model has to. */
  record None(UUID trace, Why why, String detail, List<Step> steps) implements ModelResponse {}

  /** Why there is no answer. */
  enum Why {
    /** No provider has a key. */
    NO_PROVIDER,
    /** Every provider that could be asked is left alone for now: pause the run. */
    ALL_PAUSED,
    /** Those that were asked failed. */
    FAILED,
    /** The last that was asked will not answer this. */
    REFUSED,
    /** The month's budget does not hold another call. */
    BUDGET,
    /** Twice the expected day is spent; tomorrow there is more. */
    DAY_PAUSED,
    /** Stopped from outside. */
    STOPPED
  }
}
