package com.orgscope.category;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What asking models took.
 *
 * @param traces of the questions that reached a model or the cache, in order
 * @param calls of models, retries included
 * @param remembered calls that the cache saved
 * @param costNano in nano-dollars
 */
public record ModelUsage(List<UUID> traces, int calls, int remembered, long costNano) {
  public static final ModelUsage NOTHING = new ModelUsage(List.of(), 0, 0, 0);

  public ModelUsage {
    traces = List.copyOf(traces);
  }

  /** Both together. */
  public ModelUsage and(ModelUsage other) {
    List<UUID> all = new ArrayList<>(traces);
    all.addAll(other.traces);
    return new ModelUsage(
        all, calls + other.calls, remembered + other.remembered, costNano + other.costNano);
  }
}
