package com.orgscope.directory;

import com.orgscope.directory.HrRow.ManagerReference;
import com.orgscope.directory.PeopleFile.Line;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Turns the values of a file into rows about people, or into reasons why not. */
final class HrRows {
  private static final Set<HrColumn> DATES =
      Set.of(HrColumn.HIRE_DATE, HrColumn.END_DATE, HrColumn.EFFECTIVE_DATE);
  private static final Set<String> NOTHING = Set.of("-", "--", "n/a", "na", "null", "none");

  /** Of a column named so beside one of given names it is the family's. */
  private static final Set<String> BARE_NAME = Set.of("name", "naam", "navn", "namn", "nimi");

  private static final Set<String> GIVEN_NAME =
      Set.of(
          "vorname", "rufname", "voornaam", "roepnaam", "fornavn", "fornamn", "etunimi", "prenom");

  /** Unix counts from here; it stands for "no end", as 1900-01-01 does elsewhere. */
  private static final LocalDate ZERO = LocalDate.of(1970, 1, 1);

  private static final Pattern WHOLE_NUMBER = Pattern.compile("(\\d+)\\.0+");
  private static final Pattern ROUNDED = Pattern.compile("\\d(?:[.,]\\d+)?[Ee]\\+?\\d+");
  private static final Pattern LAST_IN_PARENTHESES = Pattern.compile("\\s*\\(([^()]*)\\)$");
  private static final Pattern CODE_BEFORE_NAME =
      Pattern.compile("^(?:CC)?[-_ ]?\\d[\\d.]*\\s*[-–:_/ ]\\s*(?=\\p{L})");
  private static final Pattern SUFFIX =
      Pattern.compile("(?i)(jr|sr|ii|iii|iv|phd|md|mba|esq|cpa)\\.?");

  private final PeopleFile file;
  private final HrDates dates;
  private final List<Id> accounts;
  private final List<HrRow> rows = new ArrayList<>();
  private final List<ImportReport.Row> rejected;
  private final List<ImportReport.Row> remarks = new ArrayList<>();
  private final Set<String> strangeStatuses = new HashSet<>();

  /**
   * @param dayFirst how to read 03/04/2024 where no date of the file tells
   */
  HrRows(PeopleFile file, boolean dayFirst) {
    this(file, dayFirst, List.of());
  }

  /**
   * @param accounts of the one person the file is about
   */
  HrRows(PeopleFile file, boolean dayFirst, List<Id> accounts) {
    this.file = file;
    this.accounts = List.copyOf(accounts);
    rejected = new ArrayList<>(file.rejected());
    remarks.addAll(file.remarks());
    List<String> samples =
        file.lines().stream()
            .flatMap(line ->
                DATES.stream().flatMap(c -> file.header().values(line.record(), c).stream()))
            .toList();
    dates = HrDates.of(samples, dayFirst);
    file.lines().forEach(this::read);
  }

  List<HrRow> rows() {
    return rows;
  }

  List<ImportReport.Row> rejected() {
    return rejected;
  }

  /** What could not be read of rows that are used. */
  List<ImportReport.Row> remarks() {
    return remarks;
  }

  private void read(Line line) {
    CSVRecord row = line.record();
    String rowId = number(line, HrColumn.ROW_ID);
    String employeeId = number(line, HrColumn.EMPLOYEE_ID);
    boolean ownRowId = file.header().has(HrColumn.EMPLOYEE_ID);
    if (Id.employee(employeeId) == null) {
      employeeId = ownRowId || Id.employee(rowId) == null ? null : rowId;
    }
    List<String> logins =
        Stream.of(HrColumn.LOGIN, HrColumn.MAIL, HrColumn.OTHER_MAIL)
            .flatMap(column -> file.header().values(row, column).stream())
            .filter(login -> Id.login(login) != null)
            .toList();
    if (employeeId == null && logins.isEmpty()) {
      rejected.add(
          new ImportReport.Row(line.number(), "has neither an employee id nor a login or mail"));
      return;
    }
    LocalDate hired = date(line, HrColumn.HIRE_DATE);
    rows.add(
        new HrRow(
            line.number(),
            employeeId,
            ownRowId ? rowId : null,
            logins,
            names(row),
            value(row, HrColumn.TITLE),
            department(row),
            division(row),
            value(row, HrColumn.LOCATION),
            hired,
            end(line, hired),
            hasLeft(line),
            date(line, HrColumn.EFFECTIVE_DATE),
            manager(line),
            accounts));
  }

  private @Nullable String value(CSVRecord row, HrColumn column) {
    String value = file.header().value(row, column);
    return value == null || NOTHING.contains(value.toLowerCase(Locale.ROOT)) ? null : value;
  }

  /** A number as it was before a spreadsheet or a data frame took it for a quantity. */
  private @Nullable String number(Line line, HrColumn column) {
    String text = value(line.record(), column);
    if (text == null) {
      return null;
    }
    Matcher whole = WHOLE_NUMBER.matcher(text);
    if (whole.matches()) {
      return whole.group(1);
    }
    if (ROUNDED.matcher(text).matches()) {
      remarks.add(
          new ImportReport.Row(
              line.number(),
              "'"
                  + text
                  + "' was rounded by a spreadsheet: "
                  + column.names().getFirst()
                  + " left empty; export it as text"));
      return null;
    }
    return text;
  }

  /** The last day, unless it lies before the first: then it is of a time before, or nobody's. */
  private @Nullable LocalDate end(Line line, @Nullable LocalDate hired) {
    LocalDate end = date(line, HrColumn.END_DATE);
    if (end == null || !end.isAfter(ZERO)) {
      return null;
    }
    if (hired != null && end.isBefore(hired)) {
      remarks.add(
          new ImportReport.Row(
              line.number(),
              "end date %s lies before the hire date %s: left empty".formatted(end, hired)));
      return null;
    }
    return end;
  }

