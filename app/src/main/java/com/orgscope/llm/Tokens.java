package com.orgscope.llm;

/**
 * Tokens of one call, each counted once.
 *
 * @param input read and not cached
 * @param cacheRead read from the provider's prompt cache
 * @param cacheWritten read and kept in the provider's prompt cache
 */
public record Tokens(long input, long cacheRead, long cacheWritten, long output) {
  public static final Tokens NONE = new Tokens(0, 0, 0, 0);

  /** Everything the model read. */
  public long prompt() {
    return input + cacheRead + cacheWritten;
  }

  /** Whether a call that sent so many bytes and allowed so many tokens can have used these. */
  boolean plausible(long mostPrompt, long mostOutput) {
    return input >= 0
        && cacheRead >= 0
        && cacheWritten >= 0
        && prompt() >= 1
        && prompt() <= mostPrompt
        && output >= 0
        && output <= mostOutput;
  }
}
