package com.orgscope.licence;

import com.orgscope.directory.CsvSheet;
import com.orgscope.directory.CsvSheet.Column;
import com.orgscope.directory.CsvSheet.Row;
import com.orgscope.kernel.AppId;
import com.orgscope.kernel.Failure;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads contracts from what a spreadsheet holds of them. */
final class ContractFile {
  static final int MOST_SEATS = 10_000_000;
  static final int MOST_NOTICE_DAYS = 1_100;
  static final int MOST_CONTRACTS = 10_000;

  private static final String APPLICATION = "application";
  private static final String TIER = "tier";
  private static final String SEATS = "seats";
  private static final String PRICE = "seat_price_per_year";
  private static final String CURRENCY = "currency";
  private static final String RENEWAL = "renewal";
  private static final String NOTICE = "notice_days";
  private static final String RENEWS = "renews_by_itself";
  private static final String OWNER = "owner";
  private static final String SEATS_FROM = "seats_from";

  static final List<Column> COLUMNS =
      List.of(
          Column.needed(APPLICATION, "app", "product", "application_name"),
          Column.optional(TIER, "plan", "edition"),
          Column.needed(SEATS, "licences", "licenses", "quantity"),
          Column.needed(
              PRICE,
              "price",
              "seat_price",
              "price_per_seat",
              "price_per_seat_and_year",
              "price_per_seat_per_year",
              "price_per_seat_year",
              "annual_price_per_seat",
              "unit_price"),
          Column.needed(CURRENCY),
          Column.optional(RENEWAL, "renewal_date", "renews_on", "end_date"),
          Column.optional(NOTICE, "notice", "notice_period_days"),
          Column.optional(RENEWS, "auto_renew", "auto_renewal", "auto_renews", "renews"),
          Column.optional(OWNER, "contract_owner"),
          Column.optional(SEATS_FROM, "provider_application", "seats_of"));

  private ContractFile() {}

  /**
   * @param canonical what a label is called here
   */
  static List<Contract> read(Path file, Function<String, AppId> canonical) {
    Map<Contract.Plan, Contract> contracts = new TreeMap<>();
    Map<AppId, Contract> first = new HashMap<>();
    List<SeatsFrom> told = new ArrayList<>();
    for (Row row : CsvSheet.read(file, COLUMNS, MOST_CONTRACTS)) {
      Contract contract = contract(row, canonical);
      if (contracts.putIfAbsent(contract.plan(), contract) != null) {
        throw row.wrong(
            "is the second one of %s: write both in one line, or give each a tier"
                .formatted(contract.called()));
      }
      Contract other = first.putIfAbsent(contract.application(), contract);
      if (other != null && other.tier().isEmpty() != contract.tier().isEmpty()) {
        throw row.wrong(
            "says that %s has tiers, and another line that it has one kind of seat: give each a tier"
                .formatted(contract.application()));
      }
      SeatsFrom from = contract.seatsFrom();
      if (from != null) {
        if (told.stream().anyMatch(from::meets)) {
          throw row.wrong(
              "is the second one whose seats are those of %s, and each person would have both"
                  .formatted(from));
        }
        told.add(from);
      }
    }
    return List.copyOf(contracts.values());
  }

  private static Contract contract(Row row, Function<String, AppId> canonical) {
    LocalDate renewal = row.find(RENEWAL).isPresent() ? row.date(RENEWAL) : null;
    return new Contract(
        canonical.apply(row.text(APPLICATION)),
        row.find(TIER).isPresent() ? row.text(TIER) : "",
        row.count(SEATS, MOST_SEATS),
        row.amount(PRICE),
        currency(row),
        renewal,
        row.find(NOTICE).isPresent() ? row.count(NOTICE, MOST_NOTICE_DAYS) : 0,
        row.yes(RENEWS),
        row.find(OWNER).isPresent() ? row.text(OWNER) : "",
        row.find(SEATS_FROM).isPresent() ? from(row) : null);
  }

  private static SeatsFrom from(Row row) {
    try {
      return SeatsFrom.of(row.text(SEATS_FROM));
    } catch (Failure e) {
      throw row.wrong("has wrong " + SEATS_FROM + ": " + e.getMessage());
    }
  }

  private static Currency currency(Row row) {
    String code = row.text(CURRENCY);
    return Currency.getAvailableCurrencies().stream()
        .filter(known -> known.getCurrencyCode().equals(code.toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            row.wrong("has the currency '%s': write its code, such as USD or EUR".formatted(code)));
  }
}
