package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Labels;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.People;
import com.orgscope.directory.PeopleSheet;
import com.orgscope.directory.PersonLookup;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.quality.EvaluationReport.Unread;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Assignments assignments;
  private final People people;
  private final Taxonomies taxonomies;
  private final Access access;
  private final EvaluationStore store;
  private final InstantSource clock;

  Evaluation(
      Assignments assignments,
      People people,
      Taxonomies taxonomies,
      Access access,
      EvaluationStore store,
      InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.assignments = assignments;
    this.people = people;
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
   * @param labels as {@link PeopleSheet} reads them
   * @throws Failure for the operator, if the labels have no usable header, or if not one of them
   *     can be used
   */
  public EvaluationReport of(Caller caller, String labels) {
    access.require(caller, Action.PERSON_DATA, "evaluation");
    PersonLookup lookup = people.lookup(caller);
    Labels names = new Labels(taxonomies.of(caller));
    Map<PersonKey, Judgment> said = new HashMap<>();
    assignments
        .current(caller)
        .forEach(assignment -> said.put(assignment.person(), assignment.judgment()));
    Scores scores = new Scores();
    List<Unread> unread = new ArrayList<>();
    Set<PersonKey> seen = new HashSet<>();
    int lines = 0;
    PeopleSheet sheet = sheet(labels);
    if (!sheet.unread().isEmpty()) {
      unread.add(new Unread(1, "columns that are not known: " + String.join(", ", sheet.unread())));
    }
    for (PeopleSheet.Row row : sheet.rows()) {
      lines++;
      Optional<PersonKey> person = person(lookup, row);
      Optional<String> truth = names.category(row.value(CATEGORY));
      if (person.isEmpty()) {
        unread.add(new Unread(row.line(), "nobody in the directory"));
      } else if (truth.isEmpty()) {
        unread.add(new Unread(row.line(), noCategory(row.value(CATEGORY))));
      } else if (!seen.add(person.get())) {
        unread.add(new Unread(row.line(), "labelled before"));
      } else {
        String second = row.value(SECOND);
        Optional<String> other = names.category(second);
        if (!second.isEmpty() && other.isEmpty()) {
          unread.add(new Unread(row.line(), "second: " + noCategory(second)));
        }
        scores.add(truth.get(), other.orElse(null), said.get(person.get()));
      }
    }
    if (seen.isEmpty()) {
      throw Failure.operator(
          "none of "
              + lines
              + " labels could be used"
              + (unread.isEmpty() ? "" : "; the first: " + unread.getFirst().reason()));
    }
    EvaluationReport report = scores.report(unread);
    store.add(caller, newestRun(caller), clock.instant(), report);
    return report;
  }

  /** As a release calls it, so that a page can tell whether both are of the same. */
  private String newestRun(Caller caller) {
    return assignments.newest(caller).map(Assignments.Published::run).orElse("none");
  }

  private static PeopleSheet sheet(String labels) {
    PeopleSheet sheet = PeopleSheet.of(labels, Set.of(CATEGORY, SECOND));
    boolean hasCategory = sheet.names().stream().anyMatch(CATEGORY::equalsIgnoreCase);
    if (!hasCategory || !sheet.hasPeople()) {
      throw Failure.operator(
          "labels begin with a header that names category and login or employee_id, not: "
              + String.join(",", sheet.names()));
    }
    return sheet;
  }

  private static Optional<PersonKey> person(PersonLookup lookup, PeopleSheet.Row row) {
    String login = row.login();
    String employee = row.employeeId();
    Optional<PersonKey> byLogin = login == null ? Optional.empty() : lookup.byLogin(login);
    return byLogin.isPresent() || employee == null ? byLogin : lookup.byEmployeeId(employee);
  }

  private static String noCategory(String label) {
    return label.isEmpty() ? "no category" : "'" + label + "' is no category here";
  }
}
