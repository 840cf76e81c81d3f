package com.orgscope.egress;

import com.orgscope.kernel.Failure;
import java.util.Arrays;

/** By which way something leaves. */
public enum Channel {
  /** A question to a language model, or a batch of them. */
  MODEL("model"),
  /** The audit log, to whoever keeps a copy outside. */
  AUDIT("audit"),
  /** Traces, to a collector of OpenTelemetry. */
  COLLECTOR("collector");

  private final String word;

  Channel(String word) {
    this.word = word;
  }

  /** As it is typed and shown. */
  public String word() {
    return word;
  }

  /**
   * The one that a word stands for.
   *
   * @throws Failure for the operator, if there is none
   */
  public static Channel named(String word) {
    return Arrays.stream(values())
        .filter(channel -> channel.word.equals(word))
        .findFirst()
        .orElseThrow(
            () -> Failure.operator("'" + word + "' is no way out: model, audit or collector"));
  }
}
