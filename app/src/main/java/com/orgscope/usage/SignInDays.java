package com.orgscope.usage;

import com.orgscope.kernel.TimeWindow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** What signing in took one person, day by day. Days without a row are days without any. */
public final class SignInDays {
  private final LocalDate first;
  private final long[][] daily;
  private boolean seen;

  /** What is counted of a day. */
  public enum Measure {
    /** Measured by the log; what nobody measured is not in it. */
    SECONDS,
    FAILURES,
    CHALLENGES,
    /** Challenges of which nobody knows how long they took. */
    UNMEASURED
  }

  /** Of somebody who was not seen yet, and of whom nothing is known on any day. */
  public SignInDays(TimeWindow window) {
    first = window.from();
    daily = new long[Measure.values().length][Math.toIntExact(window.days())];
  }

  public void add(LocalDate day, Measure measure, long amount) {
    daily[measure.ordinal()][at(day)] += amount;
  }

  /** That an application was visited before the day that was asked for. */
  public void markSeen() {
    seen = true;
  }

  public boolean seen() {
    return seen;
  }

  /**
   * @throws IndexOutOfBoundsException if the days are not within those that were read
   */
  public long sum(Measure measure, LocalDate from, LocalDate until) {
    long[] amounts = daily[measure.ordinal()];
    if (at(from) < 0 || at(until) > amounts.length) {
      throw new IndexOutOfBoundsException("%s to %s were not read".formatted(from, until));
    }
    return Arrays.stream(amounts, at(from), at(until)).sum();
  }

  private int at(LocalDate day) {
    return Math.toIntExact(ChronoUnit.DAYS.between(first, day));
  }
}