  private boolean hasLeft(Line line) {
    String status = value(line.record(), HrColumn.STATUS);
    String active = value(line.record(), HrColumn.ACTIVE);
    boolean gone =
        (status != null && saysGone(line, status)) || (active != null && saysGone(line, active));
    return gone || (active != null && HrWords.of(HrWords.NO).contains(HrColumn.plain(active)));
  }

  /** Each status that nobody understands is told once. */
  private boolean saysGone(Line line, String status) {
    // "Baja médica" is a leave and begins with "baja", who has left: the longer word decides.
    int here = HrWords.reach(HrWords.HERE, status);
    int gone = HrWords.reach(HrWords.GONE, status);
    boolean known = here > 0 || gone > 0 || HrWords.reach(HrWords.NO, status) > 0;
    boolean word = status.codePoints().anyMatch(Character::isLetter);
    if (!known && word && strangeStatuses.add(HrColumn.plain(status))) {
      remarks.add(
          new ImportReport.Row(
              line.number(),
              "status '" + status + "' is not known: it counts as somebody who works here"));
    }
    return gone > here;
  }

  private @Nullable LocalDate date(Line line, HrColumn column) {
    String text = file.header().value(line.record(), column);
    if (text == null) {
      return null;
    }
    try {
      return dates.parse(text);
    } catch (DateTimeException e) {
      remarks.add(
          new ImportReport.Row(
              line.number(),
              "'" + text + "' is no date: " + column.names().getFirst() + " left empty"));
      return null;
    }
  }

  /** "Vorname;Name": the name is the family's. */
  private @Nullable String given(CSVRecord row, String preferred) {
    HrHeader header = file.header();
    boolean family =
        !header.has(HrColumn.LAST_NAME)
            && header.isNamed(HrColumn.DISPLAY_NAME, BARE_NAME)
            && header.isNamed(HrColumn.FIRST_NAME, GIVEN_NAME);
    String given = family ? value(row, HrColumn.FIRST_NAME) : null;
    return given == null || HrColumn.plain(preferred).contains(HrColumn.plain(given))
        ? null
        : given;
  }

  private List<String> names(CSVRecord row) {
    Set<String> names = new LinkedHashSet<>();
    String preferred = value(row, HrColumn.DISPLAY_NAME);
    if (preferred != null) {
      String given = given(row, preferred);
      names.add(given == null ? natural(preferred) : given + " " + preferred);
    }
    List<String> first = file.header().values(row, HrColumn.FIRST_NAME);
    List<String> last = file.header().values(row, HrColumn.LAST_NAME);
    for (String given : first) {
      last.forEach(family -> names.add(given + " " + family));
    }
    if (names.isEmpty()) {
      names.addAll(first);
      names.addAll(last);
    }
    file.header().values(row, HrColumn.DISPLAY_NAME).forEach(name -> names.add(natural(name)));
    for (String given : first) {
      last.forEach(family -> names.add(family + " " + given));
    }
    return List.copyOf(names);
  }

  /** "Doe, Jane (On Leave)" is Jane Doe; "Jane Doe, PhD" stays. */
  static String natural(String name) {
    String bare = LAST_IN_PARENTHESES.matcher(name.strip()).replaceFirst("");
    String[] parts = bare.split(",", -1);
    if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank()) {
      return bare;
    }
    String second = parts[1].strip();
    return SUFFIX.matcher(second).matches() ? bare : second + " " + parts[0].strip();
  }

  /**
   * A cost centre or an organization where there is no department. Its code goes, and so does the
   * name of who leads it, which Workday puts in parentheses: a department is shown, a name is not.
   */
  private @Nullable String department(CSVRecord row) {
    String department = value(row, HrColumn.DEPARTMENT);
    if (department != null) {
      return department;
    }
    String costCenter = value(row, HrColumn.COST_CENTER);
    String organization = withoutLeader(row, HrColumn.ORGANIZATION);
    if (organization == null) {
      organization = division(row);
    }
    if (costCenter != null) {
      String name = withoutLeader(CODE_BEFORE_NAME.matcher(costCenter).replaceFirst(""));
      boolean named = name.chars().filter(Character::isLetter).count() > 2;
      if (named || organization == null) {
        return name;
      }
    }
    return organization;
  }

  private @Nullable String division(CSVRecord row) {
    return withoutLeader(row, HrColumn.DIVISION);
  }

  private @Nullable String withoutLeader(CSVRecord row, HrColumn column) {
    String value = value(row, column);
    return value == null ? null : withoutLeader(value);
  }

  private static String withoutLeader(String unit) {
    return LAST_IN_PARENTHESES.matcher(unit).replaceFirst("");
  }

  private @Nullable ManagerReference manager(Line line) {
    CSVRecord row = line.record();
    String id = number(line, HrColumn.MANAGER_ID);
    String rowId = number(line, HrColumn.MANAGER_ROW_ID);
    String mail = value(row, HrColumn.MANAGER_MAIL);
    String name = value(row, HrColumn.MANAGER_NAME);
    if (rowId != null && !file.header().has(HrColumn.ROW_ID)) {
      id = id == null ? rowId : id;
      rowId = null;
    }
    if (name != null) {
      Matcher inside = LAST_IN_PARENTHESES.matcher(name);
      if (id == null && inside.find() && inside.group(1).chars().anyMatch(Character::isDigit)) {
        id = inside.group(1).strip();
      }
      name = natural(name);
    }
    boolean none =
        Stream.of(id, rowId, mail, name)
            .filter(Objects::nonNull)
            .allMatch(text -> Id.employee(text) == null);
    return none ? null : new ManagerReference(id, rowId, mail, name);
  }
}
