package com.orgscope.category.agent;

import com.orgscope.category.ModelUsage;
import com.orgscope.llm.ModelRequest;
import com.orgscope.llm.ModelResponse;
import com.orgscope.llm.Models;
import com.orgscope.llm.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks models on behalf of one talk and keeps count of what that took. While all of them are left
 * alone it waits, as often as the run has patience for.
 */
public final class MeteredModels {
  private final Models models;
  private final WaitBudget patience;
  private final BatchSubmission.Paid paid;
  private final List<UUID> traces = new ArrayList<>();
  private int calls;
  private int remembered;
  private long costNano;

  /**
   * @param paid what a batch of the run has paid for already
   */
  public MeteredModels(Models models, WaitBudget patience, BatchSubmission.Paid paid) {
    this.models = models;
    this.patience = patience;
    this.paid = paid;
  }

  public ModelResponse ask(ModelRequest question) {
    while (true) {
      ModelResponse answer = models.ask(question);
      costNano += answer.costNano();
      int made = (int) answer.steps().stream().filter(MeteredModels::called).count();
      calls += made;
      switch (answer) {
        case ModelResponse.Given given -> {
          traces.add(given.trace());
          if (given.remembered()) {
            remember();
          }
          return given;
        }
        case ModelResponse.None none -> {
          if (made > 0) {
            traces.add(none.trace());
          }
          if (none.why() != ModelResponse.Why.ALL_PAUSED || !patience.waited()) {
            return none;
          }
        }
      }
    }
  }

  /** What is remembered was asked before, or just now by the run's own batch. */
  private void remember() {
    long price = paid.take();
    if (price < 0) {
      remembered++;
    } else {
      calls++;
      costNano += price;
    }
  }

  private static boolean called(Step step) {
    return switch (step.what()) {
      case FAILED, REFUSED, SPOKE -> true;
      case ABSENT, PAUSED, CROWDED, UNPRICED, UNPAID, REMEMBERED -> false;
    };
  }

  long costNano() {
    return costNano;
  }

  public ModelUsage spent() {
    return new ModelUsage(traces, calls, remembered, costNano);
  }
}
