package com.orgscope.egress;

import java.util.Arrays;
import java.util.Optional;

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

  /** The one that a word stands for, if there is one. */
  public static Optional<Channel> named(String word) {
    return Arrays.stream(values()).filter(channel -> channel.word.equals(word)).findFirst();
  }
}
