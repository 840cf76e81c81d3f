package com.orgscope.web;

import com.orgscope.directory.Tenants;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.licence.Contract;
import com.orgscope.licence.LicenceDocument;
import com.orgscope.licence.LicenceReport;
import com.orgscope.licence.LicenceReport.Line;
import com.orgscope.licence.LicenceReport.Money;
import com.orgscope.licence.LicenceReport.Seats;
import com.orgscope.licence.Licences;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Puts contracts and who uses them into words for IT/Security; the figures are exact. */
@Component
@ConditionalOnWebApplication
final class LicencesPages {
  private static final int MOST_SHOWN = 200;
  private static final String NOT_KNOWN = "–";

  private final Licences licences;
  private final Tenants tenants;
  private final Typed typed;
  private final InstantSource clock;

  LicencesPages(Licences licences, Tenants tenants, Typed typed, InstantSource clock) {
    this.licences = licences;
    this.tenants = tenants;
    this.typed = typed;
    this.clock = clock;
  }

  LicenceDocument document(Caller caller) {
    return LicenceDocument.of(
        caller.tenant().value(), report(caller), tenants.currency(caller.tenant()));
  }

  LicencesPage page(Caller caller) {
    LicenceReport report = report(caller);
    Currency own = tenants.currency(caller.tenant());
    String sign = DisplayText.of(own);
    return new LicencesPage(
        lead(report.lines(), sign),
        dated(report),
        report.lines().stream()
            .sorted(Comparator.comparing(LicencesPages::saved).reversed())
            .limit(MOST_SHOWN)
            .map(line -> row(line, sign, report.today()))
            .toList(),
        report.lines().size() <= MOST_SHOWN
            ? ""
            : "%s more have less to give back; orgscope contracts show lists them all."
                .formatted(Formats.people(report.lines().size() - MOST_SHOWN)),
        report.unpaid().stream()
            .map(one ->
                new LicencesPage.Unpaid(one.application().value(), Formats.people(one.people())))
            .toList(),
        report.duplicates().stream()
            .map(twins ->
                "%s and %s are both %s; %s use both."
                    .formatted(twins.one(), twins.other(), twins.kind(), people(twins.people())))
            .toList(),
        report.rates().stream()
            .map(rate ->
                "1 %s is taken to be worth %s %s as of %s (%s)."
                    .formatted(
                        rate.currency(),
                        rate.usd().toPlainString(),
                        own,
                        Formats.dayOfYear(rate.day()),
                        rate.source()))
            .toList(),
        next(caller, report));
  }

  private LicenceReport report(Caller caller) {
    Instant now = clock.instant();
    ZoneId zone = tenants.get(caller.tenant()).zone();
    return licences.newest(
        caller, LocalDate.ofInstant(now, ZoneOffset.UTC), LocalDate.ofInstant(now, zone));
  }

  private static String lead(List<Line> lines, String sign) {
    if (lines.isEmpty()) {
      return "Nobody said yet what is paid for by the seat.";
    }
    List<Line> known = lines.stream().filter(line -> line.seats() != null).toList();
    if (known.isEmpty()) {
      return "Of none of %s it is known who has a seat, so nothing can be told of seats that nobody uses."
          .formatted(contracts(lines.size()));
    }
    BigDecimal saved =
        known.stream().map(LicencesPages::saved).reduce(BigDecimal.ZERO, BigDecimal::add);
    long seats = known.stream().mapToLong(line -> seats(line).giveBack()).sum();
    long hidden = known.stream().mapToLong(line -> seats(line).cannotTell()).sum();
    return "%s a year may be given back: %s of %s. %s"
        .formatted(
            money(sign, saved),
            seats == 1 ? "1 seat" : Formats.people(seats) + " seats",
            contracts(lines.size()),
            hidden == 0
                ? "Of every seat it is known whether it is used."
                : "Of %s more sign-ins cannot tell; they are in no sum."
                    .formatted(Formats.people(hidden)));
  }

  private static String contracts(int count) {
    return count == 1 ? "1 contract" : Formats.people(count) + " contracts";
  }

