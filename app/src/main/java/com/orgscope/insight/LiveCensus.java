package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomies;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.Directory;
import com.orgscope.directory.Person;
import com.orgscope.insight.Census.Member;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts who works here by the directory, and whoever else signed in lately; what they do by their
 * current category, what they lose by their use of the last weeks.
 */
@Component
final class LiveCensus implements Censuses {
  private static final int MODELS_NAMED = 3;

  private final Assignments assignments;
  private final Taxonomies taxonomies;
  private final Usage usage;
  private final Directory directory;
  private final InsightSettings settings;

  LiveCensus(
      Assignments assignments,
      Taxonomies taxonomies,
      Usage usage,
      Directory directory,
      InsightSettings settings) {
    this.assignments = assignments;
    this.taxonomies = taxonomies;
    this.usage = usage;
    this.directory = directory;
    this.settings = settings;
  }

  @Override
  public Optional<Census> take(Caller caller, List<Assumption> assumptions) {
    List<Assignment> current = assignments.current(caller);
    return current.stream()
        .max(Comparator.comparing(Assignment::asOf).thenComparing(Assignment::run))
        .map(newest -> count(caller, newest.run(), newest.asOf(), current, assumptions));
  }

  @Override
  public Census take(Caller caller, String run, LocalDate asOf, List<Assumption> assumptions) {
    return count(caller, run, asOf, assignments.current(caller), assumptions);
  }

  private Census count(
      Caller caller,
      String run,
      LocalDate asOf,
      List<Assignment> current,
      List<Assumption> assumptions) {
    Map<PersonKey, Assignment> said =
        current.stream().collect(Collectors.toMap(Assignment::person, Function.identity()));
    TimeWindow window = TimeWindow.ending(asOf, settings.frictionDays());
    Map<PersonKey, Person> people =
        directory.people(caller).stream()
            .collect(Collectors.toMap(Person::key, Function.identity()));
    Map<PersonKey, PersonUsage> used = usage.everybody(caller, window);
    Taxonomy taxonomy = taxonomies.of(caller);
    var departments = new TreeSet<String>();
    List<Member> members = new ArrayList<>();
    int headcount = 0;
    for (PersonKey key : counted(people, used, asOf)) {
      Person person = people.get(key);
      String department = department(person);
      if (person != null) {
        headcount++;
        departments.add(department);
      }
      members.add(member(department, said.get(key), used.get(key), taxonomy, assumptions));
    }
    departments.remove(Census.NO_DEPARTMENT);
    return new Census(
        run,
        window,
        List.copyOf(departments),
        taxonomy.ownNames(),
        members,
        people.isEmpty() ? members.size() : headcount,
        models(current));
  }

  /** Who works here, and who signed in without being known to the directory; nobody who left. */
  private static TreeSet<PersonKey> counted(
      Map<PersonKey, Person> people, Map<PersonKey, PersonUsage> used, LocalDate asOf) {
    TreeSet<PersonKey> counted = new TreeSet<>();
    people.values().stream()
        .filter(person -> person.worksOn(asOf))
        .forEach(person -> counted.add(person.key()));
    used.keySet().stream().filter(key -> !people.containsKey(key)).forEach(counted::add);
    return counted;
  }

  private static String department(@Nullable Person person) {
    String department = person == null ? null : person.department();
    return department == null || department.isBlank() ? Census.NO_DEPARTMENT : department;
  }

  private static Member member(
      String department,
      @Nullable Assignment assignment,
      @Nullable PersonUsage used,
      Taxonomy taxonomy,
      List<Assumption> assumptions) {
    Map<Cause, Double> minutes = minutes(used, assumptions);
    String category = assignment == null ? null : assignment.category();
    if (assignment == null || category == null || assignment.status() != Judgment.Status.DECIDED) {
      return new Member(
          department, Release.NOT_YET_KNOWN, Map.of(Release.NOT_YET_KNOWN, 1.0), minutes);
    }
    Map<String, Double> shares = new TreeMap<>();
    assignment
        .roles()
        .forEach(r -> shares.merge(taxonomy.ownName(r.category()), r.share(), Double::sum));
    String own = taxonomy.ownName(category);
    if (shares.values().stream().mapToDouble(s -> s).sum() <= 0) {
      shares.put(own, 1.0);
    }
    return new Member(department, own, shares, minutes);
  }

  private static Map<Cause, Double> minutes(
      @Nullable PersonUsage used, List<Assumption> assumptions) {
    Map<Cause, Double> minutes = new EnumMap<>(Cause.class);
    if (used == null) {
      return minutes;
    }
    double weeks = used.window().days() / 7.0;
    for (Cause cause : Cause.values()) {
      long events =
          switch (cause) {
            case FAILED_SIGN_INS -> used.failures();
            case CHALLENGES -> used.challenges();
            case SWITCHES -> used.switches();
          };
      double each = Money.named(assumptions, Advice.minutesId(cause)).typical();
      minutes.put(cause, events * each / weeks);
    }
    return minutes;
  }

  /** The names of the models behind most of the decided, not how many each decided. */
  private static List<String> models(List<Assignment> current) {
    Map<String, Long> people = new HashMap<>();
    current.stream()
        .map(Assignment::judgment)
        .filter(said -> said.status() == Judgment.Status.DECIDED)
        .forEach(said -> people.merge(said.origin().model(), 1L, Long::sum));
    return people.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MODELS_NAMED)
        .map(Map.Entry::getKey)
        .toList();
  }
}
