package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * A table that says something about people, as spreadsheets write it: any separator and encoding,
 * guards of texts, and the headers of people in whichever language {@code people import} reads.
 *
 * @param names of the columns, as the file has them
 * @param hasPeople whether a column says who a row is about
 * @param unread columns with values that nobody understood
 */
public record PeopleSheet(
    List<String> names, boolean hasPeople, List<Row> rows, List<String> unread) {
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /**
   * @param line where it begins, the file's first being 1
   * @param others what the row says in the columns that were asked for, by their small name
   */
  public record Row(
      long line, @Nullable String login, @Nullable String employeeId, Map<String, String> others) {

    /** What a column says; empty if nothing. */
    public String value(String column) {
      return others.getOrDefault(column, "");
    }
  }

  /** The text of a file in whichever encoding. */
  public static String read(Path file) {
    return HrText.of(file).text();
  }

  /**
   * @param others columns that are asked for besides those of people, in small letters
   * @throws Failure for the operator, if it is no table
   */
  public static PeopleSheet of(String text, Set<String> others) {
    String csv = HrCell.unguarded(text.startsWith("\uFEFF") ? text.substring(1) : text);
    PeopleSheet best = null;
    int most = -1;
    for (char separator : SEPARATORS) {
      PeopleSheet sheet = parted(csv, separator, others);
      int known = (sheet.hasPeople ? 1 : 0);
      for (String name : sheet.names) {
        known += others.contains(small(name)) ? 1 : 0;
      }
      if (known > most) {
        best = sheet;
        most = known;
      }
    }
    if (best == null) {
      throw Failure.bug("there are no separators", null);
    }
    return best;
  }

  private static PeopleSheet parted(String csv, char separator, Set<String> others) {
    List<Row> rows = new ArrayList<>();
    List<CSVRecord> records = new ArrayList<>();
    HrHeader header = null;
    List<String> names = List.of();
    try (CSVParser parser = PeopleFile.parser(csv, separator)) {
      var all = parser.iterator();
      for (long line = 1; all.hasNext(); line = parser.getCurrentLineNumber() + 1) {
        CSVRecord record = all.next();
        if (record.stream().allMatch(String::isBlank) || isHint(record)) {
          continue;
        }
        if (header == null) {
          header = HrHeader.ofNames(record);
          names = record.stream().map(HrCell::of).toList();
        } else {
          records.add(record);
          rows.add(row(line, header, names, record, others));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw Failure.operator("the file is no CSV: " + e.getMessage(), e);
    }
    if (header == null) {
      return new PeopleSheet(List.of(), false, List.of(), List.of());
    }
    Set<String> asked = new HashSet<>();
    names.stream()
        .filter(name -> others.contains(small(name)))
        .forEach(n -> asked.add("'" + n + "'"));
    boolean hasPeople =
        header.has(HrColumn.LOGIN) || header.has(HrColumn.MAIL) || header.has(HrColumn.EMPLOYEE_ID);
    List<String> unread =
        header.unread(records).stream().filter(name -> !asked.contains(name)).toList();
    return new PeopleSheet(names, hasPeople, rows, unread);
  }

  /** Excel's line about the separator, above the header. */
  private static boolean isHint(CSVRecord record) {
    return record.getRecordNumber() == 1 && record.get(0).startsWith("sep=");
  }

  private static Row row(
      long line, HrHeader header, List<String> names, CSVRecord record, Set<String> others) {
    Map<String, String> said = new TreeMap<>();
    for (int i = 0; i < Math.min(names.size(), record.size()); i++) {
      if (others.contains(small(names.get(i)))) {
        said.putIfAbsent(small(names.get(i)), HrCell.of(record.get(i)));
      }
    }
    String login = header.value(record, HrColumn.LOGIN);
    return new Row(
        line,
        login == null ? header.value(record, HrColumn.MAIL) : login,
        header.value(record, HrColumn.EMPLOYEE_ID),
        said);
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT).replace(' ', '_');
  }
}
