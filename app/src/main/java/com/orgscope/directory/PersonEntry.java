package com.orgscope.directory;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a system that brings one person at a time says of them now: each fact as text, as an HR
 * system would write it. A fact that is not there was not said and leaves what was known; one
 * without values says that there is none.
 *
 * @param accounts the person's permanent ids, the firmest first
 */
public record PersonEntry(Map<Fact, List<String>> facts, List<Account> accounts) {
  /** The provider of an {@link Account} that is the id this installation gave to a resource. */
  public static final String RESOURCE = "resource";

  /** The provider of an {@link Account} that is the other system's own id of it. */
  public static final String EXTERNAL = "external";

  public PersonEntry {
    Map<Fact, List<String>> copy = new EnumMap<>(Fact.class);
    facts.forEach((fact, values) -> copy.put(fact, List.copyOf(values)));
    facts = copy;
    accounts = List.copyOf(accounts);
  }

  /** What can be said of a person. */
  public enum Fact {
    EMPLOYEE_ID(HrColumn.EMPLOYEE_ID),
    LOGIN(HrColumn.LOGIN),
    MAIL(HrColumn.MAIL),
    DISPLAY_NAME(HrColumn.DISPLAY_NAME),
    FIRST_NAME(HrColumn.FIRST_NAME),
    LAST_NAME(HrColumn.LAST_NAME),
    TITLE(HrColumn.TITLE),
    DEPARTMENT(HrColumn.DEPARTMENT),
    COST_CENTER(HrColumn.COST_CENTER),
    DIVISION(HrColumn.DIVISION),
    LOCATION(HrColumn.LOCATION),
    HIRE_DATE(HrColumn.HIRE_DATE),
    END_DATE(HrColumn.END_DATE),
    /** "active" or "inactive". */
    STATUS(HrColumn.STATUS),
    /** From when title, department and manager hold. */
    EFFECTIVE_DATE(HrColumn.EFFECTIVE_DATE),
    /**
     * An account's id, employee number, login or mail; they may come later than who they manage.
     */
    MANAGER(HrColumn.MANAGER_ID);

    private final HrColumn column;

    Fact(HrColumn column) {
      this.column = column;
    }

    HrColumn column() {
      return column;
    }
  }

  /** A permanent id; {@code provider} says among whose ids it is one. */
  public record Account(String provider, String id) {
    /** Nothing of the id. */
    @Override
    public String toString() {
      return "Account[" + provider + "]";
    }
  }

  /** Nothing of it: a record that is printed by mistake must not tell. */
  @Override
  public String toString() {
    return "PersonEntry" + facts.keySet();
  }
}
