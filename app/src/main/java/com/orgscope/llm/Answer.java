package com.orgscope.llm;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** How a question ended; {@code steps} tells who spoke, and why not the first. */
public sealed interface Answer permits Answer.Given, Answer.None {
  UUID trace();

  List<Step> steps();

  /**
   * A model spoke, and its JSON is of the schema.
   *
   * @param latency of the call that brought it
   */
  record Given(
      UUID trace,
      String json,
      Tokens tokens,
      Duration latency,
      String provider,
      String model,
      List<Step> steps)
      implements Answer {}

  /** Nobody answered; the local model has to. */
  record None(UUID trace, Why why, String detail, List<Step> steps) implements Answer {}

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
    /** Stopped from outside. */
    STOPPED
  }
}
