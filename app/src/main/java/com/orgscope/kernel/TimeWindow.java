package com.orgscope.kernel;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Whole UTC days, from the first to the day before {@code until}. */
public record TimeWindow(LocalDate from, LocalDate until) {
  public TimeWindow {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a window ends after it begins: " + from + " to " + until);
    }
  }

  /** The {@code days} days that end with {@code lastDay}, that day included. */
  public static TimeWindow ending(LocalDate lastDay, int days) {
    return new TimeWindow(lastDay.minusDays(days - 1L), lastDay.plusDays(1));
  }

  public long days() {
    return ChronoUnit.DAYS.between(from, until);
  }

  public LocalDate lastDay() {
    return until.minusDays(1);
  }
}
