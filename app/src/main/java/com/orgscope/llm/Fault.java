package com.orgscope.llm;

/** What can go wrong with one call. */
public enum Fault {
  /** Too many requests or tokens (429). */
  RATE_LIMITED(true, true),
  /** The provider has no room for anybody (503, 529). */
  OVERLOADED(true, true),
  /** Any other 5xx. */
  SERVER_ERROR(true, true),
  /** No complete answer in time. */
  TIMED_OUT(true, true),
  /** No connection came about, so nothing was sent. */
  UNREACHABLE(true, true),
  /** The connection ended in the middle. */
  CUT(true, true),
  /** The body was not what this API sends. */
  GARBLED(true, true),
  /** The model's text was no JSON, or not of the schema: the provider is well. */
  BAD_SHAPE(true, false),
  /** The answer did not fit the allowed tokens; it would not the next time either. */
  TRUNCATED(false, false),
  /** The key or the model is not accepted (401, 403, 404). */
  DENIED(false, true),
  /** The request is not accepted (400, 413, 422). */
  REJECTED(false, false),
  /** The batch's day was over before its turn. */
  EXPIRED(false, false),
  /** The batch was cancelled before its turn. */
  CANCELLED(false, false),
  /** The batch ended without a word of it. */
  MISSING(false, false),
  /** Somebody pulled the kill switch. */
  STOPPED(false, false);

  private final boolean again;
  private final boolean unhealthy;

  Fault(boolean again, boolean unhealthy) {
    this.again = again;
    this.unhealthy = unhealthy;
  }

  /** Whether the same question may work a moment later. */
  boolean again() {
    return again;
  }

  /** Whether it says something about the provider, and so counts for the breaker. */
  boolean unhealthy() {
    return unhealthy;
  }

  /** Whether the provider surely did no work that it charges for. */
  boolean free() {
    return switch (this) {
      case RATE_LIMITED,
          OVERLOADED,
          SERVER_ERROR,
          UNREACHABLE,
          DENIED,
          REJECTED,
          EXPIRED,
          CANCELLED ->
          true;
      case TIMED_OUT, CUT, GARBLED, BAD_SHAPE, TRUNCATED, MISSING, STOPPED -> false;
    };
  }
}
