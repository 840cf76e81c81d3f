package com.orgscope.llm.scripted;

/** What a scripted provider does about each question. Called on many threads at once. */
@FunctionalInterface
public interface Script {
  Act answer(Asked asked);
}
