package com.orgscope.licence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is paid for and used, as scripts and the API read it; the names are promised.
 *
 * @param tenant the company
 * @param asOf the last day that counts
 * @param logFrom the log's first day of those that were looked at; null if it has none
 * @param unpaid what everybody uses and nobody pays for
 * @param currency every figure's but a seat's price
 */
public record LicenceDocument(
    String tenant,
    @JsonProperty("as_of") String asOf,
    @JsonProperty("log_from") @Nullable String logFrom,
    List<ContractRow> contracts,
    List<Unpaid> unpaid,
    List<Duplicate> duplicates,
    List<Rate> rates,
    String currency) {
  public LicenceDocument {
    contracts = List.copyOf(contracts);
    unpaid = List.copyOf(unpaid);
    duplicates = List.copyOf(duplicates);
    rates = List.copyOf(rates);
  }

  /**
   * One contract; seats and money are null where they are not known.
   *
   * @param silenceDays whoever was away for longer is idle
   * @param silenceDaysMeasured the same by what people's silences are now
   * @param logDaysNeeded before any idle seat can be told; null where the log has them
   * @param cannotTell why sign-ins do not show of everybody whether they use their seat; null where
   *     they do
   */
  public record ContractRow(
      String application,
      String tier,
      int seats,
      @JsonProperty("seat_price_per_year") BigDecimal seatPricePerYear,
      String currency,
      @Nullable String renewal,
      @JsonProperty("notice_date") @Nullable String noticeDate,
      @JsonProperty("renews_by_itself") boolean renewsByItself,
      String owner,
      @JsonProperty("seats_from") @Nullable String seatsFrom,
      LicenceReport.Active active,
      @Nullable Known known,
      String shows,
      @JsonProperty("silence_days") long silenceDays,
      @JsonProperty("silence_days_measured") long silenceDaysMeasured,
      @JsonProperty("log_days_needed") @Nullable Long logDaysNeeded,
      @JsonProperty("cannot_tell_because") @Nullable String cannotTell,
      @JsonProperty("usd_per_year") @Nullable BigDecimal usdPerYear,
      @JsonProperty("idle_usd_per_year") @Nullable BigDecimal idleUsdPerYear,
      @JsonProperty("give_back_usd_per_year") @Nullable BigDecimal giveBackUsdPerYear) {
    static ContractRow of(LicenceReport.Line line) {
      Contract contract = line.contract();
      LicenceReport.Money money = line.money();
      return new ContractRow(
          contract.application().value(),
          contract.tier(),
          contract.seats(),
          contract.seatPrice(),
          contract.currency().getCurrencyCode(),
          text(contract.renewal()),
          text(contract.noticeDate()),
          contract.renewsByItself(),
          contract.owner(),
          contract.seatsFrom() == null ? null : contract.seatsFrom().toString(),
          line.active(),
          line.seats() == null ? null : Known.of(line.seats()),
          line.shows().wireName(),
          line.silence().days(),
          line.silence().measured(),
          line.silence().logNeeds() == 0 ? null : line.silence().logNeeds(),
          line.cannotTell(),
          money == null ? null : money.paid(),
          money == null ? null : money.idle(),
          money == null ? null : money.giveBack());
    }
  }

  /** Who has the seats, as {@link LicenceReport.Seats} says. */
  public record Known(
      int assigned,
      int strangers,
      int used,
      int idle,
      int left,
      @JsonProperty("cannot_tell") int cannotTell,
      int spare,
      @JsonProperty("give_back") int giveBack) {
    static Known of(LicenceReport.Seats seats) {
      return new Known(
          seats.assigned(),
          seats.strangers(),
          seats.used(),
          seats.idle(),
          seats.left(),
          seats.cannotTell(),
          seats.spare(),
          seats.giveBack());
    }
  }

  public record Unpaid(String application, long people) {}

  public record Duplicate(String one, String other, String kind, long people) {}

  /** What another currency is taken to be worth, by whose word. */
  public record Rate(String currency, BigDecimal usd, String day, String source) {
    public static Rate of(ExchangeRate rate) {
      return new Rate(
          rate.currency().getCurrencyCode(), rate.usd(), rate.day().toString(), rate.source());
    }
  }

  /**
   * @param own the company's currency
   */
  public static LicenceDocument of(String tenant, LicenceReport report, Currency own) {
    return new LicenceDocument(
        tenant,
        report.asOf().toString(),
        text(report.firstDay()),
        report.lines().stream().map(ContractRow::of).toList(),
        report.unpaid().stream()
            .map(row -> new Unpaid(row.application().value(), row.people()))
            .toList(),
        report.duplicates().stream()
            .map(row ->
                new Duplicate(row.one().value(), row.other().value(), row.kind(), row.people()))
            .toList(),
        report.rates().stream().map(Rate::of).toList(),
        own.getCurrencyCode());
  }

  private static @Nullable String text(@Nullable LocalDate day) {
    return day == null ? null : day.toString();
  }
}
