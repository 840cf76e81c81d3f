package com.orgscope.demo;

import com.orgscope.demo.SimulatedPerson.Former;
import java.time.LocalDate;

/**
 * Part of a department becomes one of its own; everybody keeps their work and their manager.
 *
 * @param day from which on it holds
 */
record Reorganization(LocalDate day) {
  static final String DEPARTMENT = "Platform Engineering";
  static final String BECOMES = "Site Reliability";
  private static final String OCCUPATION = "platform";

  /** Whoever came later was hired into the new department, and whoever left before never was. */
  SimulatedPerson after(SimulatedPerson person, Occupation trade) {
    boolean moves =
        person.department().equals(DEPARTMENT)
            && trade.id().equals(OCCUPATION)
            && (person.endDate() == null || !person.endDate().isBefore(day));
    if (!moves) {
      return person;
    }
    boolean was = person.hireDate().isBefore(day);
    return person.in(
        BECOMES,
        person.title().replace(DEPARTMENT, BECOMES),
        was ? new Former(person.department(), person.title()) : null);
  }
}
