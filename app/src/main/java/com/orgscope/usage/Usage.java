package com.orgscope.usage;

import com.orgscope.access.Access;
import com.orgscope.access.Action;
import com.orgscope.directory.IdentityResolution;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Role;
import com.orgscope.kernel.Scope;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.lake.Lake;
import com.orgscope.lake.LakeTable;
import com.orgscope.lake.WhileUnchanged;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What people use, from {@code app_usage_daily}; {@code daily.sql} defines the counts. Who may ask
 * of whom is {@code access}'s to say, and every look at people is in its log.
 */
@Component
public final class Usage {
  private static final double DAYS_A_WEEK = 7;

  /** Each holds the keys of a company's people. */
  private static final int SEEN_KEPT = 20;

  /** Each of some dozen applications. */
  private static final int OWN_KEPT = 5_000;

  private final Lake lake;
  private final Applications applications;
  private final Access access;
  private final IdentityResolution resolution;
  private final UserCounts userCounts;
  private final WhileUnchanged<Seen, List<SeenAccount>> seen;

  /** What was added up of one person, who looks again, or whose manager goes through a team. */
  private final WhileUnchanged<Own, Optional<PersonRows>> own;

  Usage(Lake lake, Applications applications, Access access, IdentityResolution resolution) {
    this.lake = lake;
    this.applications = applications;
    this.access = access;
    this.resolution = resolution;
    this.userCounts = new UserCounts(lake);
    this.seen = new WhileUnchanged<>(lake, LakeTable.SSO_EVENTS, SEEN_KEPT);
    this.own = new WhileUnchanged<>(lake, LakeTable.APP_USAGE_DAILY, OWN_KEPT);
  }

