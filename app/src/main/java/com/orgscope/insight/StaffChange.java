package com.orgscope.insight;

import com.orgscope.directory.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * How many began to work here on a day and how many no longer did, by the directory: public in the
 * company, as the headcount is.
 *
 * @param left people whose last day of work was the day before
 */
public record StaffChange(LocalDate day, int joined, int left) {
  /** A release is compared with those of the last year. */
  private static final int KEPT_DAYS = 400;

  /** Of days up to this one on which anybody did, in order. */
  static List<StaffChange> until(LocalDate lastDay, Collection<Person> people) {
    LocalDate first = lastDay.minusDays(KEPT_DAYS - 1L);
    TreeMap<LocalDate, StaffChange> changes = new TreeMap<>();
    for (Person person : people) {
      LocalDate hired = person.hireDate();
      LocalDate end = person.endDate();
      if (hired != null && !hired.isBefore(first) && !hired.isAfter(lastDay)) {
        changes.merge(hired, new StaffChange(hired, 1, 0), StaffChange::plus);
      }
      if (end != null && !end.isBefore(first.minusDays(1)) && end.isBefore(lastDay)) {
        LocalDate gone = end.plusDays(1);
        changes.merge(gone, new StaffChange(gone, 0, 1), StaffChange::plus);
      }
    }
    return new ArrayList<>(changes.values());
  }

  private static StaffChange plus(StaffChange one, StaffChange other) {
    return new StaffChange(one.day, one.joined + other.joined, one.left + other.left);
  }

  /** What these add up to after one day and up to another; the day is the last one's. */
  static StaffChange sum(Collection<StaffChange> changes, LocalDate after, LocalDate lastDay) {
    return changes.stream()
        .filter(change -> change.day.isAfter(after) && !change.day.isAfter(lastDay))
        .map(change -> new StaffChange(lastDay, change.joined, change.left))
        .reduce(new StaffChange(lastDay, 0, 0), StaffChange::plus);
  }
}
