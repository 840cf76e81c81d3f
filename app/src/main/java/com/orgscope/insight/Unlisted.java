package com.orgscope.insight;

import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Accounts that signed in and that the directory does not know: service accounts, second accounts,
 * people who are missing in it. They are in no release; operations may want to list them.
 */
@Service
public class Unlisted {
  private final Usage usage;
  private final People people;
  private final InsightSettings settings;

  Unlisted(Usage usage, People people, InsightSettings settings) {
    this.usage = usage;
    this.people = people;
    this.settings = settings;
  }

  /**
   * By their pseudonyms, of as many days as a release looks at.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public List<PersonKey> accounts(Caller caller, LocalDate lastDay) {
    return among(
        usage.everybody(caller, TimeWindow.ending(lastDay, settings.frictionDays())).keySet(),
        people.all(caller));
  }

  /** Whoever left is known: their accounts are no other's. */
  static List<PersonKey> among(Set<PersonKey> seen, List<Person> people) {
    Set<PersonKey> unknown = new TreeSet<>(seen);
    unknown.removeAll(people.stream().map(Person::key).collect(Collectors.toSet()));
    return List.copyOf(unknown);
  }
}
