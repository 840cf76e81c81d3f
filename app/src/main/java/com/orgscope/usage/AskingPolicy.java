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

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
