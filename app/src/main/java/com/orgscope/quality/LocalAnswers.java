package com.orgscope.quality;

import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.category.Judgment;
import com.orgscope.category.Judgment.Status;
import com.orgscope.category.Taxonomies;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** What the model without a key says, of a company's use as it is or as it might be. */
@Component
class LocalAnswers {
  private static final int WINDOW_DAYS = 90;

  private final Categorizer local;
  private final Taxonomies taxonomies;
  private final Assignments assignments;
  private final Usage usage;
  private final People people;

  LocalAnswers(
      @Qualifier("localModel") Categorizer local,
      Taxonomies taxonomies,
      Assignments assignments,
      Usage usage,
      People people) {
    this.local = local;
    this.taxonomies = taxonomies;
    this.assignments = assignments;
    this.usage = usage;
    this.people = people;
  }

  /**
   * A company as its newest run saw it.
   *
   * @param asOf the last of the 90 days that it looked at
   * @param everybody who used anything
   * @param employed everybody of the directory
   */
  record Seen(
      LocalDate asOf, Map<PersonKey, PersonUsage> everybody, Map<PersonKey, Person> employed) {}

  /**
   * @throws Failure for the operator, if no run was published
   */
  Seen seen(Caller caller) {
    LocalDate asOf =
        assignments
            .newest(caller)
            .map(Assignments.Published::asOf)
            .orElseThrow(() -> Failure.operator("nobody was categorized yet: a night comes first"));
    Map<PersonKey, Person> employed = new HashMap<>();
    people.all(caller).forEach(person -> employed.put(person.key(), person));
    return new Seen(asOf, usage.everybody(caller, TimeWindow.ending(asOf, WINDOW_DAYS)), employed);
  }

  /** The decided, by category. */
  static Map<PersonKey, String> decided(Map<PersonKey, Judgment> judged) {
    Map<PersonKey, String> decided = new HashMap<>();
    judged.forEach((person, judgment) -> {
      String category = judgment.category();
      if (judgment.status() == Status.DECIDED && category != null) {
        decided.put(person, category);
      }
    });
    return decided;
  }

  /**
   * @param employed who has reports, and who is new
   * @param wanted whom something is to be said of; nobody without use
   */
  Map<PersonKey, Judgment> of(
      Caller caller,
      LocalDate asOf,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, Person> employed,
      Set<PersonKey> wanted) {
    Company company =
        new Company(caller.tenant(), taxonomies.of(caller), asOf + ".evaluated", asOf);
    Judge judge = local.prepare(company, everybody.values());
    Map<PersonKey, Judgment> judged = new HashMap<>();
    for (PersonKey person : wanted) {
      PersonUsage used = everybody.get(person);
      if (used != null) {
        Person one = employed.get(person);
        judged.put(
            person,
            judge.judge(
                new Subject(
                    used, one != null && one.hasReports(), one == null ? null : one.hireDate())));
      }
    }
    return judged;
  }
}
