package com.orgscope.web;

import com.orgscope.insight.Interval;
import com.orgscope.kernel.DisplayText;
import java.util.Currency;
import java.util.Locale;

/**
 * A company's own money as people read it.
 *
 * @param sign what stands before an amount
 */
record MoneyFormat(String sign) {
  static MoneyFormat of(Currency currency) {
    return new MoneyFormat(DisplayText.of(currency));
  }

  /** {@code $2.1M}, {@code €340k}, {@code CHF 900}. */
  String rounded(double amount) {
    return Scale.of(amount).text(sign, amount);
  }

  /** {@code $0.01M to $4.3M}: both ends say their unit, which is the high end's. */
  String rounded(Interval interval) {
    Scale scale = Scale.of(interval.high());
    return scale.text(sign, interval.low()) + " to " + scale.text(sign, interval.high());
  }

  /** What {@link #rounded(Interval)} prints, as amounts. */
  Interval printed(Interval interval) {
    Scale scale = Scale.of(interval.high());
    double low = scale.printed(interval.low());
    return new Interval(low, Math.max(low, scale.printed(interval.high())));
  }

  String exact(long amount) {
    return String.format(Locale.ENGLISH, "%s%,d", sign, amount);
  }

  String exact(Interval interval) {
    return exact((long) interval.low()) + " to " + exact((long) interval.high());
  }

  private enum Scale {
    MILLIONS("M", 1e6),
    THOUSANDS("k", 1e3),
    ONES("", 1);

    private static final double TEN = 10;

    private final String suffix;
    private final double unit;

    Scale(String suffix, double unit) {
      this.suffix = suffix;
      this.unit = unit;
    }

    static Scale of(double amount) {
      if (amount >= 950_000) {
        return MILLIONS;
      }
      return amount >= 1_000 ? THOUSANDS : ONES;
    }

    /** A digit behind the point tells small figures of a large unit from nothing. */
    String text(String sign, double amount) {
      double value = amount / unit;
      if (value < 0.005) {
        return sign + "0";
      }
      return String.format(Locale.ENGLISH, "%s%,." + digits(value) + "f%s", sign, value, suffix);
    }

    double printed(double amount) {
      double value = amount / unit;
      double digit = value < 0.005 ? 1 : Math.pow(TEN, digits(value));
      return value < 0.005 ? 0 : unit * Math.round(digit * value) / digit;
    }

    private int digits(double value) {
      return switch (this) {
        case ONES -> 0;
        case THOUSANDS -> digits(value, 9.5);
        case MILLIONS -> digits(value, 99);
      };
    }

    private static int digits(double value, double whole) {
      if (value < 0.095) {
        return 2;
      }
      return value < whole ? 1 : 0;
    }
  }
}
