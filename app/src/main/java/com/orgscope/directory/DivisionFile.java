package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads lines of a department, a tab and the division it belongs to. Empty lines and lines that
 * begin with # say nothing; the first line may be what HR systems call the two, in their languages.
 */
final class DivisionFile {
  static final int MOST_LINES = 10_000;
  static final int MOST_NAME = 200;

  /** A department, its division, and where both stand. */
  private record Line(int number, String department, String division) {}

  /** By {@link #spelling} of the department. */
  private final Map<String, Line> lines = new LinkedHashMap<>();

  /** Divisions as they were written first: one is not two by a capital. */
  private final Map<String, String> divisions = new HashMap<>();

  private boolean header;

  private DivisionFile() {}

  /** The division of each department, both as they were written. */
  static Map<String, String> read(Path file) {
    DivisionFile read = new DivisionFile();
    int number = 0;
    for (String line : HrText.of(file).text().lines().toList()) {
      number++;
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        read.add(number, line);
      }
    }
    if (read.lines.isEmpty() && !read.header) {
      throw Failure.operator(
          file
              + " names no department: write lines of a department, a tab and its division. To take"
              + " the divisions back, import the line 'department', a tab, 'division' alone");
    }
    Map<String, String> divisions = new TreeMap<>();
    read.lines.values().forEach(line -> divisions.put(line.department(), line.division()));
    return divisions;
  }

  /** Departments are compared without case and without spaces at their ends. */
  static String spelling(String name) {
    return HrHeader.clean(name).toLowerCase(Locale.ROOT);
  }

  private void add(int number, String written) {
    // A spreadsheet ends lines with the tabs of its empty columns.
    String[] cells = written.replaceFirst("(\\t[^\\t]*)\\s+$", "$1").split("\t", -1);
    if (cells.length != 2) {
      throw wrong(
          number,
          "has %s: write the department, a tab and its division, and nothing else"
              .formatted(cells.length == 1 ? "no tab" : cells.length - 1 + " tabs"));
    }
    String department =
        name(number, "department", cells[0], "write one before the tab, or leave the line out");
    String division =
        name(
            number,
            "division",
            cells[1],
            "write one behind the tab, or leave the line out for a department that stays as it is");
    if (lines.isEmpty() && !header) {
      if (isHeader(division, department)) {
        throw wrong(number, "names the division before the department: write the department first");
      }
      header = isHeader(department, division);
      if (header) {
        return;
      }
    }
    Line line = new Line(number, department, divisions.getOrDefault(spelling(division), division));
    divisions.putIfAbsent(spelling(division), division);
    Line before = lines.putIfAbsent(spelling(department), line);
    if (before != null && !before.division().equals(line.division())) {
      throw wrong(
          number,
          "puts '%s' into '%s', and line %d into '%s': leave one of them"
              .formatted(department, line.division(), before.number(), before.division()));
    }
    if (lines.size() > MOST_LINES) {
      throw wrong(number, "is one too many: a file names at most " + MOST_LINES + " departments");
    }
  }

  private static boolean isHeader(String department, String division) {
    return HrColumn.DEPARTMENT.isCalled(department)
        && (HrColumn.DIVISION.isCalled(division) || spelling(division).equals("unit"));
  }

  private static String name(int number, String what, String cell, String wayOut) {
    String name = HrCell.of(cell);
    if (name.isEmpty()) {
      throw wrong(number, "names no " + what + ": " + wayOut);
    }
    if (name.length() > MOST_NAME) {
      throw wrong(number, "has a %s of more than %d characters".formatted(what, MOST_NAME));
    }
    return name;
  }

  private static Failure wrong(int number, String what) {
    return Failure.operator("line " + number + " " + what + "; nothing was stored");
  }
}
