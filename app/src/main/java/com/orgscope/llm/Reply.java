package com.orgscope.llm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How one call to one provider ended. */
public sealed interface Reply permits Reply.Completed, Reply.Refused, Reply.Failed {

  /** What the provider counts against its limits, as far as it said so; at most {@code most}. */
  default long tokensUsed(long most) {
    Tokens tokens =
        switch (this) {
          case Completed done -> done.tokens();
          case Refused refused -> refused.tokens();
          case Failed failed -> failed.tokens();
        };
    if (this instanceof Failed failed && failed.fault().free()) {
      return 0;
    }
    return tokens == null ? most : Math.clamp(tokens.prompt() + tokens.output(), 0, most);
  }

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
