package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Judgment;
import com.orgscope.category.Taxonomy;
import com.orgscope.directory.DepartmentChange;
import com.orgscope.directory.Divisions;
import com.orgscope.directory.Person;
import com.orgscope.insight.Census.Member;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.usage.FrictionAssumptions.Event;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.SignInTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is counted in a census and as what: who works here by the directory, each once whatever
 * accounts they have; what they do by their current category, what they lose by their use of the
 * last weeks. Only where there is no directory are those counted who signed in.
 */
final class Headcount {
  private static final int MODELS_NAMED = 3;
  private static final double SECONDS_A_MINUTE = 60;

  private final Taxonomy taxonomy;
  private final List<Assumption> assumptions;

  Headcount(Taxonomy taxonomy, List<Assumption> assumptions) {
    this.taxonomy = taxonomy;
    this.assumptions = assumptions;
  }

  /**
   * What was read.
   *
   * @param people of the directory, whoever left too
   * @param used what was used in the window
   * @param current what holds for people
   * @param departmentChanges by the directory
   * @param divisions what departments belong to by the company's own list
   * @param idleMoney dollars a year of idle seats, of whom has some; null where no seats are known
   * @param parts what the quarter's cells count beside; null where they are not due
   */
  record Rows(
      Map<PersonKey, Person> people,
      Map<PersonKey, PersonUsage> used,
      List<Assignment> current,
      List<DepartmentChange> departmentChanges,
      Divisions.Listed divisions,
      @Nullable Map<PersonKey, BigDecimal> idleMoney,
      @Nullable QuarterParts parts) {}

  /** As of the window's last day. */
  Census of(String run, TimeWindow window, Rows rows) {
    Map<PersonKey, Assignment> said =
        rows.current().stream().collect(Collectors.toMap(Assignment::person, Function.identity()));
    Set<PersonKey> counted = counted(rows.people(), rows.used(), window.lastDay());
    Units units =
        new Units(
            counted.stream().map(rows.people()::get).filter(Objects::nonNull).toList(),
            rows.divisions());
    List<Member> members = new ArrayList<>();
    for (PersonKey key : counted) {
      String unit = units.of(rows.people().get(key));
      members.add(
          member(unit, said.get(key), rows.used().get(key), idleDollars(rows.idleMoney(), key)));
    }
    return new Census(
        run,
        window,
        units.all(),
        taxonomy.ownNames(),
        members,
        members.size(),
        !rows.people().isEmpty(),
        models(rows.current().stream().filter(a -> counted.contains(a.person())).toList()),
        rows.idleMoney() != null,
        rows.people().isEmpty()
            ? null
            : StaffChange.until(window.lastDay(), rows.people(), rows.departmentChanges()),
        rows.parts());
  }

  private static long idleDollars(@Nullable Map<PersonKey, BigDecimal> money, PersonKey key) {
    BigDecimal own = money == null ? null : money.get(key);
    return own == null ? 0 : own.setScale(0, RoundingMode.HALF_UP).longValueExact();
  }

  /** Who works here; accounts that the directory does not know are nobody, if there is one. */
  static Set<PersonKey> counted(
      Map<PersonKey, Person> people, Map<PersonKey, PersonUsage> used, LocalDate asOf) {
    return people.isEmpty()
        ? new TreeSet<>(used.keySet())
        : people.values().stream()
            .filter(person -> person.worksOn(asOf))
            .map(Person::key)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private Member member(
      String department,
      @Nullable Assignment assignment,
      @Nullable PersonUsage used,
      long idleDollars) {
    Map<Cause, Double> minutes = minutes(used);
    Map<String, Double> use = used == null ? Map.of() : UseFunctions.instance().shares(used);
    if (assignment == null || assignment.status() != Judgment.Status.DECIDED) {
      return new Member(
          department,
          Release.NOT_YET_KNOWN,
          Map.of(Release.NOT_YET_KNOWN, 1.0),
          minutes,
          use,
          idleDollars);
    }
    Map<String, Double> shares = new TreeMap<>();
    assignment
        .roles()
        .forEach(r -> shares.merge(taxonomy.ownName(r.category()), r.share(), Double::sum));
    // What is decided has a category.
    String own = taxonomy.ownName(Objects.requireNonNull(assignment.category()));
    if (shares.values().stream().mapToDouble(s -> s).sum() <= 0) {
      shares.put(own, 1.0);
    }
    return new Member(department, own, shares, minutes, use, idleDollars);
  }

  /** Measured, and apart from that so many times the typical assumption. */
  private Map<Cause, Double> minutes(@Nullable PersonUsage used) {
    if (used == null) {
      return Map.of();
    }
    Map<Cause, Double> minutes = new EnumMap<>(Cause.class);
    double weeks = used.window().days() / 7.0;
    SignInTime signIn = used.signIn();
    minutes.put(Cause.FAILED_SIGN_INS, signIn.failureSeconds() / SECONDS_A_MINUTE / weeks);
    minutes.put(Cause.CHALLENGES, signIn.challengeSeconds() / SECONDS_A_MINUTE / weeks);
    minutes.put(Cause.SWITCHES, used.switches() * typical(Event.SWITCH) / weeks);
    minutes.put(
        Cause.UNMEASURED_SIGN_INS,
        (signIn.failuresAssumed() * typical(Event.FAILURE)
                + signIn.challengesAssumed() * typical(Event.CHALLENGE))
            / weeks);
    return minutes;
  }

  /** In minutes. */
  private double typical(Event event) {
    return Money.named(assumptions, Assumptions.minutesId(event)).typical();
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
