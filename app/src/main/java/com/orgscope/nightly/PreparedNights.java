package com.orgscope.nightly;

import com.orgscope.category.Assignments;
import com.orgscope.category.Categorizer;
import com.orgscope.category.Categorizer.Company;
import com.orgscope.category.Categorizer.Judge;
import com.orgscope.category.Categorizer.RoleChange;
import com.orgscope.category.Categorizer.Subject;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What everything in a night shares: the company is looked at once per process and night. */
@Component
class PreparedNights {
  static final int WINDOW_DAYS = 90;

  private final People people;
  private final Usage usage;
  private final Assignments assignments;
  private final Categorizer categorizer;
  private @Nullable Prepared prepared;

  PreparedNights(People people, Usage usage, Assignments assignments, Categorizer categorizer) {
    this.people = people;
    this.usage = usage;
    this.assignments = assignments;
    this.categorizer = categorizer;
  }

  /** A judge, and the people it judges. */
  record Prepared(
      TenantId tenant,
      String run,
      Judge judge,
      TimeWindow window,
      Map<PersonKey, PersonUsage> everybody,
      Map<PersonKey, Person> people) {

    Subject subject(PersonKey key) {
      Person person = people.get(key);
      return new Subject(
          everybody.getOrDefault(key, PersonUsage.none(key, window)),
          person != null && person.hasReports(),
          person == null ? null : person.hireDate());
    }
  }

  synchronized Prepared of(Caller caller, String run) {
    Prepared ready = prepared;
    if (ready == null || !ready.tenant().equals(caller.tenant()) || !ready.run().equals(run)) {
      ready = prepare(caller, run, Nightly.asOf(run));
      prepared = ready;
    }
    return ready;
  }

  /** How somebody's roles moved within the window. */
  List<RoleChange> drift(Caller caller, PersonKey person, LocalDate asOf) {
    Prepared night = prepare(caller, asOf + ".drift", asOf);
    TimeWindow recent = TimeWindow.ending(asOf, Selection.RECENT_DAYS);
    TimeWindow earlier =
        TimeWindow.ending(recent.from().minusDays(1), WINDOW_DAYS - Selection.RECENT_DAYS);
    Person known = night.people().get(person);
    return night
        .judge()
        .drift(
            usage.of(caller, person, earlier),
            usage.of(caller, person, recent),
            known != null && known.hasReports());
  }

  /** As {@link #of}, for a night that may never be. */
  Prepared prepare(Caller caller, String run, LocalDate asOf) {
    TimeWindow window = TimeWindow.ending(asOf, WINDOW_DAYS);
    Map<PersonKey, PersonUsage> everybody = usage.everybody(caller, window);
    Map<PersonKey, Person> employed = new HashMap<>();
    people.all(caller).forEach(person -> employed.put(person.key(), person));
    Company company = new Company(caller.tenant(), assignments.taxonomy(caller, run), run, asOf);
    return new Prepared(
        caller.tenant(),
        run,
        categorizer.prepare(company, everybody.values()),
        window,
        everybody,
        employed);
  }
}
