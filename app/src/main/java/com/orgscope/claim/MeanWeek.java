package com.orgscope.claim;

import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.SignInDays;
import com.orgscope.usage.SignInDays.Measure;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Mean weeks of a log that lacks some days. Of such a day nobody knows what it took, so that it
 * counts for what the same day of the week took otherwise, and never for nothing.
 *
 * @param missing days that the log lacks
 * @param most seconds that a week counts for
 */
record MeanWeek(Set<LocalDate> missing, long most) {
  static final int WEEK = 7;

  MeanWeek {
    missing = Set.copyOf(missing);
  }

  /**
   * @param weeks whole ones, of which the mean is told
   * @param around days that are asked where the weeks lack a day of the week altogether
   */
  double of(SignInDays own, Measure measure, TimeWindow weeks, TimeWindow around) {
    long number = weeks.days() / WEEK;
    double sum = 0;
    for (int week = 0; week < number; week++) {
      LocalDate first = weeks.from().plusDays((long) WEEK * week);
      double amount = own.sum(measure, first, first.plusDays(WEEK));
      for (int day = 0; day < WEEK; day++) {
        LocalDate each = first.plusDays(day);
        amount += missing.contains(each) ? lost(own, measure, each, weeks, around) : 0;
      }
      sum += measure == Measure.SECONDS ? Math.min(amount, most) : amount;
    }
    return number == 0 ? 0 : sum / number;
  }

  /** What came in of a day that the log lacks counts for nothing: it is not the whole day. */
  private double lost(
      SignInDays own, Measure measure, LocalDate day, TimeWindow weeks, TimeWindow around) {
    DayOfWeek like = day.getDayOfWeek();
    TimeWindow asked = held(weeks, like) > 0 ? weeks : around;
    double sum =
        alike(asked, like)
            .mapToObj(each -> asked.from().plusDays(each))
            .filter(each -> !missing.contains(each))
            .mapToLong(each -> own.sum(measure, each, each.plusDays(1)))
            .sum();
    return sum / Math.max(1, held(asked, like)) - own.sum(measure, day, day.plusDays(1));
  }

  private long held(TimeWindow window, DayOfWeek like) {
    return alike(window, like)
        .filter(each -> !missing.contains(window.from().plusDays(each)))
        .count();
  }

  /** The days of a window that are one day of the week, from its first on. */
  private static IntStream alike(TimeWindow window, DayOfWeek like) {
    int first = Math.floorMod(like.getValue() - window.from().getDayOfWeek().getValue(), WEEK);
    return IntStream.iterate(first, each -> each < window.days(), each -> each + WEEK);
  }

  /** How often the log has each day of the week in a window, of that which it has least. */
  long held(TimeWindow window) {
    return IntStream.rangeClosed(1, WEEK)
        .mapToLong(day -> held(window, DayOfWeek.of(day)))
        .min()
        .orElse(0);
  }

  /** Days of a window that the log lacks. */
  long lacking(TimeWindow window) {
    return missing.stream()
        .filter(day -> !day.isBefore(window.from()) && day.isBefore(window.until()))
        .count();
  }
}
