package com.orgscope.directory;

import com.orgscope.kernel.PersonKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One employee without a name: what the HR system says of their work.
 *
 * @param division what the HR system puts above the department, if it says so
 * @param endDate the last day of work, if it is known
 * @param manager null at the top, and where the HR system's entry could not be resolved
 * @param hasReports somebody who has not left reports to them
 */
public record Person(
    PersonKey key,
    @Nullable String title,
    @Nullable String department,
    @Nullable String division,
    @Nullable LocalDate hireDate,
    @Nullable LocalDate endDate,
    @Nullable PersonKey manager,
    boolean hasReports,
    @Nullable String location) {

  /** Somebody whom no HR system named yet: a key and nothing else. */
  static Person seenInLogs(PersonKey key) {
    return new Person(key, null, null, null, null, null, null, false, null);
  }

  /** As they were in a position; as they are if it is not known. */
  Person in(@Nullable Position then) {
    return then == null
        ? this
        : new Person(
            key,
            then.title(),
            then.department(),
            then.division(),
            hireDate,
            endDate,
            then.manager(),
            hasReports,
            location);
  }

  /** Whether the person still works here on that day. */
  public boolean worksOn(LocalDate day) {
    return (hireDate == null || !day.isBefore(hireDate))
        && (endDate == null || !day.isAfter(endDate));
  }
}