  /**
   * One person's use of everything. Which applications are common is worked out over the whole
   * tenant, whoever asks.
   *
   * @return empty counts if the window holds nothing of the person
   * @throws Failure for the operator, if the caller may not see the person
   */
  public PersonUsage of(Caller caller, PersonKey person, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, person);
    UsageReader reader = reader(caller, window);
    return own.of(
            caller.tenant(),
            new Own(person, window, reader.ownersOf(person)),
            () -> Optional.ofNullable(reader.rows(Scope.only(caller.tenant(), person)).get(person)))
        .map(rows -> toldTo(caller, reader.tally(rows).usage(person, window, reader.users())))
        .orElseGet(() -> PersonUsage.none(person, window));
  }

  private record Own(PersonKey person, TimeWindow window, KeyOwners owners) {}

  /** A manager is told of others neither when nor on how many days. */
  private static PersonUsage toldTo(Caller caller, PersonUsage usage) {
    return isOthers(caller, usage.person()) ? usage.withoutTimes() : usage;
  }

  private static boolean isOthers(Caller caller, PersonKey person) {
    return caller.role() == Role.MANAGER && !person.equals(caller.person());
  }

  /** Of whom nothing is told to anybody: they are in no analysis and no number. */
  public Set<PersonKey> leftOut(Caller caller) {
    return access.leftOut(caller.tenant());
  }

  /**
   * Everybody of whom the window holds something and whose rows the caller has, in a fixed number
   * of questions however many they are.
   *
   * @throws Failure for the operator, if the caller may see nobody
   */
  public Map<PersonKey, PersonUsage> everybody(Caller caller, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "usage of everybody");
    Scope scope = access.scope(caller);
    UsageReader reader = reader(caller, window);
    Map<PersonKey, PersonTally> tallies = reader.tallies(scope);
    Users users = scope.people() == null ? Users.among(tallies.values()) : reader.users();
    Map<PersonKey, PersonUsage> usage = new TreeMap<>();
    tallies.forEach(
        (person, tally) -> usage.put(person, toldTo(caller, tally.usage(person, window, users))));
    return usage;
  }

  /**
   * Tells of everybody of whom the days hold something how far their use moved since they were last
   * judged: added up where it is stored, row by row as it comes.
   *
   * @param days which days are compared
   * @param answered the day up to which each was judged; of nobody else is anything compared
   * @param expected about how many people the days hold something of, whoever of them was judged
   * @param atOnce about how many people are added up in one question, which bounds its memory
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public void moved(
      Caller caller,
      ComparedDays days,
      Map<PersonKey, LocalDate> answered,
      int expected,
      int atOnce,
      Consumer<UseMoved> told) {
    access.require(caller, Action.PERSON_DATA, "how far use moved");
    if (access.scope(caller).people() != null) {
      throw Failure.operator("use is compared of everybody, whose rows you do not have");
    }
    LocalDate first = days.seenFrom();
    LocalDate last = days.asOf();
    for (LocalDate day : answered.values()) {
      LocalDate from = TimeWindow.ending(day, days.recent()).from();
      first = from.isBefore(first) ? from : first;
      last = day.isAfter(last) ? day : last;
    }
    reader(caller, new TimeWindow(first, last.plusDays(1)))
        .moved(days, answered, expected, atOnce, told);
  }

  /**
   * How often people went straight from one application to another, in either direction, by person
   * and pair. It is read from events, not from daily usage, so that the window must lie within the
   * days whose events are kept.
   *
   * @throws Failure for the operator, if the caller may see nobody
   */
  public Map<PersonKey, Map<AppPair, Long>> switches(Caller caller, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "switches of everybody");
    return reader(caller, window).switches(sequences(caller));
  }

  /**
   * How often people went through three applications in a row, by person and chain; read from
   * events, as {@link #switches} is.
   *
   * @throws Failure for the operator, if the caller may see nobody
   */
  public Map<PersonKey, Map<AppChain, Long>> chains(Caller caller, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "chains of everybody");
    return reader(caller, window).chains(sequences(caller));
  }

  /** In which order somebody used what, no manager is told. */
  private Scope sequences(Caller caller) {
    Scope scope = access.scope(caller);
    Set<PersonKey> people = scope.people();
    return people == null
        ? scope
        : new Scope(
            scope.tenant(),
            people.stream()
                .filter(person -> !isOthers(caller, person))
                .collect(Collectors.toSet()));
  }

  /**
   * Moves a week between what applications are for, by person and pair: a grid of public names that
   * follows no data, and of nobody more than a bound in all. Whoever moves more counts for the
   * bound, shared out as their moves are, so that one person changes the sum of all cells by the
   * bound at most. Moves of applications of which nobody knows what they are for are left out.
   *
   * @param most moves a week that one person counts for
   * @param named what a function of the public list is called in the grid
   */
  public static Map<PersonKey, Map<FunctionPair, Double>> functionMoves(
      Map<PersonKey, Map<AppPair, Long>> switches,
      TimeWindow window,
      double most,
      UnaryOperator<String> named) {
    Map<PersonKey, Map<FunctionPair, Double>> moves = new TreeMap<>();
    switches.forEach((person, pairs) -> {
      Map<FunctionPair, Double> own = new TreeMap<>();
      pairs.forEach((pair, times) ->
          functions(pair, named)
              .ifPresent(
                  between -> own.merge(between, times * DAYS_A_WEEK / window.days(), Double::sum)));
      double all = own.values().stream().mapToDouble(n -> n).sum();
      if (all > most) {
        own.replaceAll((between, n) -> n * most / all);
      }
      if (!own.isEmpty()) {
        moves.put(person, own);
      }
    });
    return moves;
  }

  private static Optional<FunctionPair> functions(AppPair pair, UnaryOperator<String> named) {
    return publicFunction(pair.one())
        .map(named)
        .flatMap(one ->
            publicFunction(pair.other()).map(named).map(other -> FunctionPair.of(one, other)));
  }

  private static Optional<String> publicFunction(Application app) {
    return app.function().filter(id -> KnownApplications.instance().function(id) != null);
  }

  /**
   * How many people use each application: exact, and for the product's own reasoning and for
   * IT/Security alone.
   *
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public Map<AppId, Long> users(Caller caller, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "users of applications");
    if (access.scope(caller).people() != null) {
      throw Failure.operator(
          "users of applications are counted over everybody, whose rows you do not have");
    }
    return reader(caller, window).users().byApplication();
  }

  /**
   * When everybody last used each application that anybody was seen with: exact, and for the
   * product's own reasoning and for IT/Security alone.
   *
   * @param signs days whose events are kept: of them refreshed tokens and sessions are read too,
   *     and how long people were silent between two visits
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public Map<AppId, LastUse> lastUse(Caller caller, TimeWindow window, TimeWindow signs) {
    return readerOfLastUse(caller, window).lastUse(signs);
  }

  /**
   * The same where it is known how long a silence is: neither silences nor sessions are measured,
   * which takes most of the time.
   */
  public Map<AppId, LastUse> lastSigns(Caller caller, TimeWindow window, TimeWindow signs) {
    return readerOfLastUse(caller, window).lastSigns(signs);
  }

  /**
   * In which hours of the window each provider's log holds anything.
   *
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public LoggedHours loggedHours(Caller caller, TimeWindow window) {
    return readerOfLastUse(caller, window).loggedHours();
  }

  /**
   * Who began to use several applications in one day, by that day, with how many: of those who used
   * something before it in the window.
   *
   * @param lately the first of the days that are looked at, which the window ends with
   * @param least how many applications at least
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public Map<LocalDate, Map<PersonKey, Integer>> newApplications(
      Caller caller, TimeWindow window, LocalDate lately, int least) {
    access.require(caller, Action.PERSON_DATA, "new applications of everybody");
    if (access.scope(caller).people() != null) {
      throw Failure.operator("new applications are told of everybody, whose rows you do not have");
    }
    return reader(caller, window).newApplications(lately, least);
  }

  private UsageReader readerOfLastUse(Caller caller, TimeWindow window) {
    access.require(caller, Action.PERSON_DATA, "last use of applications");
    if (access.scope(caller).people() != null) {
      throw Failure.operator("last use is told of everybody, whose rows you do not have");
    }
    return reader(caller, window);
  }

  /**
   * What signing in took everybody, day by day: exact, and for the product's own reasoning and for
   * IT/Security alone. It is read once, whatever is asked of it then.
   *
   * @param subject for the audit log: what is made of it
   * @param seen days of which it is wanted who visited an application on them
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public SignInRecord signIns(
      Caller caller, String subject, TimeWindow window, Collection<TimeWindow> seen) {
    access.require(caller, Action.PERSON_DATA, subject);
    if (access.scope(caller).people() != null) {
      throw Failure.operator(
          subject + " is worked out over everybody, whose rows you do not have: ask IT/Security");
    }
    return reader(caller, window).signIns(seen);
  }

  /**
   * Who was seen in the window and is not among these people, the busiest first; by their
   * pseudonyms and nothing else. It is read from events, as {@link #switches} is.
   *
   * @throws Failure for the operator, if the caller has not everybody's rows
   */
  public List<SeenAccount> seenBeyond(Caller caller, Set<PersonKey> known, TimeWindow window) {
    return access.read(
        caller,
        Action.PERSON_DATA,
        "accounts that the directory does not know",
        () -> {
          if (access.scope(caller).people() != null) {
            throw Failure.operator(
                "accounts that nobody knows are among everybody's rows, which you do not have");
          }
          KeyOwners owners = KeyOwners.of(resolution.periods(caller.tenant()));
          return seen.of(
              caller.tenant(),
              new Seen(Set.copyOf(known), window, owners),
              () -> List.copyOf(reader(caller, window).seenBeyond(known)));
        },
        SeenAccount::account);
  }

  private record Seen(Set<PersonKey> known, TimeWindow window, KeyOwners owners) {}

  private UsageReader reader(Caller caller, TimeWindow window) {
    return new UsageReader(
        lake,
        applications,
        userCounts,
        caller.tenant(),
        window,
        KeyOwners.of(resolution.periods(caller.tenant())));
  }
}
