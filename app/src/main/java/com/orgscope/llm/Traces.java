package com.orgscope.llm;

import com.orgscope.kernel.Caller;
import com.orgscope.kernel.TenantId;
import java.time.Instant;
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

  /**
   * One kind of question.
   *
   * @param asked answered outside, failed, or under way
   * @param remembered answered by an earlier answer, so that nothing left
   */
  public record Kind(
      String agent,
      String purpose,
      String prompt,
      String model,
      long asked,
      long remembered,
      Instant first,
      Instant last) {}

  /** Every kind of question that was ever asked of a tenant, the newest first; no text of any. */
  public List<Kind> kinds(TenantId tenant) {
    return store.kinds(tenant);
  }

  /** The calls of some questions, in order, each with its whole prompt. */
  public List<Trace> of(Caller caller, Collection<UUID> traces) {
    return store.whole(caller, traces);
  }
}
