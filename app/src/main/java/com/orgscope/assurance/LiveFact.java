package com.orgscope.assurance;

import java.util.Locale;

/**
 * Something about the running system, looked up a moment ago.
 *
 * @param key by which controls and papers name it
 * @param title a few words
 * @param value one or more sentences
 */
public record LiveFact(String key, State state, String title, String value) {
  /** What it says of the control that rests on it, the worst first. */
  public enum State {
    /** The control does not hold, or cannot be told. */
    WATCH,
    /** Nobody looked yet. */
    UNKNOWN,
    /** It is so, whether that is good or not. */
    TOLD,
    HOLDS;

    /** As the API writes it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
