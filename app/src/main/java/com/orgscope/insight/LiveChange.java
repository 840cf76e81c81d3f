package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads what moved everybody's hours of signing in since a release. */
@Component
final class LiveChange {
  private final Usage usage;
  private final Assignments assignments;
  private final People people;
  private final InsightSettings settings;

  LiveChange(Usage usage, Assignments assignments, People people, InsightSettings settings) {
    this.usage = usage;
    this.assignments = assignments;
    this.people = people;
    this.settings = settings;
  }

  /**
   * @param counted of those who are there now
   */
  ChangeParts since(Caller caller, Release earlier, LiveQuarter.Now now, Set<PersonKey> counted) {
    TimeWindow before = earlier.window();
    Map<PersonKey, Person> then = byKey(people.asOf(caller, before.lastDay()));
    Map<PersonKey, PersonUsage> used = usage.everybody(caller, before);
    Set<PersonKey> countedThen = Headcount.counted(then, used, before.lastDay());
    return ChangeParts.of(
        before,
        presences(
            countedThen,
            used,
            assignments.heldAt(caller, earlier.run(), earlier.publishedAt()),
            then),
        presences(counted, now.used(), now.current(), now.staff()),
        settings.bounds().signIn());
  }

  private static Map<PersonKey, Person> byKey(Collection<Person> people) {
    return people.stream().collect(Collectors.toMap(Person::key, Function.identity()));
  }

  private static Map<PersonKey, Presence> presences(
      Set<PersonKey> counted,
      Map<PersonKey, PersonUsage> used,
      List<Assignment> said,
      Map<PersonKey, Person> staff) {
    Map<PersonKey, Assignment> saidOf =
        said.stream().collect(Collectors.toMap(Assignment::person, Function.identity()));
    Map<PersonKey, Presence> presences = new TreeMap<>();
    for (PersonKey key : counted) {
      presences.put(key, Presence.of(used.get(key), saidOf.get(key), staff.get(key)));
    }
    return presences;
  }
}
