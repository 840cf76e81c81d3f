package com.orgscope.demo;

import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** People as an HR system writes them to a file. */
final class PersonnelFile {
  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\n]");
  private static final List<String> COLUMNS =
      List.of(
          "employee_id",
          "login",
          "display_name",
          "title",
          "department",
          "hire_date",
          "manager_id",
          "location",
          "end_date");

  private PersonnelFile() {}

  static void write(Writer out, List<SimulatedPerson> people) throws IOException {
    write(out, people, null);
  }

  /**
   * @param effective from when on positions hold; null if the file does not say
   */
  static void write(Writer out, List<SimulatedPerson> people, @Nullable LocalDate effective)
      throws IOException {
    List<Object> columns = new ArrayList<>(COLUMNS);
    if (effective != null) {
      columns.add("effective_date");
    }
    row(out, columns.toArray());
    for (SimulatedPerson person : people) {
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(person.employeeId());
      cells.add(person.login());
      cells.add(person.displayName());
      cells.add(person.title());
      cells.add(person.department());
      cells.add(person.hireDate());
      cells.add(person.managerId());
      cells.add(person.location());
      cells.add(person.endDate());
      if (effective != null) {
        cells.add(effective);
      }
      row(out, cells.toArray());
    }
  }

  static void row(Writer out, @Nullable Object... cells) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      String cell = cells[i] == null ? "" : cells[i].toString();
      line.append(i == 0 ? "" : ",");
      line.append(
          NEEDS_QUOTES.matcher(cell).find() ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
    }
    out.write(line.append('\n').toString());
  }
}
