package com.orgscope.cli;

/**
 * A command line that is wrong whatever the home holds: a value out of its range, words that do not
 * go together. Ends with 2; what could have been done at another time or with other data is a
 * {@link com.orgscope.kernel.Failure} and ends with 1.
 */
public final class WrongLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is shown as it is: name the option and what it takes. */
  public WrongLine(String message) {
    super(message);
  }
}
