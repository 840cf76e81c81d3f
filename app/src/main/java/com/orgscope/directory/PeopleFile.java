package com.orgscope.directory;

import com.orgscope.kernel.Failure;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The rows of one CSV file, split into values; titles above the header are skipped. */
record PeopleFile(
    HrHeader header,
    List<Line> lines,
    List<ImportReport.Row> rejected,
    List<ImportReport.Row> remarks) {
  /** Workday writes the report's name and its parameters above the header. */
  private static final int LINES_ABOVE_HEADER = 10;

  private static final int VALUE_CHARACTERS = 500;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  /** A row and where it begins. */
  record Line(long number, CSVRecord record) {}

  /**
   * @throws Failure for the operator, naming the columns that were found and those that are needed
   */
  static PeopleFile of(HrText text) {
    PeopleFile file = of(text.text());
    HrText.Doubt doubt = text.doubt();
    if (doubt == null) {
      return file;
    }
    List<ImportReport.Row> remarks = new ArrayList<>(file.remarks());
    remarks.add(new ImportReport.Row(doubt.line(), doubt.said()));
    return new PeopleFile(file.header(), file.lines(), file.rejected(), remarks);
  }

  static PeopleFile of(String text) {
    String csv = HrCell.unguarded(text.startsWith("\uFEFF") ? text.substring(1) : text);
    Separated best = separated(csv);
    if (best.known() == 0) {
      throw noHeader(csv);
    }
    return read(csv, best.separator());
  }

  /** How many columns of the header are known, whatever parts them; 0 if there is no header. */
  static int knownColumns(String text) {
    return separated(text).known();
  }

  /** What parts the columns, and how many of them are known then. */
  private record Separated(char separator, int known) {}

  private static Separated separated(String csv) {
    Separated best = new Separated(',', 0);
    for (char candidate : SEPARATORS) {
      int known = headerIn(csv, candidate).map(HrHeader::known).orElse(0);
      if (known > best.known()) {
        best = new Separated(candidate, known);
      }
    }
    return best;
  }

  /** One person's facts as a file of one row, so that both are understood by the same rules. */
  static PeopleFile of(PersonEntry entry) {
    List<String> names = new ArrayList<>();
    List<String> values = new ArrayList<>();
    entry
        .facts()
        .forEach((fact, said) -> {
          List<String> columns = fact.column().names();
          for (int i = 0; i < Math.clamp(said.size(), 1, columns.size()); i++) {
            names.add(columns.get(i));
            values.add(i < said.size() ? said.get(i) : "");
          }
        });
    CSVFormat format = CSVFormat.DEFAULT;
    try (CSVParser head = format.parse(new StringReader(format.format(names.toArray())));
        CSVParser row = format.parse(new StringReader(format.format(values.toArray())))) {
      HrHeader header = HrHeader.ofNames(head.iterator().next());
      CSVRecord record = row.iterator().next();
      return fault(header, record)
          .map(reason -> one(header, List.of(), List.of(new ImportReport.Row(1, reason))))
          .orElseGet(() -> one(header, List.of(new Line(1, record)), List.of()));
    } catch (IOException e) {
      throw Failure.bug("what was written as CSV is none", e);
    }
  }

  private static PeopleFile one(
      HrHeader header, List<Line> lines, List<ImportReport.Row> rejected) {
    return new PeopleFile(header, lines, rejected, List.of());
  }

  private static PeopleFile read(String csv, char separator) {
    List<Line> lines = new ArrayList<>();
    List<ImportReport.Row> rejected = new ArrayList<>();
    HrHeader header = null;
    long headerLine = 1;
    try (CSVParser parser = parser(csv, separator)) {
      Iterator<CSVRecord> records = parser.iterator();
      for (long line = 1; records.hasNext(); line = parser.getCurrentLineNumber() + 1) {
        CSVRecord record = records.next();
        if (header == null) {
          header = HrHeader.of(record).orElse(null);
          headerLine = line;
        } else if (record.stream().anyMatch(value -> !value.isBlank())) {
          Optional<String> fault = fault(header, record);
          if (fault.isPresent()) {
            rejected.add(new ImportReport.Row(line, fault.get()));
          } else {
            lines.add(new Line(line, record));
          }
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw Failure.operator("the file is no CSV: " + e.getMessage(), e);
    }
    if (header == null) {
      throw noHeader(csv);
    }
    return new PeopleFile(header, lines, rejected, unread(header, headerLine, lines));
  }

  /** Columns are not left out in silence. */
  private static List<ImportReport.Row> unread(HrHeader header, long line, List<Line> lines) {
    List<String> names = header.unread(lines.stream().map(Line::record).toList());
    return names.isEmpty()
        ? List.of()
        : List.of(
            new ImportReport.Row(
                line,
                "these columns are not known and were not read: " + String.join(", ", names)));
  }

  private static Optional<String> fault(HrHeader header, CSVRecord record) {
    long beyond = record.stream().skip(header.width()).filter(value -> !value.isBlank()).count();
    if (record.stream().anyMatch(value -> value.length() > VALUE_CHARACTERS)) {
      return Optional.of(
          "a value is longer than "
              + VALUE_CHARACTERS
              + " characters: a quotation mark may not be closed, and the rows up to the next one"
              + " are part of it");
    }
    if (beyond > 0) {
      return Optional.of("has " + record.size() + " values, the header has " + header.width());
    }
    return header.repeatedBy(record) ? Optional.of("the header again") : Optional.empty();
  }

  private static Optional<HrHeader> headerIn(String csv, char separator) {
    try (CSVParser parser = parser(csv, separator)) {
      return parser.stream()
          .limit(LINES_ABOVE_HEADER)
          .map(HrHeader::of)
          .flatMap(Optional::stream)
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** Reads as leniently as spreadsheets do. */
  static CSVParser parser(String csv, char separator) throws IOException {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(false)
        .setTrailingData(true)
        .setLenientEof(true)
        .setIgnoreSurroundingSpaces(true)
        .get()
        .parse(new StringReader(csv));
  }

  private static Failure noHeader(String csv) {
    String first = csv.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    String found =
        first.isEmpty()
            ? "the file is empty"
            : "found "
                + first
                    .codePoints()
                    .limit(VALUE_CHARACTERS)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining())
                    .replaceAll("\\p{Cntrl}", " ");
    return Failure.operator(
        "this is no file of people: "
            + found
            + "; needed are a column 'employee_id', 'login' or 'work email' and at least one of"
            + " 'display_name', 'title', 'department', 'hire_date', 'manager_id' (Workday's and"
            + " BambooHR's names will do)");
  }
}
