package com.orgscope.llm.anthropic;

import com.orgscope.llm.BatchPort;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelPort;

/** The plug-in for tests of the whole room. */
public final class TestAnthropic {
  private TestAnthropic() {}

  public static ModelPort port(LlmSettings settings) {
    return new AnthropicPort(settings);
  }

  public static BatchPort batches(LlmSettings settings) {
    return new AnthropicBatchPort(settings);
  }
}
