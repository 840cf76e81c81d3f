package com.orgscope.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.orgscope.cli.CommandContext;
import com.orgscope.directory.People;
import com.orgscope.directory.Person;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.Home.OwnersOnly;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.TimeWindow;
import com.orgscope.licence.Contracts;
import com.orgscope.licence.ExchangeRate;
import com.orgscope.licence.LicenceReport.Line;
import com.orgscope.licence.Licences;
import com.orgscope.licence.Visibility;
import com.orgscope.table.Table;
import com.orgscope.usage.Applications;
import com.orgscope.usage.LastUse;
import com.orgscope.usage.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the made-up company pays for by the seat. Everybody who uses an application under contract
 * has a seat; of each, some have one who never came, of one nobody knows who has a seat, and what
 * most people use is in no contract.
 */
final class DemoContracts {
  private static final int WINDOW_DAYS = 90;
  private static final int FEWEST_USERS = 15;
  private static final int OF_MOST = 4;
  private static final int OF_REGULARS = 10;
  private static final int USUAL_PRICE = 600;
  private static final Currency EURO = Currency.getInstance("EUR");

  /** One person in so many beside the users has a seat and never came. */
  private static final int NEVER_CAME = 2;

  private static final Map<String, Integer> PRICES =
      Table.read(DemoContracts.class, "seat-prices.tsv").rows().stream()
          .collect(Collectors.toMap(List::getFirst, row -> Integer.valueOf(row.get(1))));

  private final CommandContext session;
  private final Caller caller;
  private final LocalDate lastDay;

  DemoContracts(CommandContext session, Caller caller, LocalDate lastDay) {
    this.session = session;
    this.caller = caller;
    this.lastDay = lastDay;
  }

  /** Signs them, unless an earlier demo did. */
  void sign() throws IOException {
    Licences licences = session.bean(Licences.class);
    if (!licences.report(caller, lastDay).lines().isEmpty()) {
      return;
    }
    TimeWindow window = TimeWindow.ending(lastDay, WINDOW_DAYS);
    Map<AppId, LastUse> use = session.bean(Usage.class).lastUse(caller, window, window);
    List<AppId> bought = bought(use);
    if (bought.isEmpty()) {
      return;
    }
    Contracts contracts = session.bean(Contracts.class);
    contracts.set(caller, new ExchangeRate(EURO, new BigDecimal("1.10"), lastDay, "made up"));
    Map<AppId, List<String>> seats = seats(bought, use);
    read(contracts::importContracts, "contracts.csv", contracts(bought, seats));
    read(contracts::importSeats, "seats.csv", assigned(bought, seats));
    for (Line line : licences.report(caller, lastDay).lines()) {
      if (line.seats() != null && line.seats().idle() > 0 && line.shows() == Visibility.SIGN_INS) {
        licences.say(
            caller, line.contract().application().value(), Visibility.SIGN_INS, null, lastDay);
      }
    }
  }

  /**
   * Those that most people use, but for the first of all; and those to which people come back
   * soonest, of which ninety days of sign-ins show who does not.
   */
  private static List<AppId> bought(Map<AppId, LastUse> use) {
    Comparator<AppId> byUsers =
        Comparator.comparing((AppId app) -> -use.getOrDefault(app, LastUse.NONE).accesses().size());
    Comparator<AppId> bySilence =
        Comparator.comparing((AppId app) -> use.getOrDefault(app, LastUse.NONE).longestSilence());
    List<AppId> used =
        use.keySet().stream()
            .filter(app -> use.getOrDefault(app, LastUse.NONE).accesses().size() >= FEWEST_USERS)
            .sorted(byUsers.thenComparing(Comparator.naturalOrder()))
            .toList();
    return Stream.concat(
            used.stream().skip(1).limit(OF_MOST),
            used.stream().skip(1).sorted(bySilence.thenComparing(byUsers)).limit(OF_REGULARS))
        .distinct()
        .toList();
  }

  /** The logins of everybody who has a seat of each. */
  private Map<AppId, List<String>> seats(List<AppId> bought, Map<AppId, LastUse> use) {
    People people = session.bean(People.class);
    Map<PersonKey, String> logins = people.logins(caller);
    List<PersonKey> staff =
        people.all(caller).stream()
            .filter(
                person -> person.worksOn(lastDay) && person.worksOn(lastDay.minusDays(WINDOW_DAYS)))
            .map(Person::key)
            .filter(logins::containsKey)
            .sorted()
            .toList();
    Map<AppId, List<String>> seats = new TreeMap<>();
    for (AppId app : bought) {
      Map<PersonKey, LocalDate> users = use.getOrDefault(app, LastUse.NONE).accesses();
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
      seats.put(app, given);
    }
    return seats;
  }

  private String contracts(List<AppId> bought, Map<AppId, List<String>> seats) {
    StringBuilder csv =
        new StringBuilder(
            "application,seats,seat_price_per_year,currency,renewal,notice_days,renews_by_itself,owner\n");
    for (int n = 0; n < bought.size(); n++) {
      AppId app = bought.get(n);
      int assigned = seats.getOrDefault(app, List.of()).size();
      csv.append(
          "\"%s\",%d,%d,%s,%s,%d,%s,IT\n"
              .formatted(
                  app.value().replace("\"", "\"\""),
                  assigned + assigned / 20 + 1,
                  price(app),
                  n == 2 ? EURO : "USD",
                  lastDay.plusDays(35 + 23L * n),
                  n % 3 == 0 ? 60 : 30,
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

  /** Of the last one nobody knows who has a seat. */
  private static String assigned(List<AppId> bought, Map<AppId, List<String>> seats) {
    StringBuilder csv = new StringBuilder("application,login\n");
    for (AppId app : bought.subList(0, Math.max(1, bought.size() - 1))) {
      seats
          .getOrDefault(app, List.of())
          .forEach(login ->
              csv.append("\"%s\",%s\n".formatted(app.value().replace("\"", "\"\""), login)));
    }
    return csv.toString();
  }

  /** As somebody would have it in a file, which holds logins and so goes at once. */
  private void read(BiFunction<Caller, Path, ?> how, String name, String csv) throws IOException {
    Path folder = OwnersOnly.folder(session.home().resolve("demo"));
    Path file = folder.resolve(name);
    try {
      Files.deleteIfExists(file);
      Files.writeString(OwnersOnly.file(file), csv, UTF_8);
      var unused = how.apply(caller, file);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
