package com.orgscope.cli;

import com.orgscope.kernel.Failure;
import java.util.function.Supplier;

/**
 * A command line that is wrong whatever the home holds: a value out of its range, words that do not
 * go together. Ends with 2; what could have been done at another time or with other data is a
 * {@link Failure} and ends with 1.
 */
public final class WrongLine extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A value, or in the words of whoever refuses it why the line is wrong. */
  public static <T> T unlessRefused(Supplier<T> value) {
    try {
      return value.get();
    } catch (Failure e) {
      throw new WrongLine(String.valueOf(e.getMessage()));
    }
  }

  /** The message is shown as it is: name the option and what it takes. */
  public WrongLine(String message) {
    super(message);
  }
}
