package com.orgscope.quality.experiment;

/** One of the two sides of an experiment. */
public enum Arm {
  CONTROL,
  TREATMENT;

  /** As the command line writes it. */
  public String word() {
    return this == CONTROL ? "control" : "treatment";
  }

  /** The one it is not. */
  Arm other() {
    return this == CONTROL ? TREATMENT : CONTROL;
  }
}
