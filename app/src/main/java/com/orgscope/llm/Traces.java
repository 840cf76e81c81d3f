package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was asked of models and what they said, for those who may see it. */
@Component
public final class Traces {
  static final int MOST = 1_000;

  private final TraceStore store;

  Traces(TraceStore store) {
    this.store = store;
  }

  /** The calls of one question, in order. */
  public List<Trace> of(Caller caller, UUID trace) {
    return store.of(caller, trace);
  }

  /** The last calls of the caller's tenant, newest first. */
  public List<Trace> latest(Caller caller, int most) {
    return store.latest(caller, Math.min(most, MOST));
  }
}
