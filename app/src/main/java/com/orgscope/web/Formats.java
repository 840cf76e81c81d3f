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

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter DAY_OF_YEAR =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

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

  /** With its year, for what may be read years later. */
  static String date(Instant at, ZoneId zone) {
    return DATE.format(at.atZone(zone));
  }

  static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** With its year, for what may be years ahead. */
  static String dayOfYear(LocalDate day) {
    return DAY_OF_YEAR.format(day);
  }

  /** {@code 3 h old}; anything not yet an hour old is new. */
  static String age(Duration age) {
    if (age.toHours() < 1) {
      return "new";
    }
    return DisplayText.of(age) + " old";
  }
}
