package com.orgscope.insight;

import com.orgscope.usage.FrictionAssumptions.Event;

/** What costs people time on the way to their work. */
public enum Cause {
  FAILED_SIGN_INS("Failed sign-ins", Event.FAILURE),
  CHALLENGES("Sign-in challenges", Event.CHALLENGE),
  SWITCHES("Switching between applications", Event.SWITCH),
  /** Failures and challenges of both kinds, so many times the minutes that are assumed. */
  UNMEASURED_SIGN_INS("Sign-ins of which the log does not hold how long they took", Event.FAILURE);

  private final String title;
  private final Event event;

  Cause(String title, Event event) {
    this.title = title;
    this.event = event;
  }

  /** What is counted for it. */
  public Event event() {
    return event;
  }

  /**
   * Whether it is of signing in and measured; what is not has a bound of its own, and stands by
   * itself.
   */
  public boolean isSignIn() {
    return this == FAILED_SIGN_INS || this == CHALLENGES;
  }

  public String title() {
    return title;
  }
}
