package com.orgscope.llm;

/** A provider of models, one call at a time. It neither retries nor waits for its turn. */
public interface ModelPort {
  /** As OpenTelemetry's {@code gen_ai.provider.name} calls it. */
  String provider();

  /**
   * The provider's settings; {@link LlmSettings.Provider#present()} says whether it can be asked.
   */
  LlmSettings.Provider settings();

  /** What to set so that this provider can be asked. */
  String absence();

  /** Asks once, over {@code http}, which bounds the time. Failures are values. */
  Reply call(ModelRequest question, String model, HttpCall http);
}
