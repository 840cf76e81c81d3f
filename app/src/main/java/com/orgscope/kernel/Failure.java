package com.orgscope.kernel;

import org.jspecify.annotations.Nullable;

/** A surprise with a kind, so that "again, aside, ask or mend" is a table and not a guess. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What to do about it. */
  public enum Kind {
    /** It may work later: try again. */
    RETRY,
    /** It never works with this input: to the dead letters, with its reason. */
    POISON,
    /** Somebody must do something: the message says what. */
    OPERATOR,
    /** Our own mistake. */
    BUG
  }

  private final Kind kind;

  private Failure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public static Failure retry(String message, @Nullable Throwable cause) {
    return new Failure(Kind.RETRY, message, cause);
  }

  public static Failure poison(String message) {
    return new Failure(Kind.POISON, message, null);
  }

  public static Failure poison(String message, @Nullable Throwable cause) {
    return new Failure(Kind.POISON, message, cause);
  }

  /** The message is shown as it is: name the thing and the way out. */
  public static Failure operator(String message) {
    return new Failure(Kind.OPERATOR, message, null);
  }

  public static Failure operator(String message, @Nullable Throwable cause) {
    return new Failure(Kind.OPERATOR, message, cause);
  }

  public static Failure bug(String message, @Nullable Throwable cause) {
    return new Failure(Kind.BUG, message, cause);
  }

  public Kind kind() {
    return kind;
  }
}
