package com.orgscope.quality;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.category.Labels;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.People;
import com.orgscope.directory.PeopleSheet;
import com.orgscope.directory.Person;
import com.orgscope.directory.PersonLookup;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.quality.EvaluationReport.Unread;
import com.orgscope.quality.GroundTruth.Known;
import com.orgscope.quality.GroundTruth.Source;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads what is known of people's work: a file of labels, or the directory's job titles. */
@Component
public class GroundTruths {
  private static final String CATEGORY = "category";
  private static final String SECOND = "second_category";

  /** More titles that say nothing are only counted. */
  private static final int TITLES_NAMED = 20;

  private final People people;
  private final Taxonomies taxonomies;
  private final Access access;

  GroundTruths(People people, Taxonomies taxonomies, Access access) {
    this.people = people;
    this.taxonomies = taxonomies;
    this.access = access;
  }

  /**
   * Labels somebody vouches for: {@code employee_id,login,category,second_category}, of which one
   * of the first two is enough.
   *
   * @param labels as {@link PeopleSheet} reads them
   * @throws Failure for the operator, if the labels have no usable header, or if not one of them
   *     can be used
   */
  public GroundTruth ofLabels(Caller caller, String labels) {
    access.require(caller, Action.PERSON_DATA, "labels");
    PersonLookup lookup = people.lookup(caller);
    Labels names = new Labels(taxonomies.of(caller));
    Map<PersonKey, Known> known = new LinkedHashMap<>();
    List<Unread> unread = new ArrayList<>();
    PeopleSheet sheet = sheet(labels);
    if (!sheet.unread().isEmpty()) {
      unread.add(new Unread(1, "columns that are not known: " + String.join(", ", sheet.unread())));
    }
    for (PeopleSheet.Row row : sheet.rows()) {
      Optional<PersonKey> person = person(lookup, row);
      Optional<String> truth = names.category(row.value(CATEGORY));
      if (person.isEmpty()) {
        unread.add(new Unread(row.line(), "nobody in the directory"));
      } else if (truth.isEmpty()) {
        unread.add(new Unread(row.line(), noCategory(row.value(CATEGORY))));
      } else if (known.containsKey(person.get())) {
        unread.add(new Unread(row.line(), "labelled before"));
      } else {
        String second = row.value(SECOND);
        Optional<String> other = names.category(second);
        if (!second.isEmpty() && other.isEmpty()) {
          unread.add(new Unread(row.line(), "second: " + noCategory(second)));
        }
        known.put(person.get(), new Known(truth.get(), other.orElse(null)));
      }
    }
    if (known.isEmpty()) {
      throw Failure.operator(
          "none of "
              + sheet.rows().size()
              + " labels could be used"
              + (unread.isEmpty() ? "" : "; the first: " + unread.getFirst().reason()));
    }
    return new GroundTruth(Source.LABELS, known, unread);
  }

  /**
   * What the titles of everybody who works here say: by the company's own words for a role, then by
   * the list of titles. Titles that say nothing are told with how many people bear them, those of
   * most people first.
   *
   * @param day on which they work here
   * @throws Failure for the operator, if not one title says what somebody does
   */
  public GroundTruth ofTitles(Caller caller, LocalDate day) {
    access.require(caller, Action.PERSON_DATA, "job titles");
    Labels names = new Labels(taxonomies.of(caller));
    Map<PersonKey, Known> known = new TreeMap<>();
    Map<String, Integer> silent = new HashMap<>();
    int people = 0;
    for (Person person : this.people.all(caller)) {
      if (!person.worksOn(day)) {
        continue;
      }
      people++;
      String title = person.title() == null ? "" : person.title();
      Optional<Labels.Titled> titled = names.title(title);
      if (titled.isPresent()) {
        known.put(person.key(), new Known(titled.get().category(), titled.get().second()));
      } else {
        silent.merge(title, 1, Integer::sum);
      }
    }
    if (known.isEmpty()) {
      throw Failure.operator(
          "no title of %,d people says what somebody does; labels in a file would"
              .formatted(people));
    }
    return new GroundTruth(Source.TITLES, known, unread(silent));
  }

  private static List<Unread> unread(Map<String, Integer> silent) {
    List<Map.Entry<String, Integer>> most = new ArrayList<>(silent.entrySet());
    most.sort(
        Map.Entry.<String, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    List<Unread> unread = new ArrayList<>();
    for (Map.Entry<String, Integer> title : most.subList(0, Math.min(TITLES_NAMED, most.size()))) {
      unread.add(
          new Unread(
              0,
              title.getKey().isEmpty()
                  ? "%,d people without a title".formatted(title.getValue())
                  : "the title '%s' (people: %,d) says no kind of work"
                      .formatted(title.getKey(), title.getValue())));
    }
    int more = most.size() - unread.size();
    if (more > 0) {
      unread.add(new Unread(0, "%,d more titles say no kind of work".formatted(more)));
    }
    return unread;
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
