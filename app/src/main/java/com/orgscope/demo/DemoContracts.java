package com.orgscope.demo;

import com.orgscope.cli.CommandContext;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Contracts;
import com.orgscope.licence.Contracts.Imported;
import com.orgscope.licence.ExchangeRate;
import com.orgscope.licence.Licences;
import com.orgscope.licence.Visibility;
import com.orgscope.table.Table;
import com.orgscope.usage.Applications;
import com.orgscope.usage.LastUse;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the made-up company pays for by the seat. Everybody who uses an application under contract
 * has a seat; of each, some have one who never came, of one nobody knows who has a seat, one was
 * never opened by anybody, one is new, and what most people use is in no contract.
 */
final class DemoContracts {
  private static final int WINDOW_DAYS = 90;
  private static final int FEWEST_USERS = 15;
  private static final int OF_MOST = 4;
  private static final int OF_REGULARS = 10;
  private static final int USUAL_PRICE = 600;
  private static final Currency EURO = Currency.getInstance("EUR");

  /** Bought, given to one in so many people, and never opened by any of them. */
  private static final String NEVER_OPENED = "Qlik";

  private static final int GIVEN_TO = 2;

  /** In days after the last one. */
  private static final long FIRST_RENEWAL = 35;

  private static final long BETWEEN_RENEWALS = 23;

  /** Of a quarter. */
  private static final int MONTHS = 3;

  /** In the middle of a quarter. */
  private static final long NEVER_OPENED_NOTICE = 44;

  /** One person in so many beside the users has a seat and never came. */
  private static final int NEVER_CAME = 2;

  private static final Map<String, Integer> PRICES =
      Table.read(DemoContracts.class, "seat-prices.tsv").rows().stream()
          .collect(Collectors.toMap(List::getFirst, row -> Integer.valueOf(row.get(1))));

  private final CommandContext session;
  private final Caller caller;
  private final Simulation simulation;
  private final LocalDate lastDay;
  private final DemoFiles files;

  DemoContracts(CommandContext session, Caller caller, Simulation simulation) {
    this.session = session;
    this.caller = caller;
    this.simulation = simulation;
    this.lastDay = simulation.days().getLast();
    this.files = new DemoFiles(session.home());
  }

  /**
   * What an application costs and who has a seat.
   *
   * @param given logins; null where nobody knows
   * @param since when they were given it; null where nobody said
   * @param renewal the day of it
   */
  private record Deal(
      String application,
      int price,
      @Nullable List<String> given,
      @Nullable LocalDate since,
      int seats,
      LocalDate renewal) {}

  /**
   * Signs what is under contract by a day, and says of which applications sign-ins show the use:
   * those with seats that are idle by then, and the one that nobody ever opened.
   *
   * @return how many contracts there are
   */
  int sign(LocalDate day) throws IOException {
    TimeWindow window = TimeWindow.ending(lastDay, WINDOW_DAYS);
    Map<AppId, LastUse> use = session.bean(Usage.class).lastUse(caller, window, window);
    List<Deal> deals = deals(use, day);
    if (deals.isEmpty()) {
      return 0;
    }
    Contracts contracts = session.bean(Contracts.class);
    Imported imported =
        files.read(
            file -> contracts.importContracts(caller, file), "contracts.csv", contracts(deals));
    if (!imported.withoutRate().isEmpty()) {
      contracts.set(caller, new ExchangeRate(EURO, new BigDecimal("1.10"), day, "made up"));
    }
    var unusedSeats =
        files.read(file -> contracts.importSeats(caller, file), "seats.csv", assigned(deals));
    Licences licences = session.bean(Licences.class);
    Stream<String> idle =
        licences.report(caller, day, day).lines().stream()
            .filter(line -> line.seats() != null && line.seats().idle() > 0)
            .filter(line -> line.shows() == Visibility.SIGN_INS)
            .map(line -> line.contract().application().value());
    var unused =
        licences.sayShown(
            caller, Stream.concat(Stream.of(NEVER_OPENED), idle).distinct().toList(), day);
    return deals.size();
  }

  private List<Deal> deals(Map<AppId, LastUse> use, LocalDate day) {
    List<AppId> bought = bought(use);
    if (bought.isEmpty()) {
      return List.of();
    }
    Map<PersonKey, String> logins = session.bean(People.class).logins(caller);
    List<PersonKey> staff = staff(logins);
    List<Deal> deals = new ArrayList<>();
    for (AppId app : bought) {
      List<String> given = given(app, use.getOrDefault(app, LastUse.NONE), staff, logins);
      // Of the last one nobody knows who has a seat.
      boolean known = bought.size() == 1 || !app.equals(bought.getLast());
      LocalDate renewal = renewal(deals.size());
      deals.add(
          new Deal(
              app.value(),
              price(app),
              known ? given : null,
              null,
              given.size() * 21 / 20 + 1,
              renewal));
    }
    List<String> some =
        IntStream.range(0, staff.size())
            .filter(n -> n % GIVEN_TO == 0)
            .mapToObj(n -> logins.get(staff.get(n)))
            .toList();
    deals.add(
        new Deal(
            NEVER_OPENED,
            price(new AppId(NEVER_OPENED)),
            some,
            null,
            some.size(),
            nextQuarter().plusDays(NEVER_OPENED_NOTICE + noticeDays(deals.size()))));
    String adopted = simulation.adopted();
    LocalDate since = simulation.change().adopted();
    if (adopted != null && since != null && !since.isAfter(day)) {
      List<String> adopters = simulation.adopters();
      deals.add(
          new Deal(
              adopted,
              price(new AppId(adopted)),
              adopters,
              since,
              adopters.size() + 1,
              since.plusYears(1)));
    }
    return deals;
  }

