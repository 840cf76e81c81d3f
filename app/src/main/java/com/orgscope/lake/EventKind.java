package com.orgscope.lake;

/** What a person did. Only visits and activity are accesses; the rest is the way there. */
public enum EventKind {
  /** Went to an application through single sign-on. */
  VISIT,
  /** Did something in an application that shows it in use (a token refresh, an audit entry). */
  ACTIVITY,
  /** Signed in to the identity provider itself. */
  SIGN_IN,
  /** Was asked for a further proof (a code, a push, a key). */
  CHALLENGE
}
