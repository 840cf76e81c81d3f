package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import java.util.Collection;
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

  /** The calls of one question, in order, each with its whole prompt. */
  public List<Trace> of(Caller caller, UUID trace) {
    return of(caller, List.of(trace));
  }

  /** The calls of some questions, in order, each with its whole prompt. */
  public List<Trace> of(Caller caller, Collection<UUID> traces) {
    return store.whole(caller, traces);
  }

  /** The last calls of the caller's tenant, newest first, without the shared part of prompts. */
  List<Trace> latest(Caller caller, int most) {
    return store.latest(caller, Math.min(most, MOST));
  }
}
