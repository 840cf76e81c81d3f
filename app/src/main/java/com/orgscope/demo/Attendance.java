package com.orgscope.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;

/** Who works when: weekdays, shifts, part time, holidays, vacations and colds. */
final class Attendance {
  private static final int VACATION_CYCLE = 45;
  private static final double VACATION = 0.55;
  private static final double SICK = 0.016;
  private static final double WEEKEND_CATCH_UP = 0.015;
  private static final Set<MonthDay> EVERYWHERE =
      Set.of(MonthDay.of(1, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));
  private static final Map<String, Set<MonthDay>> SOMEWHERE =
      Map.of(
          "PT", Set.of(MonthDay.of(5, 1), MonthDay.of(6, 10), MonthDay.of(12, 8)),
          "DE", Set.of(MonthDay.of(5, 1), MonthDay.of(10, 3), MonthDay.of(10, 31)),
          "NL", Set.of(MonthDay.of(4, 27)),
          "US", Set.of(MonthDay.of(7, 4), MonthDay.of(11, 11)),
          "CA", Set.of(MonthDay.of(7, 1), MonthDay.of(9, 30), MonthDay.of(11, 11)),
          "IN", Set.of(MonthDay.of(1, 26), MonthDay.of(8, 15), MonthDay.of(10, 2)));

  private final long seed;

  Attendance(long seed) {
    this.seed = seed;
  }

  /**
   * A stretch of work.
   *
   * @param startMinute after local midnight
   * @param minutes its length; a night shift runs into the next day
   */
  record Hours(int startMinute, int minutes) {
    static final Hours NONE = new Hours(0, 0);

    boolean free() {
      return minutes == 0;
    }
  }

  Hours shift(Employee who, LocalDate day, Dice dice) {
    boolean sick = dice.chance(SICK);
    if (!who.employedOn(day) || sick || onVacation(who, day)) {
      return Hours.NONE;
    }
    long week = Math.floorDiv(day.toEpochDay() + 3, 7);
    int turn = Math.floorMod(Dice.mix(who.identity() + week), 3);
    boolean workday = workday(who, day, week);
    int wobble = (int) (18 * dice.gaussian());
    if (!workday) {
      boolean catchesUp = who.rhythm() == Occupation.Rhythm.OFFICE && dice.chance(WEEKEND_CATCH_UP);
      return catchesUp ? new Hours(11 * 60 + 5 * wobble, 70) : Hours.NONE;
    }
    int early = Math.floorMod(who.identity(), 120) - 50;
    return switch (who.rhythm()) {
      case OFFICE -> new Hours(8 * 60 + 40 + early + wobble, 490 + wobble);
      case DESK -> new Hours((7 + 2 * turn) * 60 + wobble / 3, 480);
      case WARD -> new Hours((turn == 0 ? 19 : 7) * 60 + wobble / 4, 720);
      case STORE -> new Hours((turn == 0 ? 13 : 9) * 60 + wobble / 3, 480);
      case PLANT -> new Hours((turn == 0 ? 14 : 6) * 60 + wobble / 4, 480);
    };
  }

  /** Shifts in a usual full-time week, for spreading a week's work over them. */
  static double shiftsAWeek(Occupation.Rhythm rhythm) {
    return rhythm == Occupation.Rhythm.WARD ? 4 : 5;
  }

  private static boolean workday(Employee who, LocalDate day, long week) {
    int weekday = day.getDayOfWeek().getValue();
    int rotation = Math.floorMod(who.identity() + week, 6);
    boolean usual =
        switch (who.rhythm()) {
          case OFFICE -> weekday <= 5 && !holiday(who.place().iso(), day);
          case DESK -> weekday <= 6 && weekday - 1 != rotation;
          case WARD -> Math.floorMod(day.toEpochDay() + who.index() * 3L, 7) < 4;
          case STORE -> Math.floorMod(day.toEpochDay() + who.index() * 2L, 7) < 5;
          case PLANT -> weekday <= 5 && !EVERYWHERE.contains(MonthDay.from(day));
        };
    boolean dayOff = who.presence() < 1 && (weekday == 1 + rotation % 5 || weekday == 5);
    return usual && !dayOff;
  }

  /** Each cycle may hold one block of days off, wherever in it. */
  private boolean onVacation(Employee who, LocalDate day) {
    long cycle = Math.floorDiv(day.toEpochDay(), VACATION_CYCLE);
    Dice dice = Dice.of(seed, who.identity(), cycle);
    if (!dice.chance(VACATION)) {
      return false;
    }
    int length = 2 + dice.below(9);
    long first = cycle * VACATION_CYCLE + dice.below(VACATION_CYCLE - length);
    return day.toEpochDay() >= first && day.toEpochDay() < first + length;
  }

  static boolean holiday(String country, LocalDate day) {
    MonthDay date = MonthDay.from(day);
    if (EVERYWHERE.contains(date) || SOMEWHERE.getOrDefault(country, Set.of()).contains(date)) {
      return true;
    }
    return switch (country) {
      case "US" ->
          day.equals(nth(day.withMonth(11), 4, DayOfWeek.THURSDAY))
              || day.equals(nth(day.withMonth(9), 1, DayOfWeek.MONDAY));
      case "CA" -> day.equals(nth(day.withMonth(10), 2, DayOfWeek.MONDAY));
      default -> false;
    };
  }

  private static LocalDate nth(LocalDate month, int ordinal, DayOfWeek weekday) {
    return month.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
  }
}
