package com.orgscope.usage;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;

/**
 * Which days are compared to tell how far somebody's use moved.
 *
 * @param asOf the last day that counts
 * @param recent how many days that end with it, and as many that end with the day of the answer
 * @param seen how many days that end with it; whoever has no row in them was not seen
 */
public record ComparedDays(LocalDate asOf, int recent, int seen) {
  LocalDate recentFrom() {
    return TimeWindow.ending(asOf, recent).from();
  }

  LocalDate seenFrom() {
    return TimeWindow.ending(asOf, seen).from();
  }
}
