package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Labels;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.Directory;
import com.orgscope.directory.PersonLookup;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.quality.EvaluationReport.Unread;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/**
 * Compares what holds for a company with labels somebody vouches for: {@code
 * employee_id,login,category,second_category}, of which one of the first two is enough. The models'
 * own answers are measured: an override would flatter them.
 */
@Component
public class Evaluation {
  private static final String CATEGORY = "category";
  private static final String SECOND = "second_category";
  private static final String LOGIN = "login";
  private static final String EMPLOYEE = "employee_id";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreHeaderCase(true)
          .setIgnoreSurroundingSpaces(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();

  private final Assignments assignments;
  private final Directory directory;
  private final Taxonomies taxonomies;
  private final Access access;
  private final EvaluationStore store;
  private final InstantSource clock;

  Evaluation(
      Assignments assignments,
      Directory directory,
      Taxonomies taxonomies,
      Access access,
      EvaluationStore store,
      InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.assignments = assignments;
    this.directory = directory;
    this.taxonomies = taxonomies;
    this.access = access;
  }

  /** What the last comparison found; empty if there was none, or for a role that may not know. */
  public Optional<Evaluated> latest(Caller caller) {
    return store.latest(caller);
  }

  /**
   * Compares, and keeps what was found.
   *
   * @throws Failure for the operator, if the labels have no usable header, or if not one of them
   *     can be used
   */
  public EvaluationReport of(Caller caller, Reader labels) {
    access.require(caller, Action.PERSON_DATA, "evaluation");
    PersonLookup lookup = directory.lookup(caller);
    Labels names = new Labels(taxonomies.of(caller));
    Map<PersonKey, Judgment> said = new HashMap<>();
    List<Assignment> current = assignments.current(caller);
    current.forEach(assignment -> said.put(assignment.person(), assignment.judgment()));
    Scores scores = new Scores();
    List<Unread> unread = new ArrayList<>();
    Set<PersonKey> seen = new HashSet<>();
    int lines = 0;
    try (CSVParser rows = CSVParser.parse(withoutMark(labels), FORMAT)) {
      requireHeader(rows.getHeaderNames());
      for (CSVRecord row : rows) {
        lines++;
        Optional<PersonKey> person = person(lookup, row);
        Optional<String> truth = names.category(value(row, CATEGORY));
        if (person.isEmpty()) {
          unread.add(new Unread(row.getRecordNumber() + 1, "nobody in the directory"));
        } else if (truth.isEmpty()) {
          unread.add(new Unread(row.getRecordNumber() + 1, noCategory(value(row, CATEGORY))));
        } else if (!seen.add(person.get())) {
          unread.add(new Unread(row.getRecordNumber() + 1, "labelled before"));
        } else {
          String second = value(row, SECOND);
          Optional<String> other = names.category(second);
          if (!second.isEmpty() && other.isEmpty()) {
            unread.add(new Unread(row.getRecordNumber() + 1, "second: " + noCategory(second)));
          }
          scores.add(truth.get(), other.orElse(null), said.get(person.get()));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw Failure.operator("the labels cannot be read: " + e.getMessage(), e);
    }
    if (seen.isEmpty()) {
      throw Failure.operator(
          "none of "
              + lines
              + " labels could be used"
              + (unread.isEmpty() ? "" : "; the first: " + unread.getFirst().reason()));
    }
    EvaluationReport report = scores.report(unread);
    store.add(caller, newestRun(current), clock.instant(), report);
    return report;
  }

  private static String newestRun(List<Assignment> current) {
    return current.stream()
        .max(Comparator.comparing(Assignment::asOf).thenComparing(Assignment::run))
        .map(Assignment::run)
        .orElse("none");
  }

  private static Optional<PersonKey> person(PersonLookup lookup, CSVRecord row) {
    String login = value(row, LOGIN);
    String employee = value(row, EMPLOYEE);
    Optional<PersonKey> byLogin = login.isEmpty() ? Optional.empty() : lookup.byLogin(login);
    return byLogin.isPresent() || employee.isEmpty() ? byLogin : lookup.byEmployeeId(employee);
  }

  private static void requireHeader(List<String> columns) {
    Set<String> names = new HashSet<>();
    columns.forEach(column -> names.add(column.toLowerCase(Locale.ROOT)));
    if (!names.contains(CATEGORY) || (!names.contains(LOGIN) && !names.contains(EMPLOYEE))) {
      throw Failure.operator(
          "labels begin with a header that names category and login or employee_id, not: "
              + String.join(",", columns));
    }
  }

  private static String value(CSVRecord row, String column) {
    return row.isSet(column) ? row.get(column).strip() : "";
  }

  private static String noCategory(String label) {
    return label.isEmpty() ? "no category" : "'" + label + "' is no category here";
  }

  /** Spreadsheets write a byte order mark before the header. */
  private static Reader withoutMark(Reader labels) throws IOException {
    PushbackReader reader = new PushbackReader(labels, 1);
    int first = reader.read();
    if (first != -1 && first != '\uFEFF') {
      reader.unread(first);
    }
    return reader;
  }
}
