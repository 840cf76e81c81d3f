package com.orgscope.llm;

import java.time.Duration;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a call came to.
 *
 * @param state as the table spells it
 * @param tokens zero where the provider said nothing, or nothing to be believed
 * @param answer null where none is worth keeping
 */
record Charge(
    String state,
    @Nullable Fault fault,
    String detail,
    Tokens tokens,
    long costNano,
    Duration latency,
    @Nullable String answer) {

  /** What bounds a call's tokens and money; it costs the latter if it ended without a bill. */
  record Bounds(long mostPrompt, long mostOutput, long reservedNano) {}

  static Charge of(Bounds bounds, Reply reply, ToLongFunction<Tokens> price, Duration latency) {
    Tokens counted =
        switch (reply) {
          case Reply.Completed done -> done.tokens();
          case Reply.Refused refused -> refused.tokens();
          case Reply.Failed failed -> failed.tokens();
        };
    boolean believed =
        counted != null && counted.plausible(bounds.mostPrompt(), bounds.mostOutput());
    Tokens tokens = believed && counted != null ? counted : Tokens.NONE;
    String doubt =
        counted != null && !believed ? " (its count of tokens cannot be: " + counted + ")" : "";
    long cost = believed ? price.applyAsLong(tokens) : bounds.reservedNano();
    return switch (reply) {
      case Reply.Completed done ->
          new Charge("ANSWERED", null, doubt, tokens, cost, latency, done.text());
      case Reply.Refused refused ->
          new Charge("REFUSED", null, refused.why() + doubt, tokens, cost, latency, null);
      case Reply.Failed failed ->
          new Charge(
              "FAILED",
              failed.fault(),
              failed.detail() + doubt,
              tokens,
              failed.fault().free() ? 0 : cost,
              latency,
              null);
    };
  }
}
