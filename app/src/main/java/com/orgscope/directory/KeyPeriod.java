package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;

/**
 * That what is stored under a key is a person's, on the days from {@code from} to the one before
 * {@code until}.
 */
public record KeyPeriod(PersonKey key, PersonKey person, LocalDate from, LocalDate until) {
  /** Before all days of events. */
  public static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  /** After all days of events. */
  public static final LocalDate END = LocalDate.of(9999, 12, 31);

  /** On all days. */
  public static KeyPeriod always(PersonKey key, PersonKey person) {
    return new KeyPeriod(key, person, BEGINNING, END);
  }

  static KeyPeriod of(PersonKey key, PersonKey person, int from, int until) {
    return new KeyPeriod(key, person, day(from), day(until));
  }

  KeyPeriod until(int day) {
    return new KeyPeriod(key, person, from, day(day));
  }

  boolean goesOnAt(int day, PersonKey as) {
    return until.equals(day(day)) && person.equals(as);
  }

  /** Whether it is of that key and has all days of another one. */
  boolean covers(KeyPeriod other) {
    return key.equals(other.key) && !from.isAfter(other.from) && !until.isBefore(other.until);
  }

  /** Whether it holds whatever the day. */
  public boolean isAlways() {
    return from.equals(BEGINNING) && until.equals(END);
  }

  private static LocalDate day(int day) {
    if (day == Holding.NEVER) {
      return BEGINNING;
    }
    return day == Holding.ALWAYS ? END : LocalDate.ofEpochDay(day);
  }
}
