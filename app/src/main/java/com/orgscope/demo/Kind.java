package com.orgscope.demo;

/** What happened, before a provider puts it into its own words. */
enum Kind {
  PASSWORD_FAILED,
  /** A policy looked at the session, or at one application, and mostly asked for more. */
  POLICY,
  CHALLENGE,
  CHALLENGE_FAILED,
  SESSION_START,
  SESSION_END,
  VISIT,
  VISIT_FAILED,
  /** An application, or the provider's own start page, renewed its access without the person. */
  TOKEN,
  ADMINISTRATION,
  MACHINE,
  BROKEN;

  private static final Kind[] ALL = values();

  static Kind at(int ordinal) {
    return ALL[ordinal];
  }
}
