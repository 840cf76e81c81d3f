package com.orgscope.kernel;

import java.time.LocalDate;
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

  /** What would help, named as a thing; how it is done, each surface says in its own words. */
  public sealed interface Remedy {
    /**
     * A run over a company.
     *
     * @param day that it is to look back from; null for the newest
     */
    record Night(TenantId tenant, @Nullable LocalDate day) implements Remedy {}

    record NewTenant(TenantId tenant) implements Remedy {}

    record ConnectedSource(TenantId tenant) implements Remedy {}

    /** To know what the last release is called. */
    record LastRelease(TenantId tenant) implements Remedy {}

    /** Of the two persons who sign from then on. */
    record FirstKeys() implements Remedy {}

    /** Of one person more who signs. */
    record AnotherKey() implements Remedy {}

    /** A document of what would widen what is seen, asked or kept, signed for the people too. */
    record SignedWidening() implements Remedy {}
  }

  private final Kind kind;
  private final transient @Nullable Remedy remedy;

  private Failure(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, message, cause, null);
  }

  private Failure(Kind kind, String message, @Nullable Throwable cause, @Nullable Remedy remedy) {
    super(message, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public static Failure retry(String message, @Nullable Throwable cause) {
    return new Failure(Kind.RETRY, message, cause);
  }

  public static Failure poison(String message) {
    return new Failure(Kind.POISON, message, null);
  }

  /** The message is shown as it is: name the thing and the way out. */
  public static Failure operator(String message) {
    return new Failure(Kind.OPERATOR, message, null);
  }

  public static Failure operator(String message, @Nullable Throwable cause) {
    return new Failure(Kind.OPERATOR, message, cause);
  }

  /** The message names the thing; whoever tells it adds how the way out is gone there. */
  public static Failure withRemedy(String message, @Nullable Remedy remedy) {
    return new Failure(Kind.OPERATOR, message, null, remedy);
  }

  public static Failure bug(String message, @Nullable Throwable cause) {
    return new Failure(Kind.BUG, message, cause);
  }

  public Kind kind() {
    return kind;
  }

  public @Nullable Remedy remedy() {
    return remedy;
  }
}
