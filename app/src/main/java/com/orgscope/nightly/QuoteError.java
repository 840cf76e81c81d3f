package com.orgscope.nightly;

import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * How far a quote was from what was paid, in words that fit the two figures as they are printed.
 */
public final class QuoteError {
  private QuoteError() {}

  /**
   * @param printed how both figures are written beside these words
   * @return empty if there was nothing to quote and nothing to pay
   */
  public static String of(double quoted, double paid, DoubleFunction<String> printed) {
    if (quoted == 0 && paid == 0) {
      return "";
    }
    if (printed.apply(quoted).equals(printed.apply(paid))) {
      return "right";
    }
    String side = quoted > paid ? "too high" : "too low";
    if (paid == 0) {
      return side;
    }
    long percent = Math.round(100 * Math.abs(quoted / paid - 1));
    return percent == 0
        ? "less than 1 % " + side
        : String.format(Locale.ROOT, "%,d %% %s", percent, side);
  }
}
