package com.orgscope.lake;

/** Whose sign-in log an event was read from. */
public enum Source {
  OKTA,
  GOOGLE,
  ENTRA
}
