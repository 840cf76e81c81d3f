package com.orgscope.licence;

import static org.assertj.core.api.Assertions.assertThat;

import com.orgscope.demo.Simulation;
import com.orgscope.demo.SimulationSettings;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.lake.Source;
import com.orgscope.licence.SeatRule.LogDays;
import com.orgscope.licence.SeatRule.Verdict;
import com.orgscope.testing.SignInLog;
import com.orgscope.usage.LastUse;
import com.orgscope.usage.LoggedHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulated companies whose log lacks some hours of a day, in which some people used a seat. On 1
 * December 2026, of 72 holes in twelve companies of 60 to 360 people that began twenty minutes past
 * an hour, in the busiest hours, 64 of two hours, 70 of three and 70 of four were seen, and no hole
 * of 50 such companies that have none.
 */
class HoledLogTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 20);
  private static final int DAYS = 90;
  private static final int FEWEST_USERS = 20;

  /** People who used each application once in the hole, and whom nothing else shows lately. */
  private static final int HIDDEN = 6;

  private record Visit(int person, String application, Instant at) {}

  private static List<Visit> visits(int people, long seed) {
    Simulation simulation =
        Simulation.of(new SimulationSettings(people, DAYS, seed, AS_OF).withTrouble(0, 0));
    List<Visit> visits = new ArrayList<>();
    for (LocalDate day : simulation.days()) {
      simulation.visitsOn(
          day,
          (person, label, definition, at) ->
              visits.add(new Visit(person, label, Instant.ofEpochMilli(at))));
    }
    return visits;
  }

  @ParameterizedTest
  @CsvSource({"120, 11, 23, 4", "200, 12, 9, 3"})
  void nobody_whose_use_lay_in_hours_that_the_log_lacks_is_idle(
      int people, long seed, int daysBefore, int length) {
    List<Visit> whole = visits(people, seed);
    Map<String, SeatRule> before = rules(whole);
    assertThat(before.values()).extracting(rule -> rule.days().holed()).containsOnlyNulls();
    LocalDate day = workday(AS_OF.minusDays(daysBefore));
    Instant from = busiest(whole, day, length);
    Instant until = from.plus(length, ChronoUnit.HOURS);
    plant(whole, before.keySet(), people, from.plusSeconds(600));
    whole.removeIf(visit -> !visit.at().isBefore(from) && visit.at().isBefore(until));
    int idleWithoutIt = 0;
    int told = 0;
    for (Map.Entry<String, SeatRule> each : rules(whole).entrySet()) {
      SeatRule rule = each.getValue();
      SeatRule blind = blind(rule);
      for (int n = 0; n < HIDDEN; n++) {
        PersonKey hidden = SignInLog.person(people + n);
        assertThat(rule.of(hidden, null)).isNotEqualTo(Verdict.IDLE);
        idleWithoutIt += blind.of(hidden, null) == Verdict.IDLE ? 1 : 0;
      }
      assertThat(rule.days().holed()).isEqualTo(day);
      assertThat(rule.tellsAgain()).isEqualTo(day.plusDays(rule.needed() + 1));
      PersonKey neverCame = SignInLog.person(people + HIDDEN);
      assertThat(rule.of(neverCame, null)).isEqualTo(Verdict.CANNOT_TELL);
      SeatRule earlier = before.get(each.getKey());
      told += earlier != null && earlier.of(neverCame, null) == Verdict.IDLE ? 1 : 0;
    }
    LogHoles with =
        new LogHoles(logged(whole), Set.of(), Set.of(day.minusDays(2), day, day.plusDays(2)));
    AppId any = new AppId(before.keySet().iterator().next());
    assertThat(with.in(new LogDays(AS_OF.minusDays(DAYS - 1L), AS_OF, 3), any).missing())
        .as("days before it count no more anyway")
        .isEqualTo(1);
    assertThat(idleWithoutIt).as("who would be told as idle else").isGreaterThan(30);
    assertThat(told).as("applications of which the whole log tells idle seats").isGreaterThan(5);
  }

  /** Public holidays of their countries among the days; more of them by {@code drill.times}. */
  @ParameterizedTest
  @MethodSource("companies")
  void a_log_without_a_hole_is_told_as_whole(int people, long seed) {
    LoggedHours logged = logged(visits(people, seed));
    logged
        .shownBy()
        .keySet()
        .forEach(application -> assertThat(logged.lacking(application)).isEmpty());
  }

  static Stream<Arguments> companies() {
    return IntStream.range(0, 6 * Integer.getInteger("orgscope.drill.times", 1) - 5)
        .mapToObj(n -> Arguments.of(60 * (1 + n % 6), 20 + n));
  }

  private static LocalDate workday(LocalDate day) {
    return day.getDayOfWeek().getValue() > 5 ? day.minusDays(3) : day;
  }

  /** The hour of the day from which on most visits fall into so many hours. */
  private static Instant busiest(List<Visit> visits, LocalDate day, int length) {
    NavigableMap<Long, Instant> byVisits = new TreeMap<>();
    for (int hour = 0; hour + length <= 24; hour++) {
      Instant from = day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
      Instant until = from.plus(length, ChronoUnit.HOURS);
      byVisits.put(
          visits.stream().filter(v -> !v.at().isBefore(from) && v.at().isBefore(until)).count(),
          from);
    }
    return byVisits.lastEntry().getValue();
  }

  private static void plant(
      List<Visit> visits, Set<String> applications, int people, Instant inTheHole) {
    Instant longAgo = AS_OF.minusDays(DAYS - 1L).atTime(12, 0).toInstant(ZoneOffset.UTC);
    for (String application : applications) {
      for (int n = 0; n < HIDDEN; n++) {
        visits.add(new Visit(people + n, application, inTheHole));
        if (n % 2 == 0) {
          visits.add(new Visit(people + n, application, longAgo));
        }
      }
    }
  }

  /** Of an application by its sign-ins, as if nobody looked for holes. */
  private static SeatRule blind(SeatRule rule) {
    return new SeatRule(
        rule.use(), false, 0, rule.told(), new LogDays(rule.days().first(), AS_OF, 0));
  }

  /** Nobody who came back to one was away for longer than ten days. */
  private static Map<String, SeatRule> rules(List<Visit> visits) {
    LogHoles holes = new LogHoles(logged(visits), Set.of(), Set.of());
    LogDays days = new LogDays(AS_OF.minusDays(DAYS - 1L), AS_OF, 0);
    Map<String, SeatRule> rules = new TreeMap<>();
    uses(visits)
        .forEach((application, users) -> {
          if (users.size() >= FEWEST_USERS) {
            Map<PersonKey, LocalDate> last = new HashMap<>();
            users.forEach((person, seen) -> last.put(SignInLog.person(person), seen.getLast()));
            LastUse use = new LastUse(last, last, 10, FEWEST_USERS);
            rules.put(
                application,
                new SeatRule(use, false, 0, null, holes.in(days, new AppId(application))));
          }
        });
    return rules;
  }

  private static Map<String, Map<Integer, SortedSet<LocalDate>>> uses(List<Visit> visits) {
    Map<String, Map<Integer, SortedSet<LocalDate>>> uses = new TreeMap<>();
    for (Visit visit : visits) {
      uses.computeIfAbsent(visit.application(), none -> new TreeMap<>())
          .computeIfAbsent(visit.person(), none -> new TreeSet<>())
          .add(LocalDate.ofInstant(visit.at(), ZoneOffset.UTC));
    }
    return uses;
  }

  /** As the lake would tell it. */
  private static LoggedHours logged(List<Visit> visits) {
    Map<Instant, Set<Integer>> people = new TreeMap<>();
    Map<AppId, Set<Source>> shownBy = new HashMap<>();
    for (Visit visit : visits) {
      people
          .computeIfAbsent(visit.at().truncatedTo(ChronoUnit.HOURS), none -> new HashSet<>())
          .add(visit.person());
      shownBy.put(new AppId(visit.application()), Set.of(Source.OKTA));
    }
    SortedMap<Instant, Integer> hours = new TreeMap<>();
    people.forEach((hour, those) -> hours.put(hour, those.size()));
    return new LoggedHours(Map.of(Source.OKTA, hours), shownBy);
  }
}
