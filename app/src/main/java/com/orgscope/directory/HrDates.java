package com.orgscope.directory;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates as HR systems write them. Whether 03/04/2024 is in March or in April is decided for a
 * whole file: one date whose first or second number exceeds 12 tells; if none does, the region's
 * habit.
 */
final class HrDates {
  private static final Set<String> EMPTY =
      Set.of(
          "",
          "-",
          "--",
          "n/a",
          "na",
          "null",
          "none",
          "tbd",
          "0",
          "0000-00-00",
          "00/00/0000",
          "00.00.0000",
          "0000-00-00 00:00:00");
  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,4})[-/. ](\\d{1,2})[-/. ](\\d{1,4})");
  private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern TIME =
      Pattern.compile(
          "[T ]+\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?( ?[AaPp]\\.?[Mm]\\.?)?( ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?$");
  private static final Pattern SPREADSHEET_DAY = Pattern.compile("[2-6]\\d{4}(\\.0+)?");
  private static final LocalDate SPREADSHEET_ZERO = LocalDate.of(1899, 12, 30);

  /** HR systems write this for "no end". */
  private static final int END_OF_TIME = 2200;

  private static final int FIRST_YEAR = 1900;
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
    String bare = withoutTime(text);
    if (EMPTY.contains(bare.toLowerCase(Locale.ROOT))) {
      return null;
    }
    LocalDate date = read(bare);
    if (date.getYear() >= END_OF_TIME) {
      return null;
    }
    if (date.getYear() < FIRST_YEAR) {
      throw new DateTimeException("the year " + date.getYear());
    }
    return date;
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
      return SPREADSHEET_ZERO.plusDays((long) Double.parseDouble(text));
    }
    for (DateTimeFormatter format : WORDS) {
      try {
        return LocalDate.parse(text, format);
      } catch (DateTimeParseException e) {
        // The next format may fit.
      }
    }
    throw new DateTimeException("no format fits");
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
    return dayLeads
        ? LocalDate.of(year, number(numbers, 2), number(numbers, 1))
        : LocalDate.of(year, number(numbers, 1), number(numbers, 2));
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static String withoutTime(String text) {
    return TIME.matcher(text.strip()).replaceFirst("").strip();
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
