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
 */
record HrRow(
    long line,
    @Nullable String employeeId,
    @Nullable String rowId,
    List<String> logins,
    List<String> names,
    @Nullable String title,
    @Nullable String department,
    @Nullable String location,
    @Nullable LocalDate hireDate,
    @Nullable LocalDate endDate,
    boolean inactive,
    @Nullable LocalDate effective,
    @Nullable ManagerReference manager) {

  HrRow {
    logins = List.copyOf(logins);
    names = List.copyOf(names);
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

    /** As the operator finds it in the file. */
    String shown() {
      return Stream.of(id, rowId, mail, name).filter(Objects::nonNull).findFirst().orElse("nobody");
    }
  }
}
