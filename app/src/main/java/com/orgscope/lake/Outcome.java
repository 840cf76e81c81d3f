package com.orgscope.lake;

/** How an event ended. */
public enum Outcome {
  SUCCESS,
  FAILURE
}
