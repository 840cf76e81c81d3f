package com.orgscope.licence;

import com.orgscope.directory.ItPolicies;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.directory.PolicyBook;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TenantId;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.sources.Completeness;
import com.orgscope.usage.AccessDays;
import com.orgscope.usage.LogGaps;
import com.orgscope.usage.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Tells which seats of the company's contracts are used. */
@Component
public class Licences {
  /** Sessions and silences are measured in so many days; events are kept as long. */
  private static final int MEASURED_DAYS = 90;

  /** So far back somebody's last day is looked for. */
  private static final int WINDOW_DAYS = 400;

  private final LicenceStore store;
  private final Usage usage;
  private final AccessDays accessDays;
  private final People people;
  private final PolicyBook policies;
  private final Contracts contracts;
  private Lacking lacking = (tenant, first, last) -> Completeness.Known.NOTHING;

  Licences(
      LicenceStore store,
      Usage usage,
      AccessDays accessDays,
      People people,
      PolicyBook policies,
      Contracts contracts) {
    this.store = store;
    this.usage = usage;
    this.accessDays = accessDays;
    this.people = people;
    this.policies = policies;
    this.contracts = contracts;
  }

  /** Which days are whole, and of which sources have more than came in: nobody's silence. */
  interface Lacking {
    Completeness.Known of(TenantId tenant, LocalDate first, LocalDate last);
  }

  /** Without it every day counts as whole. */
  @Autowired
  void certified(Completeness completeness) {
    lacking(completeness::known);
  }

  void lacking(Lacking known) {
    this.lacking = known;
  }

  /**
   * How many days are lacking among the last ones, of which so many are whole. It hangs on sources
   * and on nobody's use.
   */
  private static long lacking(Completeness.Known known, LocalDate asOf, long whole) {
    Set<LocalDate> days = known.lacking();
    long missing = 0;
    for (int back = 0; back < WINDOW_DAYS && back - missing < whole; back++) {
      missing += days.contains(asOf.minusDays(back)) ? 1 : 0;
    }
    return missing;
  }

  private static int longest(Map<AppId, SaidByIt> said) {
    return said.values().stream()
        .map(SaidByIt::silence)
        .filter(Objects::nonNull)
        .mapToInt(Integer::intValue)
        .max()
        .orElse(0);
  }

  /** Of a day long after the log's last nobody knows who was there. */
  private static void requireLog(SeatSheet sheet) {
    LocalDate ended = sheet.lastDay();
    if (ended != null && LogGaps.isHole(ended, sheet.asOf())) {
      throw Failure.operator(
          "the log ends on %s, and of the days after it nobody knows who was there: take in what is missing, or ask as of %s"
              .formatted(ended, ended));
    }
  }

  /**
   * Everything, exactly: use as of one day, and contracts as of today.
   *
   * @param today where the company is
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows,
   *     or the log ends long before that day
   */
  public LicenceReport report(Caller caller, LocalDate asOf, LocalDate today) {
    SeatSheet sheet = sheet(caller, asOf, today);
    requireLog(sheet);
    return sheet.report();
  }

  /**
   * The same with use as of the last day of which the log can tell: of this one, or of the log's
   * last where it ends long before.
   *
   * @param day as the lake counts days
   * @param today where the company is
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public LicenceReport newest(Caller caller, LocalDate day, LocalDate today) {
    SeatSheet sheet = sheet(caller, day, today);
    LocalDate ended = sheet.lastDay();
    return ended != null && LogGaps.isHole(ended, day)
        ? sheet(caller, ended, today).report()
        : sheet.report();
  }

  /**
   * What IT says of an application now.
   *
   * @param silence as it was measured, or longer; null where sign-ins do not show its use
   */
  public record Said(AppId application, Visibility shows, @Nullable Integer silence) {}

  /**
   * Says what sign-ins show of an application, whatever is known of the product, and for good how
   * long a silence is.
   *
   * @param days of silence; null for what was measured
   * @throws Failure for the operator, if people came back after longer than that
   */
  public Said say(
      Caller caller, String application, Visibility shows, @Nullable Integer days, LocalDate asOf) {
    AppId id = contracts.canonical(caller, application);
    if (shows != Visibility.SIGN_INS) {
      contracts.mark(caller, id, new SaidByIt(shows, null, null));
      return new Said(id, shows, null);
    }
    return sayShown(caller, id, days, sheet(caller, asOf));
  }

  /**
   * Says of several that sign-ins show their use, and for good how long a silence is, as it was
   * measured. Everybody's use is read once for all of them.
   */
  public List<Said> sayShown(Caller caller, Collection<String> applications, LocalDate asOf) {
    SeatSheet sheet = sheet(caller, asOf);
    return applications.stream()
        .map(label -> sayShown(caller, contracts.canonical(caller, label), null, sheet))
        .toList();
  }

  private Said sayShown(Caller caller, AppId id, @Nullable Integer days, SeatSheet sheet) {
    int measured = Math.toIntExact(sheet.rule(id).measured());
    int silence = days == null ? measured : days;
    if (silence < measured) {
      throw Failure.operator(
          "whoever uses %s may be silent for %d days, as people who came back were: say %d or more, not %d"
              .formatted(id, measured, measured, silence));
    }
    contracts.mark(caller, id, new SaidByIt(Visibility.SIGN_INS, silence, sheet.countsFrom(id)));
    return new Said(id, Visibility.SIGN_INS, silence);
  }

