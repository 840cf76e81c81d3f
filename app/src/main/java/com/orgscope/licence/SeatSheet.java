package com.orgscope.licence;

import com.orgscope.directory.Person;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import com.orgscope.licence.LicenceReport.Active;
import com.orgscope.licence.LicenceReport.Duplicate;
import com.orgscope.licence.LicenceReport.Line;
import com.orgscope.licence.LicenceReport.Money;
import com.orgscope.licence.LicenceReport.Seats;
import com.orgscope.licence.LicenceReport.Unpaid;
import com.orgscope.usage.LastUse;
import com.orgscope.usage.ProductKinds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contracts beside who has a seat of them and who uses it. */
final class SeatSheet {
  private static final int CENTS = 2;

  /** Whoever was not there for longer is no user. */
  private static final int USED_DAYS = 90;

  private final Told told;
  private final Map<PersonKey, Person> staff;
  private final Rules rules;
  private final Set<PersonKey> leftOut;
  private final LocalDate today;
  private final Map<AppId, SeatRule> byApplication = new TreeMap<>();

  /**
   * What IT said.
   *
   * @param own the company's currency
   * @param strangers of plans whose seats are known, how many are of nobody in the directory
   */
  record Told(
      List<Contract> contracts,
      Map<Contract.Plan, List<Seat>> seats,
      Map<Contract.Plan, Integer> strangers,
      Map<Currency, ExchangeRate> rates,
      Currency own) {}

  /**
   * What decides whether a seat is used.
   *
   * @param said what IT said that sign-ins show; of other applications the product decides
   * @param lacking days of late of which sources are known to have more than came in
   * @param sessionDays how long a sign-in lasts by the company's policy; 0 if nobody said
   * @param holes of the exact log; none where nobody's verdict may follow what others do
   */
  record Rules(
      Map<AppId, LastUse> use,
      Map<AppId, SaidByIt> said,
      long lacking,
      long sessionDays,
      SeatRule.LogDays days,
      LogHoles holes) {}

  /**
   * @param leftOut of whom nobody knows whether they use their seat
   * @param today as of which a contract is over or not, whatever the log's last day is
   */
  SeatSheet(
      Told told,
      Map<PersonKey, Person> staff,
      Rules rules,
      Set<PersonKey> leftOut,
      LocalDate today) {
    this.today = today;
    this.leftOut = Set.copyOf(leftOut);
    this.told = told;
    this.staff = staff;
    this.rules = rules;
  }

  LicenceReport report() {
    return new LicenceReport(
        asOf(),
        today,
        rules.days().first(),
        told.contracts().stream().map(this::line).toList(),
        unpaid(),
        duplicates(),
        told.rates().values().stream()
            .sorted(Comparator.comparing(rate -> rate.currency().getCurrencyCode()))
            .toList());
  }

  /** Of the log; null where it has none. */
  @Nullable LocalDate lastDay() {
    return rules.days().last();
  }

  LocalDate asOf() {
    return rules.days().asOf();
  }

  private Line line(Contract contract) {
    Seats seats = told.strangers().containsKey(contract.plan()) ? seats(contract) : null;
    AppId application = contract.application();
    return new Line(
        contract,
        active(application),
        seats,
        shows(application),
        new LicenceReport.Silence(
            rule(application).measured(),
            silence(application),
            rule(application).logNeeds(),
            lacks(application)),
        price(contract).map(price -> money(price, contract, seats)).orElse(null));
  }

  private LicenceReport.@Nullable Lacks lacks(AppId application) {
    LocalDate again = rule(application).tellsAgain();
    return again == null
        ? null
        : new LicenceReport.Lacks(
            rules.holes().of(application), again, silence(application) != null);
  }

  private Visibility shows(AppId application) {
    SaidByIt said = rules.said().get(application);
    if (said != null) {
      return said.shows();
    }
    return NativeClients.has(application) ? Visibility.NATIVE_CLIENT : Visibility.SIGN_INS;
  }

  /** By IT's word; null where IT said nothing of how long a silence is. */
  private @Nullable Integer silence(AppId application) {
    SaidByIt said = rules.said().get(application);
    return said == null ? null : said.silence();
  }

  SeatRule rule(AppId application) {
    return byApplication.computeIfAbsent(application, this::newRule);
  }

  /**
   * Where IT said how long a silence is, nothing that others do moves anybody's verdict, but in the
   * exact sheet the hours that the log lacks.
   */
  private SeatRule newRule(AppId application) {
    SaidByIt said = rules.said().get(application);
    SeatRule.LogDays days =
        said == null || said.silence() == null
            ? rules.days()
            : new SeatRule.LogDays(said.logFrom(), asOf(), rules.lacking());
    return new SeatRule(
        use(application),
        shows(application) != Visibility.SIGN_INS,
        rules.sessionDays(),
        silence(application),
        rules.holes().in(days, application));
  }

  /** Of the log, from which on an application's silence counts; null if there is none. */
  @Nullable LocalDate countsFrom(AppId application) {
    return rules.holes().in(rules.days(), application).countsFrom();
  }

  private LastUse use(AppId application) {
    return rules.use().getOrDefault(application, LastUse.NONE);
  }

  private Active active(AppId application) {
    return new Active(since(application, 30), since(application, 60), since(application, 90));
  }

  private long since(AppId application, int days) {
    LocalDate first = asOf().minusDays(days - 1L);
    return use(application).accesses().values().stream()
        .filter(last -> !last.isBefore(first))
        .count();
  }

