package com.orgscope.scim;

import com.orgscope.directory.PersonEntry.Fact;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Dates of employment, for which SCIM has no place: they come in our own extension or in whatever
 * extension somebody made, under one of the usual names.
 */
final class HrDate {
  private static final Map<String, Fact> NAMES =
      Map.ofEntries(
          Map.entry("hiredate", Fact.HIRE_DATE),
          Map.entry("startdate", Fact.HIRE_DATE),
          Map.entry("employeehiredate", Fact.HIRE_DATE),
          Map.entry("employmentstartdate", Fact.HIRE_DATE),
          Map.entry("originalhiredate", Fact.HIRE_DATE),
          Map.entry("enddate", Fact.END_DATE),
          Map.entry("terminationdate", Fact.END_DATE),
          Map.entry("employeeleavedatetime", Fact.END_DATE),
          Map.entry("employmentenddate", Fact.END_DATE),
          Map.entry("lastdayofwork", Fact.END_DATE),
          Map.entry("effectivedate", Fact.EFFECTIVE_DATE),
          Map.entry("managereffectivedate", Fact.EFFECTIVE_DATE),
          Map.entry("positioneffectivedate", Fact.EFFECTIVE_DATE));

  private HrDate() {}

  static Optional<Fact> named(String attribute) {
    return Optional.ofNullable(
        NAMES.get(attribute.replaceAll("[-_ ]", "").toLowerCase(Locale.ROOT)));
  }
}