  private static int noticeDays(int n) {
    return n % 3 == 0 ? 60 : 30;
  }

  /** The first day of the one after that of the last day. */
  private LocalDate nextQuarter() {
    return lastDay.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(MONTHS);
  }

  /**
   * None of them is due for notice in the next quarter but the one that nobody ever opened: each
   * one more would add to the noise of all.
   */
  private LocalDate renewal(int n) {
    LocalDate renewal = lastDay.plusDays(FIRST_RENEWAL + BETWEEN_RENEWALS * n);
    LocalDate notice = renewal.minusDays(noticeDays(n));
    LocalDate next = nextQuarter();
    return notice.isBefore(next) || !notice.isBefore(next.plusMonths(MONTHS))
        ? renewal
        : renewal.plusMonths(MONTHS);
  }

  /**
   * Those that most people use, but for the first of all; and those to which people come back
   * soonest, of which ninety days of sign-ins show who does not.
   */
  private List<AppId> bought(Map<AppId, LastUse> use) {
    Comparator<AppId> byUsers =
        Comparator.comparing((AppId app) -> -use.getOrDefault(app, LastUse.NONE).accesses().size());
    Comparator<AppId> bySilence =
        Comparator.comparing((AppId app) -> use.getOrDefault(app, LastUse.NONE).longestSilence());
    List<AppId> used =
        use.keySet().stream()
            .filter(app -> !app.value().equals(simulation.adopted()))
            .filter(app -> use.getOrDefault(app, LastUse.NONE).accesses().size() >= FEWEST_USERS)
            .sorted(byUsers.thenComparing(Comparator.naturalOrder()))
            .toList();
    return Stream.concat(
            used.stream().skip(1).limit(OF_MOST),
            used.stream().skip(1).sorted(bySilence.thenComparing(byUsers)).limit(OF_REGULARS))
        .distinct()
        .toList();
  }

  /** Who worked here all the time. */
  private List<PersonKey> staff(Map<PersonKey, String> logins) {
    return session.bean(People.class).all(caller).stream()
        .filter(person -> person.worksOn(lastDay) && person.worksOn(lastDay.minusDays(WINDOW_DAYS)))
        .map(Person::key)
        .filter(logins::containsKey)
        .sorted()
        .toList();
  }

  /** The logins of who uses it, and of some who never came. */
  private static List<String> given(
      AppId app, LastUse use, List<PersonKey> staff, Map<PersonKey, String> logins) {
    Map<PersonKey, LocalDate> users = use.accesses();
    List<PersonKey> others = staff.stream().filter(key -> !users.containsKey(key)).toList();
    int idle = Math.min(others.size(), 2 + users.size() / NEVER_CAME);
    int from = others.isEmpty() ? 0 : Math.floorMod(app.value().hashCode(), others.size());
    List<String> given =
        users.keySet().stream()
            .filter(logins::containsKey)
            .map(logins::get)
            .sorted()
            .collect(Collectors.toList());
    for (int n = 0; n < idle; n++) {
      given.add(logins.get(others.get((from + n) % others.size())));
    }
    return given;
  }

  private String contracts(List<Deal> deals) {
    StringBuilder csv =
        new StringBuilder(
            "application,seats,seat_price_per_year,currency,renewal,notice_days,renews_by_itself,owner\n");
    for (int n = 0; n < deals.size(); n++) {
      Deal deal = deals.get(n);
      csv.append(
          "%s,%d,%d,%s,%s,%d,%s,IT\n"
              .formatted(
                  quoted(deal.application),
                  deal.seats,
                  deal.price,
                  n == 2 ? EURO : "USD",
                  deal.renewal,
                  noticeDays(n),
                  n % 2 == 0 ? "yes" : "no"));
    }
    return csv.toString();
  }

  private int price(AppId app) {
    return session
        .bean(Applications.class)
        .application(caller.tenant(), app)
        .function()
        .map(function -> PRICES.getOrDefault(function, USUAL_PRICE))
        .orElse(USUAL_PRICE);
  }

  private static String assigned(List<Deal> deals) {
    StringBuilder csv = new StringBuilder("application,login,assigned_on\n");
    for (Deal deal : deals) {
      if (deal.given != null) {
        deal.given.forEach(login ->
            csv.append(
                "%s,%s,%s\n"
                    .formatted(
                        quoted(deal.application), login, deal.since == null ? "" : deal.since)));
      }
    }
    return csv.toString();
  }

  private static String quoted(String application) {
    return '"' + application.replace("\"", "\"\"") + '"';
  }
}
