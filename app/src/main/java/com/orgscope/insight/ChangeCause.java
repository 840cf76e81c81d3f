package com.orgscope.insight;

/**
 * Why everybody's hours of signing in are others than a quarter before. Each person's change is in
 * one of the first five, and in {@link #NEW_APPLICATION} with what they do at applications that
 * they did not use before.
 */
public enum ChangeCause {
  JOINED("People who joined"),
  LEFT("People who left"),
  MODEL("People whose kind of work another model or prompt told otherwise"),
  OTHER_WORK("People whose kind of work changed"),
  REORGANIZED("People who moved to another department"),
  NEW_APPLICATION("Applications that are new to those who use them"),
  /** Of the days before, which held less when they were counted then. */
  LATE_DATA("Events of the quarter before that came late");

  private final String title;

  ChangeCause(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
