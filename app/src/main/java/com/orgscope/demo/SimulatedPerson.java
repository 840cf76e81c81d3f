package com.orgscope.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One employee as the personnel file knows them, and what they truly work on.
 *
 * @param login as it reads at the end of the window; a few people had another one before
 * @param endDate the last day of work, if it lies in the window
 * @param managerId employee id of the manager; the head of the company has none
 * @param category what most of the sign-ins that come with their work are for, over the window
 * @param secondCategory what at least a fifth of them are for besides
 * @param secondOfWork the part of the second kind of work in the sign-ins that come with work, also
 *     where it is too small to be named
 * @param secondOfAll the same in all sign-ins, mail, chat and meetings included
 * @param former the position before a reorganization within the window; null for who had no other
 */
public record SimulatedPerson(
    String employeeId,
    String login,
    String displayName,
    String title,
    String department,
    LocalDate hireDate,
    @Nullable LocalDate endDate,
    @Nullable String managerId,
    String location,
    String category,
    @Nullable String secondCategory,
    double secondOfWork,
    double secondOfAll,
    @Nullable Former former) {

  /** A department and title of before. */
  public record Former(String department, String title) {}

  /** The same person in another position. */
  SimulatedPerson in(String otherDepartment, String otherTitle, @Nullable Former before) {
    return new SimulatedPerson(
        employeeId,
        login,
        displayName,
        otherTitle,
        otherDepartment,
        hireDate,
        endDate,
        managerId,
        location,
        category,
        secondCategory,
        secondOfWork,
        secondOfAll,
        before);
  }

  /** As the personnel file had them before any reorganization. */
  SimulatedPerson before() {
    return former == null ? this : in(former.department, former.title, null);
  }
}
