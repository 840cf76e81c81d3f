package com.orgscope.ingest;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads points in time straight from bytes, as generously as the providers write them: {@code T} or
 * a blank between date and time, seconds with none to nine fraction digits, {@code Z}, an offset or
 * nothing (then UTC). Collectors also write a number since 1970, whose length tells seconds from
 * milliseconds, microseconds and nanoseconds, and Microsoft's exports write {@code 9/28/2026,
 * 10:40:01.512 AM}, the month first. A second of 60 is the next minute's first, as clocks that know
 * leap seconds write it, and 24:00 the next day's first moment. What is written otherwise takes a
 * slow way: the providers do not write so, but what lies between them and us does.
 */
final class Times {
  /** Not a time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d{4}),? +(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,30}))?"
              + "(?: *([AaPp])[Mm])?( *(?:Z|UTC|[+-]\\d{2}:?\\d{2}))?");

  /** ISO 8601 without its signs, or with other ones between the parts. */
  private static final Pattern LOOSE =
      Pattern.compile(
          "(\\d{4})[-/.]?(\\d{2})[-/.]?(\\d{2})[Tt_ ]+(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,](\\d+))?)? *"
              + "(Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)? *(?:UTC|GMT)?(?:\\[[^\\]]*])?");

  private static final Pattern JSON_DATE =
      Pattern.compile("\\\\?/Date\\((-?\\d{1,17})(?:[+-]\\d{4})?\\)\\\\?/");
  private static final Pattern QUANTITY =
      Pattern.compile("\\d{1,30}(?:\\.\\d{1,30})?(?:[Ee]\\+?\\d{1,2})?");
  private static final DateTimeFormatter MAIL = DateTimeFormatter.RFC_1123_DATE_TIME;
  private static final int LONGEST = 80;

  /** A number of seconds has so many digits between 2001 and 2286. */
  private static final int SECOND_DIGITS = 10;

  private static final int MILLI_DIGITS = 13;
  private static final int MICRO_DIGITS = 16;
  private static final int NANO_DIGITS = 19;

  private Times() {}

