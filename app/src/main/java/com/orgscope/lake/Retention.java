package com.orgscope.lake;

import com.orgscope.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * How long a tenant's rows are kept.
 *
 * @param hotDays how many days events stay at hand; a month that is over for longer is archived:
 *     packed more tightly and slower to read
 * @param eventDays after how many days events go, null for never
 * @param usageDays after how many days the daily figures of people go, null for never
 */
public record Retention(int hotDays, @Nullable Integer eventDays, @Nullable Integer usageDays) {
  /** Seven years, leap days included. */
  public static final int LONGEST_DAYS = 2557;

  /** What counts for a tenant that has said nothing: 90 days at hand, nothing goes. */
  public static final Retention DEFAULT = new Retention(90, null, null);

  public Retention {
    check("hot days", hotDays, 1);
    if (eventDays != null) {
      check("days of events", eventDays, hotDays);
    }
    if (usageDays != null) {
      check("days of usage", usageDays, 90);
    }
  }

  private static void check(String what, int days, int least) {
    if (days < least || days > LONGEST_DAYS) {
      throw Failure.operator(
          what + " must be from " + least + " to " + LONGEST_DAYS + ", not " + days);
    }
  }
}
