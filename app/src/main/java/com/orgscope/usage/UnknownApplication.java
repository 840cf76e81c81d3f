package com.orgscope.usage;

import java.util.Locale;

/**
 * An application whose meaning nobody is sure of, and why it is still so.
 *
 * @param people who use it and would gain by a word about it; exact, for IT alone
 * @param because why it stays in the house or waits, in words for IT
 */
public record UnknownApplication(String label, long people, State state, String because) {

  /** Where an application without a sure meaning stands. */
  public enum State {
    /** A model may be asked about it, and is where one can be. */
    MAY_BE_ASKED,
    /** It waits for IT to describe it, release it or leave it. */
    WAITS_FOR_IT,
    /** IT said that nobody outside may be asked. */
    REFUSED,
    /** A model was asked and did not know it. */
    NOT_KNOWN_TO_MODEL,
    /** Too few people use it to be told of. */
    TOO_FEW_PEOPLE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