  /** Microseconds since 1970-01-01T00:00Z, what is finer being cut off. */
  static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1000;
  }

  /** Microseconds since 1970-01-01T00:00Z, what is finer being cut off; or {@link #NONE}. */
  static long micros(byte[] b, int from, int to) {
    if (to - from < 16 || b[from + 4] != '-' || b[from + 7] != '-' || b[from + 13] != ':') {
      long since = sinceEpoch(b, from, to);
      return since == NONE ? unusual(b, from, to) : since;
    }
    long iso = iso(b, from, to);
    return iso == NONE ? unusual(b, from, to) : iso;
  }

  private static long iso(byte[] b, int from, int to) {
    int divider = b[from + 10] | 0x20;
    if (divider != 't' && b[from + 10] != ' ') {
      return NONE;
    }
    int year = number(b, from, 4);
    int month = number(b, from + 5, 2);
    int day = number(b, from + 8, 2);
    int hour = number(b, from + 11, 2);
    int minute = number(b, from + 14, 2);
    if (!isDate(year, month, day) || hour < 0 || hour > 24 || minute < 0 || minute > 59) {
      return NONE;
    }
    if (hour == 24 && !isMidnight(b, from + 14, to)) {
      return NONE;
    }
    long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L;
    return behindMinutes(b, from + 16, to, seconds);
  }

  /** Whether nothing but zeros stand behind the hour. */
  private static boolean isMidnight(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      boolean zero = b[i] == '0' || b[i] == ':' || b[i] == '.' || b[i] == ',';
      if (!zero) {
        return b[i] < '1' || b[i] > '9';
      }
    }
    return true;
  }

  private static long behindMinutes(byte[] b, int from, int to, long minutes) {
    int at = from;
    int second = 0;
    long fraction = 0;
    if (at + 2 < to && b[at] == ':') {
      second = number(b, at + 1, 2);
      if (second < 0 || second > 60) {
        return NONE;
      }
      at += 3;
      if (at < to && (b[at] == '.' || b[at] == ',')) {
        int end = at + 1;
        long unit = MICROS / 10;
        while (end < to && b[end] >= '0' && b[end] <= '9') {
          fraction += (b[end] - '0') * unit;
          unit /= 10;
          end++;
        }
        if (end == at + 1) {
          return NONE;
        }
        at = end;
      }
    }
    int offset = offsetMinutes(b, at, to);
    return offset == Integer.MIN_VALUE
        ? NONE
        : (minutes + second - offset * 60L) * MICROS + fraction;
  }

  /** Seconds (10 digits, and perhaps a fraction), milliseconds (13), micro- or nanoseconds. */
  private static long sinceEpoch(byte[] b, int from, int to) {
    int whole = from;
    while (whole < to && b[whole] >= '0' && b[whole] <= '9') {
      whole++;
    }
    int digits = whole - from;
    boolean fraction = whole < to && digits == SECOND_DIGITS && b[whole] == '.';
    boolean counted =
        digits == SECOND_DIGITS
            || digits == MILLI_DIGITS
            || digits == MICRO_DIGITS
            || digits == NANO_DIGITS;
    if ((whole < to && !fraction) || !counted) {
      return NONE;
    }
    long value = 0;
    for (int i = from; i < Math.min(whole, from + MICRO_DIGITS); i++) {
      value = value * 10 + (b[i] - '0');
    }
    for (int i = digits; i < MICRO_DIGITS; i++) {
      int digit = fraction ? whole + 1 + i - digits : to;
      int next = digit < to ? b[digit] - '0' : 0;
      if (next < 0 || next > 9) {
        return NONE;
      }
      value = value * 10 + next;
    }
    return value;
  }

  private static long unusual(byte[] b, int from, int to) {
    if (to - from > LONGEST) {
      return NONE;
    }
    String text = new String(b, from, to - from, StandardCharsets.ISO_8859_1).strip();
    Matcher loose = LOOSE.matcher(text);
    if (loose.matches()) {
      String iso =
          "%s-%s-%sT%s:%s:%s.%s%s"
              .formatted(
                  loose.group(1),
                  loose.group(2),
                  loose.group(3),
                  loose.group(4),
                  loose.group(5),
                  loose.group(6) == null ? "00" : loose.group(6),
                  loose.group(7) == null ? "0" : loose.group(7),
                  zone(loose.group(8)));
      return iso(iso.getBytes(StandardCharsets.ISO_8859_1), 0, iso.length());
    }
    Matcher json = JSON_DATE.matcher(text);
    if (json.matches()) {
      return TimeUnit.MILLISECONDS.toMicros(Long.parseLong(json.group(1)));
    }
    if (QUANTITY.matcher(text).matches()) {
      return quantity(new BigDecimal(text));
    }
    long monthFirst = monthFirst(text);
    return monthFirst == NONE ? ofMail(text) : monthFirst;
  }

  private static String zone(@Nullable String written) {
    return written == null || written.equals("GMT") ? "Z" : written;
  }

  /** A number since 1970 with a fraction or an exponent; its size tells the unit. */
  private static long quantity(BigDecimal since) {
    int decimals =
        switch (since.precision() - since.scale()) {
          case SECOND_DIGITS -> 6;
          case MILLI_DIGITS -> 3;
          case MICRO_DIGITS -> 0;
          case NANO_DIGITS -> -3;
          default -> Integer.MIN_VALUE;
        };
    return decimals == Integer.MIN_VALUE ? NONE : since.movePointRight(decimals).longValue();
  }

  /** {@code Tue, 10 Nov 2026 09:00:00 GMT}. */
  private static long ofMail(String text) {
    try {
      return micros(MAIL.parse(text.replaceAll(" UTC$", " GMT"), Instant::from));
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  private static long monthFirst(String text) {
    Matcher m = MONTH_FIRST.matcher(text);
    if (!m.matches()) {
      return NONE;
    }
    int hour = Integer.parseInt(m.group(4));
    String half = m.group(8);
    if (half != null && (hour < 1 || hour > 12)) {
      return NONE;
    }
    int noon = "p".equalsIgnoreCase(half) ? 12 : 0;
    int hour24 = half == null ? hour : hour % 12 + noon;
    String iso =
        "%s-%02d-%02dT%02d:%s:%s.%s%s"
            .formatted(
                m.group(3),
                Integer.valueOf(m.group(1)),
                Integer.valueOf(m.group(2)),
                hour24,
                m.group(5),
                m.group(6),
                m.group(7) == null ? "0" : m.group(7),
                m.group(9) == null ? "" : m.group(9).strip());
    byte[] written = iso.getBytes(StandardCharsets.ISO_8859_1);
    return micros(written, 0, written.length);
  }

  private static int offsetMinutes(byte[] b, int from, int to) {
    int at = from;
    if (at < to && b[at] == ' ') {
      at++;
    }
    int length = to - at;
    if (length == 0 || (length == 1 && (b[at] | 0x20) == 'z')) {
      return 0;
    }
    if (length == 3 && b[at] == 'U' && b[at + 1] == 'T' && b[at + 2] == 'C') {
      return 0;
    }
    boolean colon = length == 6 && b[at + 3] == ':';
    if ((b[at] != '+' && b[at] != '-') || !(colon || length == 5 || length == 3)) {
      return Integer.MIN_VALUE;
    }
    int hours = number(b, at + 1, 2);
    int minutesAt = at + (colon ? 4 : 3);
    int minutes = length == 3 ? 0 : number(b, minutesAt, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    return (b[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
  }

  private static int number(byte[] b, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      if (b[i] < '0' || b[i] > '9') {
        return -1;
      }
      value = value * 10 + (b[i] - '0');
    }
    return value;
  }

  private static boolean isDate(int year, int month, int day) {
    if (year < 1 || month < 1 || month > 12 || day < 1) {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day <= (month == 2 && leap ? 29 : DAYS[month - 1]);
  }

  /** Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
