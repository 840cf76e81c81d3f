package com.orgscope.directory;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as HR systems write them: the day that is written, whatever time or zone stands
 * behind it. Whether 03/04/2024 is in March or in April is decided for a whole file: one date whose
 * first or second number exceeds 12 tells; if none does, the region's habit.
 */
final class HrDates {
  /** Zeros and dashes in place of a date, the zero of spreadsheets, "never" of Active Directory. */
  private static final Pattern EMPTY =
      Pattern.compile(
          "[-–—.*?_ ]*|0+|[0Oo]{1,4}[-/. ]0{1,2}[-/. ]0{1,4}|0?[01][/.]0?[01][/.]1900"
              + "|1900-0[01]-00|9223372036854775807");

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4})\\s*[-/. 年년]\\s*(\\d{1,2})\\s*[-/. 月월]\\s*(\\d{1,4})\\s*[.日일]?");

  /** Also with a time behind it, as LDAP writes it. */
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:T?\\d{4}(?:\\d{2})?(?:[.,]\\d+)?Z?)?");

  private static final String ZONE =
      "(?:Z|[A-Z]{2,5}|[A-Z][a-z]+/[A-Za-z_]+|(?:UTC|GMT)?[+-]\\d{1,2}(?::?\\d{2})?)?(?: ?[\\[(][^\\])]*[\\])])?";
  private static final Pattern TIME =
      Pattern.compile(
          "(?<=\\d)[T, ]+(?:T?\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?(?: ?h| Uhr)?)? ?"
              + ZONE
              + "$");

  /** A day with a zone and no time, as XML writes it. */
  private static final Pattern ZONED_DAY =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2}) ?(?:Z|[+-]\\d{2}:?\\d{2})");

  private static final Pattern SPREADSHEET_DAY = Pattern.compile("[2-6]\\d{4}(?:[.,]\\d+)?");
  private static final LocalDate SPREADSHEET_ZERO = LocalDate.of(1899, 12, 30);

  /** {@code /Date(1709596800000+0000)/}, or the milliseconds or seconds alone. */
  private static final Pattern JSON_DATE =
      Pattern.compile("\\\\?/Date\\((-?\\d+)(?:[+-]\\d{4})?\\)\\\\?/");

  private static final Pattern EPOCH = Pattern.compile("(\\d{13}|\\d{10})(?:\\.\\d+)?");

  /** Hundreds of nanoseconds since 1601, as Active Directory counts. */
  private static final Pattern FILE_TIME = Pattern.compile("1[23]\\d{16}");

  private static final long FILE_TIME_ZERO = 11_644_473_600L;
  private static final Pattern WORD_OR_NUMBER = Pattern.compile("\\p{L}+|\\d+");

  /** HR systems write this for "no end". */
  private static final int END_OF_TIME = 2099;

  /** And this, at its first or last day, for "no date"; spreadsheets show a zero so. */
  private static final int NO_DATE_BEFORE = 1901;

  private static final int MONTHS = 12;
  private static final List<DateTimeFormatter> WORDS =
      List.of(
          words("d[-][/][.][ ]MMM[-][/][,][.][ ][ ]uuuu"),
          words("d[-][/][.][ ]MMMM[-][/][,][.][ ][ ]uuuu"),
          words("MMM[.][-][ ]d[,][-][ ][ ]uuuu"),
          words("MMMM[-][ ]d[,][-][ ][ ]uuuu"),
          words("uuuu[-][ ]MMM[-][ ]d"),
          shortYear("d[-][/][ ]MMM[-][/][ ]"));

  private final boolean dayFirst;

  HrDates(boolean dayFirst) {
    this.dayFirst = dayFirst;
  }

  /**
   * @param samples every date of the file, as text
   * @param otherwise what to take where no sample tells
   */
  static HrDates of(Collection<String> samples, boolean otherwise) {
    int dayFirst = 0;
    int monthFirst = 0;
    for (String sample : samples) {
      Matcher numbers = NUMBERS.matcher(withoutTime(sample));
      if (sample.indexOf('.') < 0 && numbers.matches() && numbers.group(1).length() <= 2) {
        dayFirst += Integer.parseInt(numbers.group(1)) > 12 ? 1 : 0;
        monthFirst += Integer.parseInt(numbers.group(2)) > 12 ? 1 : 0;
      }
    }
    return new HrDates(dayFirst == monthFirst ? otherwise : dayFirst > monthFirst);
  }

  /**
   * The date, or null for one of the ways to say that there is none.
   *
   * @throws DateTimeException if the text is no date
   */
  @Nullable LocalDate parse(String text) {
    String bare = withoutTime(Normalizer.normalize(text, Normalizer.Form.NFKC));
    if (EMPTY.matcher(bare).matches()
        || HrWords.of(HrWords.NO_DATE).contains(HrColumn.plain(bare))) {
      return null;
    }
    LocalDate date = read(bare);
    if (date.getYear() >= END_OF_TIME || isNone(date)) {
      return null;
    }
    if (date.getYear() < NO_DATE_BEFORE) {
      throw new DateTimeException("the year " + date.getYear());
    }
    return date;
  }

  /** The first day that a system can say, or the one before it: 1900-01-01, 0001-01-01. */
  private static boolean isNone(LocalDate date) {
    boolean edge =
        date.getDayOfYear() <= 2 || (date.getMonthValue() == 12 && date.getDayOfMonth() >= 29);
    return date.getYear() <= 1 || (date.getYear() < NO_DATE_BEFORE && edge);
  }

  private LocalDate read(String text) {
    Matcher numbers = NUMBERS.matcher(text);
    if (numbers.matches()) {
      return ofNumbers(numbers, text.indexOf('.') > 0);
    }
    Matcher compact = COMPACT.matcher(text);
    if (compact.matches()) {
      return LocalDate.of(number(compact, 1), number(compact, 2), number(compact, 3));
    }
    if (SPREADSHEET_DAY.matcher(text).matches()) {
      return SPREADSHEET_ZERO.plusDays((long) Double.parseDouble(text.replace(',', '.')));
    }
    LocalDate counted = counted(text);
    if (counted != null) {
      return counted;
    }
    for (DateTimeFormatter format : WORDS) {
      try {
        return LocalDate.parse(text, format);
      } catch (DateTimeParseException e) {
        // The next format may fit.
      }
    }
    return inWords(text);
  }

  /** What counts from a day on: Unix, JSON of Microsoft and SAP, Active Directory. */
  private static @Nullable LocalDate counted(String text) {
    Matcher json = JSON_DATE.matcher(text);
    if (json.matches()) {
      return day(Instant.ofEpochMilli(Long.parseLong(json.group(1))));
    }
    Matcher epoch = EPOCH.matcher(text);
    if (epoch.matches()) {
      long count = Long.parseLong(epoch.group(1));
      return day(
          epoch.group(1).length() == 13
              ? Instant.ofEpochMilli(count)
              : Instant.ofEpochSecond(count));
    }
    return FILE_TIME.matcher(text).matches()
        ? day(Instant.ofEpochSecond(Long.parseLong(text) / 10_000_000 - FILE_TIME_ZERO))
        : null;
  }

  private static LocalDate day(Instant at) {
    return at.atZone(ZoneOffset.UTC).toLocalDate();
  }

  /**
   * "1. März 2024", "5 de enero de 2024", "Tuesday, March 5th, 2024": one month and two numbers.
   */
  private static LocalDate inWords(String text) {
    Integer month = null;
    Integer day = null;
    Integer year = null;
    Matcher parts = WORD_OR_NUMBER.matcher(text);
    while (parts.find()) {
      String part = parts.group();
      if (!Character.isDigit(part.charAt(0))) {
        Integer named = HrWords.month(part);
        if (named != null && month != null) {
          throw new DateTimeException("two months");
        }
        month = named == null ? month : named;
      } else if (part.length() == 4 && year == null) {
        year = Integer.valueOf(part);
      } else if (part.length() <= 2 && day == null) {
        day = Integer.valueOf(part);
      } else {
        throw new DateTimeException("more numbers than a date has");
      }
    }
    if (month == null || day == null || year == null) {
      throw new DateTimeException("no format fits");
    }
    return LocalDate.of(year, month, day);
  }

  private LocalDate ofNumbers(Matcher numbers, boolean dots) {
    if (numbers.group(1).length() == 4) {
      return LocalDate.of(number(numbers, 1), number(numbers, 2), number(numbers, 3));
    }
    int year = number(numbers, 3);
    if (numbers.group(3).length() <= 2) {
      year += year < 70 ? 2000 : 1900;
    }
    boolean dayLeads = dots || dayFirst;
    if (number(numbers, dayLeads ? 2 : 1) > MONTHS) {
      dayLeads = !dayLeads;
    }
    return dayLeads
        ? LocalDate.of(year, number(numbers, 2), number(numbers, 1))
        : LocalDate.of(year, number(numbers, 1), number(numbers, 2));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static String withoutTime(String text) {
    String bare = text.strip();
    Matcher day = ZONED_DAY.matcher(bare);
    return day.matches() ? day.group(1) : TIME.matcher(bare).replaceFirst("").strip();
  }

  private static DateTimeFormatter words(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  private static DateTimeFormatter shortYear(String dayAndMonth) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(dayAndMonth)
        .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
        .toFormatter(Locale.ENGLISH);
  }
}
