package com.orgscope.insight;

import com.orgscope.category.Assignment;
import com.orgscope.category.Assignments;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Contract;
import com.orgscope.licence.Licences;
import com.orgscope.privacy.PrivacySettings;
import com.orgscope.usage.AppPair;
import com.orgscope.usage.FunctionPair;
import com.orgscope.usage.PersonUsage;
import com.orgscope.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what is counted once a quarter, if it is due and so many people are that it is drawn. */
@Component
final class LiveQuarter {
  private final Usage usage;
  private final Licences licences;
  private final Assignments assignments;
  private final People people;
  private final InsightSettings settings;
  private final PrivacySettings privacy;

  LiveQuarter(
      Usage usage,
      Licences licences,
      Assignments assignments,
      People people,
      InsightSettings settings,
      PrivacySettings privacy) {
    this.usage = usage;
    this.licences = licences;
    this.assignments = assignments;
    this.people = people;
    this.settings = settings;
    this.privacy = privacy;
  }

  /**
   * What was read of the counted days already.
   *
   * @param staff of the directory, whoever left too
   */
  record Now(
      TimeWindow window,
      Map<PersonKey, Person> staff,
      Map<PersonKey, PersonUsage> used,
      List<Assignment> current) {}

  /**
   * @param idleMoney dollars a year of idle seats, of whom has some; null where no seats are known
   * @param parts null where nothing is due
   */
  record Read(@Nullable Map<PersonKey, BigDecimal> idleMoney, @Nullable QuarterParts parts) {}

  Read read(Caller caller, Quarter quarter, Now now) {
    int size = now.staff().isEmpty() ? Census.UNLISTED : counted(now).size();
    return read(
        caller,
        quarter,
        now,
        ReleaseEpsilons.of(privacy, settings.releasePeriod(), size, quarter.due()));
  }

  /**
   * @param drawn which cells a company of that size has
   */
  Read read(Caller caller, Quarter quarter, Now now, ReleaseEpsilons drawn) {
    LocalDate asOf = now.window().lastDay();
    boolean known = licences.areKnown(caller);
    if (!quarter.due()) {
      return new Read(known ? Map.of() : null, null);
    }
    Set<PersonKey> counted = counted(now);
    Licences.Idle idle = known ? licences.idle(caller, asOf) : null;
    return new Read(
        idle == null ? null : idle.usdPerYear(),
        new QuarterParts(
            drawn.draws(DeclaredCells.MOVES) ? moves(caller, now.window(), counted) : List.of(),
            idle != null && drawn.draws(DeclaredCells.CONTRACTS)
                ? contracts(idle.contracts(), asOf, counted)
                : List.of(),
            drawn.draws(DeclaredCells.CHANGE) && quarter.earlier() != null
                ? change(caller, now, counted, quarter.earlier())
                : null));
  }

  private static Set<PersonKey> counted(Now now) {
    return Headcount.counted(now.staff(), now.used(), now.window().lastDay());
  }

  private List<Map<FunctionPair, Double>> moves(
      Caller caller, TimeWindow window, Set<PersonKey> counted) {
    Map<PersonKey, Map<AppPair, Long>> switches = new TreeMap<>(usage.switches(caller, window));
    switches.keySet().retainAll(counted);
    return List.copyOf(
        Usage.functionMoves(
                switches, window, QuarterParts.WEEKLY_MOVES, UseFunctions.instance()::of)
            .values());
  }

  /** Those that the next quarter's notice is due of, the dearest. */
  static List<QuarterParts.IdleSeats> contracts(
      List<Licences.IdleContract> contracts, LocalDate asOf, Set<PersonKey> counted) {
    String next = QuarterCells.quarterAfter(asOf);
    return contracts.stream()
        .filter(one -> isDue(one.contract(), asOf, next))
        .sorted(
            Comparator.comparing(LiveQuarter::usdPerYear)
                .reversed()
                .thenComparing(one -> one.contract().application())
                .thenComparing(one -> one.contract().tier()))
        .limit(QuarterParts.MOST_CONTRACTS)
        .map(one ->
            new QuarterParts.IdleSeats(
                one.contract().application().value(),
                one.contract().tier(),
                Objects.requireNonNull(one.contract().nextNotice(asOf)),
                one.seatUsd(),
                Math.toIntExact(one.people().stream().filter(counted::contains).count())))
        .toList();
  }

  private static boolean isDue(Contract contract, LocalDate asOf, String next) {
    LocalDate notice = contract.nextNotice(asOf);
    return notice != null && QuarterCells.quarterOf(notice).equals(next);
  }

  private static BigDecimal usdPerYear(Licences.IdleContract one) {
    return one.seatUsd().multiply(BigDecimal.valueOf(one.contract().seats()));
  }

  private ChangeParts change(Caller caller, Now now, Set<PersonKey> counted, Release earlier) {
    TimeWindow before = earlier.window();
    Map<PersonKey, Person> then = byKey(people.asOf(caller, before.lastDay()));
    Map<PersonKey, PersonUsage> used = usage.everybody(caller, before);
    Set<PersonKey> countedThen = Headcount.counted(then, used, before.lastDay());
    return ChangeParts.of(
        before,
        presences(countedThen, used, assignments.whenPublished(caller, earlier.run()), then),
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
