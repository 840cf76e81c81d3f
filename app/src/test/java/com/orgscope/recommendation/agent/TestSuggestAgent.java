package com.orgscope.recommendation.agent;

import com.orgscope.category.agent.AgentSettings;
import com.orgscope.category.agent.Forecast;
import com.orgscope.llm.Models;
import com.orgscope.recommendation.Suggester;
import java.util.function.UnaryOperator;

/** Asks a model that a test scripts. */
public final class TestSuggestAgent {
  private TestSuggestAgent() {}

  public static Suggester of(
      Models models,
      UnaryOperator<String> functionName,
      Forecast forecast,
      AgentSettings settings) {
    return new SuggestAgent(models, functionName, forecast, settings);
  }
}
