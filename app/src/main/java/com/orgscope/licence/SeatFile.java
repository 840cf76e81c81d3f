package com.orgscope.licence;

import com.orgscope.directory.CsvSheet;
import com.orgscope.directory.CsvSheet.Column;
import com.orgscope.directory.CsvSheet.Row;
import com.orgscope.directory.PersonLookup;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.PersonKey;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads who was given a seat, from what a provider's console or a spreadsheet says. */
final class SeatFile {
  static final int MOST_SEATS = 2_000_000;

  private static final String APPLICATION = "application";
  private static final String TIER = "tier";
  private static final String LOGIN = "login";
  private static final String SINCE = "assigned_on";

  private static final List<Column> COLUMNS =
      List.of(
          Column.needed(APPLICATION, "app", "product", "application_name"),
          Column.needed(LOGIN, "user", "username", "user_name", "email", "user_principal_name"),
          Column.optional(TIER, "plan", "edition", "sku", "license", "licence"),
          Column.optional(SINCE, "assigned", "assigned_at", "created", "created_at"));

  private SeatFile() {}

  /**
   * What a file says.
   *
   * @param seats each once
   * @param strangers of everything that the file names a seat of, how many are of logins that the
   *     directory does not know
   */
  record Read(List<Seat> seats, Map<Contract.Plan, Integer> strangers) {
    /** Of the other applications. */
    Read without(Predicate<String> withheld) {
      Map<Contract.Plan, Integer> told = new TreeMap<>(strangers);
      told.keySet().removeIf(plan -> withheld.test(plan.application().value()));
      return new Read(seats.stream().filter(seat -> told.containsKey(seat.plan())).toList(), told);
    }
  }

  /**
   * @param canonical what a label is called here
   */
  static Read read(Path file, Function<String, AppId> canonical, PersonLookup people) {
    Map<Seat.Of, Seat> seats = new LinkedHashMap<>();
    Map<Contract.Plan, Set<String>> strangers = new TreeMap<>();
    for (Row row : CsvSheet.read(file, COLUMNS, MOST_SEATS)) {
      var plan =
          new Contract.Plan(
              canonical.apply(row.text(APPLICATION)),
              row.find(TIER).isPresent() ? row.text(TIER) : "");
      LocalDate since = row.find(SINCE).isPresent() ? row.date(SINCE) : null;
      Optional<PersonKey> person = people.byLogin(row.text(LOGIN));
      Set<String> unknown = strangers.computeIfAbsent(plan, none -> new HashSet<>());
      if (person.isEmpty()) {
        unknown.add(row.text(LOGIN).toLowerCase(Locale.ROOT));
      }
      person
          .map(key -> new Seat(plan, key, since))
          .ifPresent(seat -> seats.merge(seat.of(), seat, Seat::earlier));
    }
    Map<Contract.Plan, Integer> counted = new TreeMap<>();
    strangers.forEach((plan, logins) -> counted.put(plan, logins.size()));
    return new Read(List.copyOf(seats.values()), counted);
  }
}
