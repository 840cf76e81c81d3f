package com.orgscope.insight;

import com.orgscope.usage.FrictionAssumptions.Event;

/** What costs people time on the way to their work. */
public enum Cause {
  FAILED_SIGN_INS("Failed sign-ins", Event.FAILURE),
  CHALLENGES("Sign-in challenges", Event.CHALLENGE),
  SWITCHES("Switching between applications", Event.SWITCH);

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

  /** Whether it is of signing in; what is not has its own bound and stands by itself. */
  public boolean isSignIn() {
    return this != SWITCHES;
  }

  public String title() {
    return title;
  }

  public static Cause of(Event event) {
    return switch (event) {
      case FAILURE -> FAILED_SIGN_INS;
      case CHALLENGE -> CHALLENGES;
      case SWITCH -> SWITCHES;
    };
  }
}
