package com.orgscope.usage;

import java.util.Locale;

/** What a tenant lets a model be asked about its applications. */
public enum AskingPolicy {
  /** Only what IT released. */
  APPROVED,
  /** What reads like a product's name and like nothing else, and what IT released. */
  PLAIN,
  /** Nothing. */
  NEVER;

  /** Whether more may be asked than by another one. */
  boolean asksMoreThan(AskingPolicy other) {
    return width() > other.width();
  }

  private int width() {
    return switch (this) {
      case NEVER -> 0;
      case APPROVED -> 1;
      case PLAIN -> 2;
    };
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
