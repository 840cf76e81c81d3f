package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What was asked of models and what they said, for those who may see it. */
@Component
public final class Traces {
  private final TraceStore store;

  Traces(TraceStore store) {
    this.store = store;
  }

  /** The calls of some questions, in order, each with its whole prompt. */
  public List<Trace> of(Caller caller, Collection<UUID> traces) {
    return store.whole(caller, traces);
  }
}
