package com.orgscope.category;

import com.orgscope.state.KillPoint;

/** Where a question to a model is killed by tests, see {@link KillPoint}. */
public enum AnswerPoint {
  /** The answer is there and paid, and is not kept. */
  CAME,
  /** It is kept. */
  KEPT;

  private final KillPoint point = new KillPoint("ANSWER_" + name());

  /** The place's name, as {@link KillPoint#PROPERTY} has it. */
  public String placeName() {
    return "ANSWER_" + name();
  }

  void pass() {
    point.pass();
  }
}
