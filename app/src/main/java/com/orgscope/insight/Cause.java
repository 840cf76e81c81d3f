package com.orgscope.insight;

/** What costs people time on the way to their work. */
public enum Cause {
  FAILED_SIGN_INS("Failed sign-ins"),
  CHALLENGES("Sign-in challenges"),
  SWITCHES("Switching between applications");

  private final String title;

  Cause(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
