package com.orgscope.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person of the company with everything that makes their days.
 *
 * @param identity unlike the login it never changes; provider ids are made from it
 * @param presence share of the usual working days, 1 for full time
 * @param earlier habits before {@code changed}, for those who moved or rose in the window
 * @param earlierLogin the login before {@code renamed}
 * @param adoption of an application that is new within the window; null for who does not use it
 */
record Employee(
    int index,
    long identity,
    SimulatedPerson person,
    Place place,
    Occupation.Rhythm rhythm,
    double presence,
    Habits habits,
    @Nullable Habits earlier,
    @Nullable LocalDate changed,
    @Nullable String earlierLogin,
    @Nullable LocalDate renamed,
    @Nullable Adoption adoption) {

  Habits habitsOn(LocalDate day) {
    return earlier != null && changed != null && day.isBefore(changed) ? earlier : habits;
  }

  /** The login that the provider knew on a day; the earlier one is null but for a few. */
  String loginOn(LocalDate day) {
    return earlierLogin != null && renamed != null && day.isBefore(renamed)
        ? earlierLogin
        : person.login();
  }

  boolean employedOn(LocalDate day) {
    return !day.isBefore(person.hireDate())
        && (person.endDate() == null || !day.isAfter(person.endDate()));
  }
}