  /**
   * Idle seats of people who work here. Only applications count of which IT said how long a silence
   * is, and seats with a price in dollars: what one person adds depends on nobody else's use.
   *
   * @param usdPerYear what each person's cost; nobody who has none
   * @param contracts each such contract whose seats are known, and who has an idle one
   */
  public record Idle(Map<PersonKey, BigDecimal> usdPerYear, List<IdleContract> contracts) {}

  /**
   * @param seatUsd of a seat and year
   */
  public record IdleContract(Contract contract, BigDecimal seatUsd, Set<PersonKey> people) {}

  /**
   * Who of those who work here has an idle seat.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public Idle idle(Caller caller, LocalDate asOf) {
    Map<AppId, SaidByIt> said = store.said(caller);
    int longest = longest(said);
    long missing = lacking(known(caller, asOf), asOf, longest + 1L);
    // Of whoever is not seen in so many days it makes no difference when it was before.
    TimeWindow told = TimeWindow.ending(asOf, Math.toIntExact(longest + missing + 1));
    TimeWindow signs = TimeWindow.ending(asOf, (int) Math.min(MEASURED_DAYS, told.days()));
    return sheet(
            caller,
            new SeatSheet.Rules(
                usage.lastSigns(caller, told, signs),
                said,
                missing,
                0,
                SeatRule.LogDays.none(asOf),
                LogHoles.NONE),
            asOf)
        .idle();
  }

  /** Whether there is anything to tell idle seats of. Follows what IT said, and nobody's use. */
  public boolean areKnown(Caller caller) {
    Set<Contract.Plan> seats = store.strangers(caller).keySet();
    Map<AppId, SaidByIt> said = store.said(caller);
    return store.contracts(caller).stream()
        .filter(contract -> seats.contains(contract.plan()))
        .map(contract -> said.get(contract.application()))
        .anyMatch(one -> one != null && one.silence() != null);
  }

  /**
   * Who has an idle seat of an application and works here, or left.
   *
   * @throws com.orgscope.kernel.Failure for the operator, if the caller has not everybody's rows
   */
  public Set<PersonKey> idle(Caller caller, String application, LocalDate asOf) {
    AppId id = contracts.canonical(caller, application);
    if (store.contracts(caller).stream().noneMatch(c -> c.application().equals(id))) {
      throw Failure.operator(
          "no contract names '%s'; contracts show lists those that there are".formatted(id));
    }
    SeatSheet sheet = sheet(caller, asOf);
    requireLog(sheet);
    return sheet.idle(id);
  }

  private SeatSheet sheet(Caller caller, LocalDate asOf) {
    return sheet(caller, asOf, asOf);
  }

  private SeatSheet sheet(Caller caller, LocalDate asOf, LocalDate today) {
    TimeWindow window = TimeWindow.ending(asOf, WINDOW_DAYS);
    SortedSet<LocalDate> days = new TreeSet<>(accessDays.of(caller, window).keySet());
    ItPolicies inForce = policies.inForce(caller, asOf);
    Duration session = inForce.sessionLength();
    Map<AppId, SaidByIt> said = store.said(caller);
    Completeness.Known known = known(caller, asOf);
    TimeWindow events = TimeWindow.ending(asOf, MEASURED_DAYS);
    Set<LocalDate> missing = missing(days, known, asOf);
    return sheet(
        caller,
        new SeatSheet.Rules(
            usage.lastUse(caller, window, events),
            said,
            lacking(known, asOf, longest(said) + 1L),
            session == null ? 0 : session.toDays(),
            SeatRule.LogDays.of(days, missing, asOf),
            new LogHoles(usage.loggedHours(caller, events), known.whole(), missing)),
        today);
  }

  private Completeness.Known known(Caller caller, LocalDate asOf) {
    return lacking.of(caller.tenant(), asOf.minusDays(WINDOW_DAYS - 1L), asOf);
  }

  /** Days of which nobody knows who was there. */
  static Set<LocalDate> missing(
      SortedSet<LocalDate> days, Completeness.Known known, LocalDate asOf) {
    Set<LocalDate> missing = new HashSet<>(LogGaps.of(days, known.whole(), asOf));
    missing.addAll(known.lacking());
    return missing;
  }

  private SeatSheet sheet(Caller caller, SeatSheet.Rules rules, LocalDate today) {
    Map<PersonKey, Person> staff =
        people.all(caller).stream().collect(Collectors.toMap(Person::key, Function.identity()));
    Map<Contract.Plan, List<Seat>> seats =
        store.seats(caller).stream()
            .collect(Collectors.groupingBy(Seat::plan, TreeMap::new, Collectors.toList()));
    Map<Currency, ExchangeRate> rates = new HashMap<>();
    store.rates(caller).forEach(rate -> rates.put(rate.currency(), rate));
    return new SeatSheet(
        new SeatSheet.Told(
            store.contracts(caller), seats, store.strangers(caller), rates, contracts.own(caller)),
        staff,
        rules,
        usage.leftOut(caller),
        today);
  }
}
