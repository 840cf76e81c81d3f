package com.orgscope.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one call to one provider ended. */
public sealed interface Reply permits Reply.Completed, Reply.Refused, Reply.Failed {

  /** The model spoke to the end. */
  record Completed(String text, Tokens tokens) implements Reply {}

  /** The model, or the provider's filter, will not answer this. */
  record Refused(String why, Tokens tokens) implements Reply {}

  /**
   * No answer.
   *
   * @param retryAfter what the provider asks to wait, if it does
   * @param tokens what the provider counted, if it said so
   */
  record Failed(Fault fault, String detail, @Nullable Duration retryAfter, @Nullable Tokens tokens)
      implements Reply {
    public Failed(Fault fault, String detail) {
      this(fault, detail, null, null);
    }
  }
}
