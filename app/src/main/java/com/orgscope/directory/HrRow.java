package com.orgscope.directory;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One usable row of an HR export, cleaned and not yet matched to anybody.
 *
 * @param rowId the HR system's own number of the row, if it has one besides the employee id
 * @param logins the login first, then other addresses the person goes by
 * @param names the display name first, then other spellings a manager column may use
 * @param effective from when the title, department and manager hold, if the file says
 * @param manager the manager as the row names them, or null
 * @param accounts the person's permanent ids in the systems the row comes from, the firmest first
 */
record HrRow(
    long line,
    @Nullable String employeeId,
    @Nullable String rowId,
    List<String> logins,
    List<String> names,
    @Nullable String title,
    @Nullable String department,
    @Nullable String division,
    @Nullable String location,
    @Nullable LocalDate hireDate,
    @Nullable LocalDate endDate,
    boolean inactive,
    @Nullable LocalDate effective,
    @Nullable ManagerReference manager,
    List<Id> accounts) {

  HrRow {
    accounts = List.copyOf(accounts);
    logins = List.copyOf(logins);
    names = List.copyOf(names);
  }

  /** The same with other logins. */
  HrRow with(List<String> others) {
    return new HrRow(
        line,
        employeeId,
        rowId,
        others,
        names,
        title,
        department,
        division,
        location,
        hireDate,
        endDate,
        inactive,
        effective,
        manager,
        accounts);
  }

  @Nullable String login() {
    return logins.isEmpty() ? null : logins.getFirst();
  }

  @Nullable String displayName() {
    return names.isEmpty() ? null : names.getFirst();
  }

  /** Whatever the row says of its manager. */
  record ManagerReference(
      @Nullable String id, @Nullable String rowId, @Nullable String mail, @Nullable String name) {

    /** What the reference may mean, the firmest first; a name is no id. */
    List<Id> ids() {
      return Stream.of(
              Id.provider(PersonEntry.RESOURCE, id),
              Id.provider(PersonEntry.EXTERNAL, id),
              Id.employee(id),
              Id.login(id),
              Id.login(mail),
              Id.employee(name),
              Id.login(name))
          .filter(Objects::nonNull)
          .toList();
    }

    /** As the operator finds it in the file. */
    String shown() {
      return Stream.of(id, rowId, mail, name).filter(Objects::nonNull).findFirst().orElse("nobody");
    }
  }
}
