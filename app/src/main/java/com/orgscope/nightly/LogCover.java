package com.orgscope.nightly;

import com.orgscope.category.Judgment;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the log covers of the days that a night looks at. A day without an access is told apart: a
 * quiet one, of which a source said that there was no more, and one that nobody can tell from a day
 * that was not read.
 *
 * @param firstDay with an access; null if there is none
 * @param lastDay with an access
 * @param days from the first to the last, both included
 * @param quietDays among them without an access, of which every hour is certified
 * @param unknownDays among them without an access that nobody certified
 * @param lostDays among them without an access although the company works on such days: no log
 * @param enough whether anybody's first and last access can lie far enough apart to be decided
 */
public record LogCover(
    LocalDate asOf,
    @Nullable LocalDate firstDay,
    @Nullable LocalDate lastDay,
    int days,
    List<LocalDate> quietDays,
    List<LocalDate> unknownDays,
    List<LocalDate> lostDays,
    boolean enough) {
  /** Between somebody's first use and their last, until anything can be told of their work. */
  public static final int NEEDED_DAYS = Judgment.ENOUGH_DAYS;

  private static final int DAYS_SHOWN = 5;

  public LogCover {
    quietDays = List.copyOf(quietDays);
    unknownDays = List.copyOf(unknownDays);
    lostDays = List.copyOf(lostDays);
  }

  /** The first day on which anybody can be decided, if logs go on; null while there is no use. */
  public @Nullable LocalDate decidesFrom() {
    return firstDay == null ? null : firstDay.plusDays(NEEDED_DAYS);
  }

  /** What somebody should know and what would help, a sentence each; empty if all is well. */
  public List<String> remarks() {
    if (firstDay == null || lastDay == null) {
      return List.of(
          "the log holds no access in the "
              + LogCovers.WINDOW_DAYS
              + " days up to "
              + asOf
              + ", so nobody can be decided: read logs of these days, or give the night a day of the"
              + " log");
    }
    List<String> remarks = new ArrayList<>();
    if (!enough) {
      remarks.add(
          String.format(
              Locale.ROOT,
              "the log covers %d days (%s to %s), and a person is decided only with %d days between"
                  + " the first access and the last: add older logs, or wait until"
                  + " it reaches %s",
              days,
              firstDay,
              lastDay,
              Judgment.ENOUGH_DAYS,
              firstDay.plusDays(Judgment.ENOUGH_DAYS)));
    }
    if (!quietDays.isEmpty() || !unknownDays.isEmpty()) {
      remarks.add(without());
    }
    if (!lostDays.isEmpty()) {
      remarks.add(
          "no log of %d of these %d days, on which the company works otherwise (%s): they are nobody's silence and no saving; read logs of them"
              .formatted(lostDays.size(), days, shown(lostDays)));
    }
    return remarks;
  }

  private String without() {
    return String.format(
        Locale.ROOT,
        "%d of these %d days have no access%s%s",
        quietDays.size() + unknownDays.size(),
        days,
        quietDays.isEmpty() ? "" : ": %d are known to be quiet".formatted(quietDays.size()),
        unknownDays.isEmpty() ? "" : untold());
  }

  private String untold() {
    if (unknownDays.stream().allMatch(LogCover::isWeekend)) {
      return quietDays.isEmpty()
          ? ", all of them Saturdays or Sundays"
          : ", and %d more are Saturdays or Sundays".formatted(unknownDays.size());
    }
    return "%s nobody can tell whether %s quiet or not read (%s)"
        .formatted(
            quietDays.isEmpty() ? ":" : ", and of " + unknownDays.size(),
            unknownDays.size() == 1 ? "it was" : "they were",
            shown(unknownDays));
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) >= 0;
  }

  private static String shown(List<LocalDate> lacking) {
    String some =
        lacking.stream()
            .limit(DAYS_SHOWN)
            .map(LocalDate::toString)
            .collect(Collectors.joining(", "));
    int more = lacking.size() - DAYS_SHOWN;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