  private Seats seats(Contract contract) {
    List<Seat> assigned = told.seats().getOrDefault(contract.plan(), List.of());
    int strangers = told.strangers().getOrDefault(contract.plan(), 0);
    int left = 0;
    int used = 0;
    int idle = 0;
    for (Seat seat : assigned) {
      if (hasLeft(seat.person())) {
        left++;
      } else {
        SeatRule.Verdict verdict = verdict(seat);
        used += verdict == SeatRule.Verdict.USED ? 1 : 0;
        idle += verdict == SeatRule.Verdict.IDLE ? 1 : 0;
      }
    }
    int needed = assigned.size() + strangers - left - idle;
    return new Seats(
        assigned.size(),
        strangers,
        used,
        idle,
        left,
        assigned.size() - left - used - idle,
        Math.max(0, contract.seats() - assigned.size() - strangers),
        Math.max(0, contract.seats() - needed));
  }

  private boolean hasLeft(PersonKey key) {
    Person person = staff.get(key);
    return person != null && person.endDate() != null && person.endDate().isBefore(asOf());
  }

  private SeatRule.Verdict verdict(Seat seat) {
    if (leftOut.contains(seat.person())) {
      return SeatRule.Verdict.CANNOT_TELL;
    }
    Person person = staff.get(seat.person());
    LocalDate hired = person == null ? null : person.hireDate();
    return rule(seat.plan().application()).of(seat.person(), later(hired, seat.since()));
  }

  private static @Nullable LocalDate later(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }

  /** Of a seat and year; nothing is paid for a contract that ended. */
  private Optional<BigDecimal> price(Contract contract) {
    BigDecimal amount = contract.isOver(today) ? BigDecimal.ZERO : contract.seatPrice();
    if (contract.currency().equals(told.own())) {
      return Optional.of(amount);
    }
    return Optional.ofNullable(told.rates().get(contract.currency()))
        .map(rate -> amount.multiply(rate.usd()));
  }

  private static Money money(BigDecimal price, Contract contract, @Nullable Seats seats) {
    return new Money(
        cents(price, contract.seats()),
        seats == null ? null : cents(price, seats.idle() + seats.left()),
        seats == null ? null : cents(price, seats.giveBack()));
  }

  private static BigDecimal cents(BigDecimal price, int seats) {
    return price.multiply(BigDecimal.valueOf(seats)).setScale(CENTS, RoundingMode.HALF_UP);
  }

  /**
   * Of seats that somebody who works here does not use, where IT said how long a silence is: then
   * nobody's verdict depends on anybody else.
   */
  Licences.Idle idle() {
    Map<PersonKey, BigDecimal> money = new TreeMap<>();
    List<Licences.IdleContract> contracts = new ArrayList<>();
    for (Contract contract : told.contracts()) {
      BigDecimal price = price(contract).orElse(null);
      boolean known = told.strangers().containsKey(contract.plan()) && !contract.isOver(today);
      if (silence(contract.application()) == null || price == null || !known) {
        continue;
      }
      Set<PersonKey> idle =
          idleSeats(contract)
              .map(Seat::person)
              .filter(person -> !hasLeft(person))
              .collect(Collectors.toCollection(TreeSet::new));
      idle.forEach(person -> money.merge(person, price, BigDecimal::add));
      contracts.add(new Licences.IdleContract(contract, price, idle));
    }
    return new Licences.Idle(money, contracts);
  }

  Set<PersonKey> idle(AppId application) {
    return told.contracts().stream()
        .filter(contract -> contract.application().equals(application))
        .flatMap(this::idleSeats)
        .map(Seat::person)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Seat> idleSeats(Contract contract) {
    return told.seats().getOrDefault(contract.plan(), List.of()).stream()
        .filter(seat -> hasLeft(seat.person()) || verdict(seat) == SeatRule.Verdict.IDLE);
  }

  private List<Unpaid> unpaid() {
    Set<AppId> paid = paid();
    Set<PersonKey> everybody = new HashSet<>();
    rules.use().keySet().forEach(application -> everybody.addAll(users(application)));
    return rules.use().keySet().stream()
        .filter(application -> !paid.contains(application))
        .map(application -> new Unpaid(application, users(application).size()))
        .filter(unpaid -> 2 * unpaid.people() > everybody.size())
        .sorted(Comparator.comparing(Unpaid::people).reversed().thenComparing(Unpaid::application))
        .toList();
  }

  /** Who works here and was there lately. */
  private Set<PersonKey> users(AppId application) {
    LocalDate first = asOf().minusDays(USED_DAYS - 1L);
    return use(application).accesses().entrySet().stream()
        .filter(used -> !used.getValue().isBefore(first) && worksHere(used.getKey()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private boolean worksHere(PersonKey key) {
    return staff.containsKey(key) && !hasLeft(key);
  }

  private Set<AppId> paid() {
    return told.contracts().stream()
        .map(Contract::application)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<Duplicate> duplicates() {
    List<AppId> paid = List.copyOf(paid());
    List<Duplicate> duplicates = new ArrayList<>();
    for (int i = 0; i < paid.size(); i++) {
      for (AppId other : paid.subList(i + 1, paid.size())) {
        AppId one = paid.get(i);
        Set<PersonKey> both = users(one);
        both.retainAll(users(other));
        ProductKinds.shared(one, other)
            .ifPresent(kind -> duplicates.add(new Duplicate(one, other, kind.name(), both.size())));
      }
    }
    return duplicates;
  }
}
