package com.orgscope.privacy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A privacy loss, in whole thousandths so that sampling, adding up and comparing with a budget stay
 * exact.
 */
public record Epsilon(long thousandths) implements Comparable<Epsilon> {
  public static final Epsilon ZERO = new Epsilon(0);

  public Epsilon {
    if (thousandths < 0 || thousandths > 1_000_000) {
      throw new IllegalArgumentException("epsilon is 0 to 1000, not " + thousandths + "/1000");
    }
  }

  /** Reads a decimal ({@code "0.5"}); more than three decimals are refused, not rounded. */
  public static Epsilon of(String decimal) {
    return new Epsilon(
        new BigDecimal(decimal)
            .movePointRight(3)
            .setScale(0, RoundingMode.UNNECESSARY)
            .longValueExact());
  }

  public Epsilon plus(Epsilon other) {
    return new Epsilon(Math.addExact(thousandths, other.thousandths));
  }

  /** What is left; nothing where the other is larger, as when a budget was lowered. */
  public Epsilon minus(Epsilon other) {
    return new Epsilon(Math.max(0, thousandths - other.thousandths));
  }

  public BigDecimal decimal() {
    return BigDecimal.valueOf(thousandths, 3).stripTrailingZeros();
  }

  @Override
  public int compareTo(Epsilon other) {
    return Long.compare(thousandths, other.thousandths);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
