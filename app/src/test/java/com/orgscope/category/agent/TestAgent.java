package com.orgscope.category.agent;

import com.orgscope.llm.Models;
import com.orgscope.llm.Spending;
import com.orgscope.testing.DefaultSettings;

/** Parts of the agent as it ships, for tests of whoever stands on it. */
public final class TestAgent {
  private TestAgent() {}

  public static AgentSettings settings() {
    return DefaultSettings.of(AgentSettings.class);
  }

  public static Forecast forecast(Models models, Spending spending) {
    return new Forecast(models, spending, settings());
  }

  /** The defaults, but asking about every group. */
  static AgentSettings aboutAll() {
    AgentSettings usual = DefaultSettings.of(AgentSettings.class);
    return new AgentSettings(
        usual.k(),
        usual.maxConcurrentQuestions(),
        usual.maxFollowUpQuestions(),
        usual.maxSignatureUsd(),
        usual.maxAnswerTokens(),
        usual.modelWeight(),
        1,
        usual.maxProviderWaits(),
        usual.providerWait(),
        usual.batchMinQuestions(),
        usual.batchTimeout(),
        usual.batchCancelTimeout(),
        usual.batchPollInterval(),
        usual.maxCorrections());
  }
}
