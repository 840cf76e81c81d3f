package com.orgscope.category.agent;

import com.orgscope.category.Spent;
import com.orgscope.llm.Answer;
import com.orgscope.llm.Models;
import com.orgscope.llm.Question;
import com.orgscope.llm.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Asks models on behalf of one talk and keeps count of what that took. While all of them are left
 * alone it waits, as often as the run has patience for.
 */
public final class Account {
  private final Models models;
  private final Patience patience;
  private final HandOver.Paid paid;
  private final List<UUID> traces = new ArrayList<>();
  private int calls;
  private int remembered;
  private long costNano;

  /**
   * @param paid what a batch of the run has paid for already
   */
  public Account(Models models, Patience patience, HandOver.Paid paid) {
    this.models = models;
    this.patience = patience;
    this.paid = paid;
  }

  public Answer ask(Question question) {
    while (true) {
      Answer answer = models.ask(question);
      costNano += answer.costNano();
      int made = (int) answer.steps().stream().filter(Account::called).count();
      calls += made;
      switch (answer) {
        case Answer.Given given -> {
          traces.add(given.trace());
          if (given.remembered()) {
            remember();
          }
          return given;
        }
        case Answer.None none -> {
          if (made > 0) {
            traces.add(none.trace());
          }
          if (none.why() != Answer.Why.ALL_PAUSED || !patience.waited()) {
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

  public Spent spent() {
    return new Spent(traces, calls, remembered, costNano);
  }
}
