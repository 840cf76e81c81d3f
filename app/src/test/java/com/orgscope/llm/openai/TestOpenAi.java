package com.orgscope.llm.openai;

import com.orgscope.llm.BatchPort;
import com.orgscope.llm.LlmSettings;
import com.orgscope.llm.ModelPort;

/** The plug-in for tests of the whole room. */
public final class TestOpenAi {
  private TestOpenAi() {}

  public static ModelPort port(LlmSettings settings) {
    return new OpenAiPort(settings);
  }

  public static BatchPort batches(LlmSettings settings) {
    return new OpenAiBatchPort(settings);
  }
}
