package com.orgscope.insight;

import com.orgscope.directory.DepartmentChange;
import com.orgscope.directory.Person;
import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many began to work here on a day, how many no longer did, and how many were put into another
 * department, by the directory: public in the company, as the headcount is.
 *
 * @param left people whose last day of work was the day before
 * @param moved people who worked here and were in another department the day before; null in
 *     releases of before it was kept
 */
public record StaffChange(LocalDate day, int joined, int left, @Nullable Integer moved) {
  /** A release is compared with those of the last year. */
  private static final int KEPT_DAYS = 400;

  /** Of days up to this one on which anybody did, in order. */
  static List<StaffChange> until(
      LocalDate lastDay, Map<PersonKey, Person> people, Collection<DepartmentChange> moves) {
    LocalDate first = lastDay.minusDays(KEPT_DAYS - 1L);
    TreeMap<LocalDate, StaffChange> changes = new TreeMap<>();
    for (Person person : people.values()) {
      LocalDate hired = person.hireDate();
      LocalDate end = person.endDate();
      if (hired != null && !hired.isBefore(first) && !hired.isAfter(lastDay)) {
        changes.merge(hired, new StaffChange(hired, 1, 0, 0), StaffChange::plus);
      }
      if (end != null && !end.isBefore(first.minusDays(1)) && end.isBefore(lastDay)) {
        LocalDate gone = end.plusDays(1);
        changes.merge(gone, new StaffChange(gone, 0, 1, 0), StaffChange::plus);
      }
    }
    for (DepartmentChange move : moves) {
      LocalDate day = move.day();
      Person person = people.get(move.person());
      if (person != null
          && !day.isBefore(first)
          && !day.isAfter(lastDay)
          && person.worksOn(day)
          && person.worksOn(day.minusDays(1))) {
        changes.merge(day, new StaffChange(day, 0, 0, 1), StaffChange::plus);
      }
    }
    return new ArrayList<>(changes.values());
  }

  private static StaffChange plus(StaffChange one, StaffChange other) {
    return new StaffChange(
        one.day,
        one.joined + other.joined,
        one.left + other.left,
        one.moved == null || other.moved == null ? null : (Integer) (one.moved + other.moved));
  }

  /** What these add up to after one day and up to another; the day is the last one's. */
  static StaffChange sum(Collection<StaffChange> changes, LocalDate after, LocalDate lastDay) {
    return changes.stream()
        .filter(change -> change.day.isAfter(after) && !change.day.isAfter(lastDay))
        .map(change -> new StaffChange(lastDay, change.joined, change.left, change.moved))
        .reduce(new StaffChange(lastDay, 0, 0, 0), StaffChange::plus);
  }
}
