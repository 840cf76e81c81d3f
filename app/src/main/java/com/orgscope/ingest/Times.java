package com.orgscope.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads points in time straight from bytes, as generously as the providers write them: {@code T} or
 * a blank between date and time, seconds with none to nine fraction digits, {@code Z}, an offset or
 * nothing (then UTC). Collectors also write a number since 1970, whose length tells seconds from
 * milliseconds and microseconds, and Microsoft's exports write {@code 9/28/2026, 10:40:01.512 AM},
 * the month first.
 */
final class Times {
  /** Not a time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long MICROS = 1_000_000;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          "(\\d{1,2})/(\\d{1,2})/(\\d{4}),? +(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9}))?"
              + "(?: *([AaPp])[Mm])?( *(?:Z|UTC|[+-]\\d{2}:?\\d{2}))?");

  private Times() {}

  /** Microseconds since 1970-01-01T00:00Z, what is finer being cut off. */
  static long micros(Instant at) {
    return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1000;
  }

  /** Microseconds since 1970-01-01T00:00Z, what is finer being cut off; or {@link #NONE}. */
  static long micros(byte[] b, int from, int to) {
    if (to - from < 16 || b[from + 4] != '-' || b[from + 7] != '-' || b[from + 13] != ':') {
      long since = sinceEpoch(b, from, to);
      return since == NONE ? monthFirst(b, from, to) : since;
    }
    int divider = b[from + 10] | 0x20;
    if (divider != 't' && b[from + 10] != ' ') {
      return NONE;
    }
    int year = number(b, from, 4);
    int month = number(b, from + 5, 2);
    int day = number(b, from + 8, 2);
    int hour = number(b, from + 11, 2);
    int minute = number(b, from + 14, 2);
    if (!isDate(year, month, day) || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return NONE;
    }
    long seconds = epochDay(year, month, day) * 86_400L + hour * 3_600L + minute * 60L;
    return behindMinutes(b, from + 16, to, seconds);
  }

  private static long behindMinutes(byte[] b, int from, int to, long minutes) {
    int at = from;
    int second = 0;
    long fraction = 0;
    if (at + 2 < to && b[at] == ':') {
      second = number(b, at + 1, 2);
      if (second < 0 || second > 59) {
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
        if (end == at + 1 || end - at > 10) {
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

  /** Seconds (10 digits, and perhaps a fraction), milliseconds (13) or microseconds (16). */
  private static long sinceEpoch(byte[] b, int from, int to) {
    int whole = from;
    while (whole < to && b[whole] >= '0' && b[whole] <= '9') {
      whole++;
    }
    int digits = whole - from;
    boolean fraction = whole < to && digits == 10 && b[whole] == '.';
    if ((whole < to && !fraction) || (digits != 10 && digits != 13 && digits != 16)) {
      return NONE;
    }
    long value = 0;
    for (int i = from; i < whole; i++) {
      value = value * 10 + (b[i] - '0');
    }
    for (int i = digits; i < 16; i++) {
      int digit = fraction ? whole + 1 + i - digits : to;
      int next = digit < to ? b[digit] - '0' : 0;
      if (next < 0 || next > 9) {
        return NONE;
      }
      value = value * 10 + next;
    }
    return value;
  }

  private static long monthFirst(byte[] b, int from, int to) {
    if (to - from > 40 || b[from] < '0' || b[from] > '9') {
      return NONE;
    }
    Matcher m = MONTH_FIRST.matcher(new String(b, from, to - from, StandardCharsets.ISO_8859_1));
    if (!m.matches()) {
      return NONE;
    }
    int hour = Integer.parseInt(m.group(4));
    String half = m.group(8);
    if (half != null && (hour < 1 || hour > 12)) {
      return NONE;
    }
    int hour24 = half == null ? hour : hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
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
    int minutes = length == 3 ? 0 : number(b, at + (colon ? 4 : 3), 2);
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
