package com.orgscope.web;

import com.orgscope.insight.Interval;
import com.orgscope.kernel.DisplayText;
import com.orgscope.recommendation.SavingText;
import com.orgscope.usage.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Figures and times as people read them: never a digit more exact than the release. */
final class Formats {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);

  private Formats() {}

  static String people(long people) {
    return String.format(Locale.ENGLISH, "%,d", people);
  }

  static String people(Interval interval) {
    return people((long) interval.low()) + " to " + people((long) interval.high());
  }

  static String hours(double hours) {
    return hours >= 100
        ? String.format(Locale.ENGLISH, "%,.0f h", hours)
        : String.format(Locale.ENGLISH, "%.1f h", hours);
  }

  static String hours(Interval interval) {
    String pattern = interval.high() >= 100 ? "%,.0f to %,.0f" : "%.1f to %.1f";
    return String.format(Locale.ENGLISH, pattern, interval.low(), interval.high());
  }

  /** A figure and its range, both in one unit. */
  record Weekly(String value, String range) {}

  /** Hours a week; few are minutes, so that a person's do not read as nothing. */
  static Weekly weekly(Range hours) {
    SavingText.Time time = SavingText.Time.of(hours);
    return new Weekly(
        time.typical() + (time.minutes() ? " min" : " h"), time.low() + " to " + time.high());
  }

  /** {@code $2.1M}, {@code $340k}, {@code $900}. */
  static String usd(double usd) {
    Scale scale = Scale.of(usd);
    return scale.text(usd);
  }

  /** {@code $0.01M to $4.3M}: both ends say their unit, which is the high end's. */
  static String usd(Interval interval) {
    Scale scale = Scale.of(interval.high());
    return scale.text(interval.low()) + " to " + scale.text(interval.high());
  }

  static String exactUsd(long usd) {
    return String.format(Locale.ENGLISH, "$%,d", usd);
  }

  static String exactUsd(Interval interval) {
    return String.format(
        Locale.ENGLISH, "$%,d to $%,d", (long) interval.low(), (long) interval.high());
  }

  /** What models cost is fractions of a cent: {@code $0.2629}. */
  static String cents(double usd) {
    return String.format(Locale.ENGLISH, usd < 10 ? "$%.4f" : "$%,.2f", usd);
  }

  static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    double thousands = bytes / 1e3;
    return thousands < 1_000
        ? String.format(Locale.ROOT, "%.1f kB", thousands)
        : String.format(Locale.ROOT, "%.1f MB", thousands / 1e3);
  }

  static String percent(double share) {
    return wholePercent(share) + " %";
  }

  /** As it is printed, for whoever compares it with a bound that is printed, too. */
  static int wholePercent(double share) {
    return (int) Math.round(100 * share);
  }

  static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ENGLISH, "%,.0f", value)
        : String.format(Locale.ENGLISH, "%s", value);
  }

  static String moment(Instant at, ZoneId zone) {
    return MOMENT.format(at.atZone(zone));
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** {@code 3 h old}; anything not yet an hour old is new. */
  static String age(Duration age) {
    if (age.toHours() < 1) {
      return "new";
    }
    return DisplayText.of(age) + " old";
  }

  private enum Scale {
    MILLIONS("M", 1e6),
    THOUSANDS("k", 1e3),
    ONES("", 1);

    private final String suffix;
    private final double unit;

    Scale(String suffix, double unit) {
      this.suffix = suffix;
      this.unit = unit;
    }

    static Scale of(double usd) {
      if (usd >= 950_000) {
        return MILLIONS;
      }
      return usd >= 1_000 ? THOUSANDS : ONES;
    }

    /** A digit behind the point tells small figures of a large unit from nothing. */
    String text(double usd) {
      double value = usd / unit;
      if (value < 0.005) {
        return "$0";
      }
      return String.format(Locale.ENGLISH, "$%,." + digits(value) + "f%s", value, suffix);
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