  private static String people(long count) {
    return count == 1 ? "1 person" : Formats.people(count) + " people";
  }

  private static String dated(LicenceReport report) {
    LocalDate first = report.firstDay();
    String use =
        first == null
            ? "As of %s; no sign-in was read yet.".formatted(Formats.dayOfYear(report.asOf()))
            : "As of %s, by sign-ins from %s on. People who work here; who left stands apart."
                .formatted(Formats.dayOfYear(report.asOf()), Formats.dayOfYear(first));
    return report.asOf().isBefore(report.today())
        ? use + " Contracts are as of %s.".formatted(Formats.dayOfYear(report.today()))
        : use;
  }

  private static BigDecimal saved(Line line) {
    Money money = line.money();
    BigDecimal saved = money == null ? null : money.giveBack();
    return saved == null ? BigDecimal.ZERO : saved;
  }

  private static Seats seats(Line line) {
    return Objects.requireNonNull(line.seats());
  }

  private static LicencesPage.Row row(Line line, String sign, LocalDate today) {
    Contract contract = line.contract();
    Seats seats = line.seats();
    Money money = line.money();
    BigDecimal saved = money == null ? null : money.giveBack();
    return new LicencesPage.Row(
        contract.application().value(),
        Stream.of(contract.tier(), contract.owner())
            .filter(text -> !text.isEmpty())
            .reduce((one, other) -> one + ", " + other)
            .orElse(""),
        Formats.people(contract.seats()),
        money == null ? "no rate of " + contract.currency() : money(sign, money.paid()),
        held(line, seats),
        "%s, %s, %s"
            .formatted(
                Formats.people(line.active().days30()),
                Formats.people(line.active().days60()),
                Formats.people(line.active().days90())),
        seats == null ? NOT_KNOWN : Formats.people(seats.giveBack()),
        saved == null ? "" : money(sign, saved),
        notice(contract, today));
  }

  private static LicencesPage.Held held(Line line, @Nullable Seats seats) {
    if (seats == null) {
      return new LicencesPage.Held("nobody said", NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, "");
    }
    String because = line.cannotTell();
    return new LicencesPage.Held(
        Formats.people(seats.assigned() + seats.strangers()),
        Formats.people(seats.used()),
        Formats.people(seats.idle()),
        Formats.people(seats.left()),
        Formats.people(seats.cannotTell()),
        because == null ? "" : because);
  }

  /** To the cent. */
  private static String money(String sign, BigDecimal amount) {
    return String.format(Locale.ENGLISH, "%s%,.2f", sign, amount);
  }

  private static String notice(Contract contract, LocalDate today) {
    Contract.Notice notice = contract.notice(today);
    if (notice == null) {
      return "nobody said";
    }
    String day = Formats.dayOfYear(notice.day());
    return switch (notice.state()) {
      case OPEN -> "by " + day;
      case ENDS -> "it ends on " + day;
      case ENDED -> "it ended on " + day;
      case MISSED -> "it was " + day + ", and is renewed " + renewed(contract.renewal());
    };
  }

  private static String renewed(@Nullable LocalDate day) {
    return day == null ? "" : "on " + Formats.dayOfYear(day);
  }

  private LicencesPage.Typed next(Caller caller, LicenceReport report) {
    String tenant = " --tenant " + caller.tenant();
    if (report.lines().isEmpty()) {
      return new LicencesPage.Typed(
          "A CSV says what is paid for: application, seats, price of a seat a year, currency.",
          typed.line("contracts import" + tenant + " contracts.csv"));
    }
    return report.lines().stream().anyMatch(line -> line.seats() == null)
        ? new LicencesPage.Typed(
            "A CSV, or a connected source, says who was given a seat.",
            typed.lines(
                List.of(
                    "contracts seats" + tenant + " seats.csv",
                    "contracts seats" + tenant + " --from okta")))
        : new LicencesPage.Typed(
            "Whose seats of an application are idle is told for a purpose, and each of them is told of it.",
            typed.line(
                "contracts idle"
                    + tenant
                    + " APPLICATION --purpose licence-question --reference TICKET"));
  }
}
