package com.orgscope.lake;

/** What a person did. Only a visit is an access; the rest surrounds it. */
public enum EventKind {
  /** Went to an application through single sign-on. */
  VISIT,
  /**
   * Something an application does in the name of a person who let it (a token refresh, traffic to
   * an interface): it goes on with nobody there and repeats, so it is never an access.
   */
  ACTIVITY,
  /** Signed in to the identity provider itself. */
  SIGN_IN,
  /** Was asked for a further proof (a code, a push, a key). */
  CHALLENGE,
  /**
   * Another step of signing in that says when it was under way: that a policy asked for more, that
   * a push was sent, that the password was right. It is neither counted nor a success.
   */
  STEP
}
