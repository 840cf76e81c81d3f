package com.orgscope.cli;

import com.orgscope.access.LookReason;
import com.orgscope.access.Looks;
import com.orgscope.directory.People;
import com.orgscope.kernel.Caller;
import com.orgscope.kernel.DisplayText;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.PersonKey;
import com.orgscope.lake.Source;
import com.orgscope.licence.Contract;
import com.orgscope.licence.Contracts;
import com.orgscope.licence.ExchangeRate;
import com.orgscope.licence.LicenceDocument;
import com.orgscope.licence.LicenceReport;
import com.orgscope.licence.LicenceReport.Line;
import com.orgscope.licence.LicenceReport.Money;
import com.orgscope.licence.LicenceReport.Seats;
import com.orgscope.licence.Licences;
import com.orgscope.licence.ProviderSeats;
import com.orgscope.licence.Visibility;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "contracts",
    description = "What is paid for by the seat, and which seats nobody uses.",
    synopsisSubcommandLabel = "COMMAND")
final class ContractsCommand {
  private final Session session;

  ContractsCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "import",
      description = {
        "Reads contracts from a CSV file, in the place of all there were. Columns: application, seats,",
        "seat_price_per_year, currency; and if you like tier, renewal, notice_days, renews_by_itself,",
        "owner, and seats_from for 'contracts seats --from': okta:Jira, entra:Jira, google:Google-Apps."
      })
  int importContracts(@Mixin OfTenant tenant, @Parameters(paramLabel = "contracts.csv") Path file) {
    Contracts.Imported imported =
        session.bean(Contracts.class).importContracts(session.caller(tenant.id()), file);
    session
        .answer()
        .give(
            imported,
            out -> {
              out.printf("%,d contracts stand now.%n", imported.contracts());
              imported
                  .withoutRate()
                  .forEach(currency ->
                      out.printf(
                          "Nobody said what %s is worth, so its contracts have no price in %s: orgscope contracts rate --tenant %s %s 1.08 --source \"who says so\"%n",
                          currency, session.currency(), tenant.id(), currency));
            });
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "seats",
      description = {
        "Reads who was given a seat from a CSV file with the columns application and login, and if",
        "you like tier and assigned_on. Of each application that it names these are all its seats.",
        "With --from it asks connected sources instead, for every contract whose seats_from names an",
        "application of theirs; of one that could not be asked the seats stay as they were."
      })
  int seats(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "seats.csv", arity = "0..1", description = "The file to read.")
          @Nullable Path file,
      @Option(
              names = "--from",
              paramLabel = "SOURCE",
              split = ",",
              description = "Sources to ask, with commas between them: okta, google, entra.")
          @Nullable List<Source> sources) {
    if (file != null && sources == null) {
      return readSeats(tenant, file);
    }
    if (file == null && sources != null) {
      return fetchSeats(tenant, Set.copyOf(sources));
    }
    throw Failure.operator("name a file of seats, or with --from the sources to ask: one of both");
  }

  private int readSeats(OfTenant tenant, Path file) {
    Contracts.Assigned assigned =
        session.bean(Contracts.class).importSeats(session.caller(tenant.id()), file);
    session
        .answer()
        .give(
            assigned,
            out -> {
              out.printf(
                  "%,d seats of people in the directory, %,d of other accounts; of %,d applications it is known who has a seat.%n",
                  assigned.seats(), assigned.strangers(), assigned.applications());
              assigned
                  .withoutContract()
                  .forEach(plan ->
                      out.printf("%s stands in no contract, so its seats count nowhere%n", plan));
            });
    return OrgscopeCommand.DONE;
  }

  private int fetchSeats(OfTenant tenant, Set<Source> sources) {
    List<FetchedRow> rows =
        session.bean(ProviderSeats.class).fetch(session.caller(tenant.id()), sources).stream()
            .map(FetchedRow::of)
            .toList();
    if (rows.isEmpty()) {
      throw Failure.operator(
          "no contract says that its seats are told by %s: write it in the column seats_from, such as okta:Jira, and read the contracts again with 'orgscope contracts import --tenant %s contracts.csv'"
              .formatted(
                  sources.stream()
                      .map(source -> source.name().toLowerCase(Locale.ROOT))
                      .sorted()
                      .collect(Collectors.joining(" or ")),
                  tenant.id()));
    }
    session
        .answer()
        .give(new FetchedRows(rows), out -> rows.forEach(row -> out.println(row.sentence())));
    return rows.stream().anyMatch(row -> row.error() != null)
        ? OrgscopeCommand.FAILED
        : OrgscopeCommand.DONE;
  }

  private record FetchedRows(List<FetchedRow> contracts) {}

  /**
   * What came of one contract.
   *
   * @param seats null where they stayed as they were
   * @param error why they did
   */
  private record FetchedRow(
      String application,
      String tier,
      String seatsFrom,
      @Nullable Integer seats,
      @Nullable Integer otherAccounts,
      @Nullable String error) {
    static FetchedRow of(ProviderSeats.Fetched fetched) {
      Failure fault = fetched.fault();
      return new FetchedRow(
          fetched.application().value(),
          fetched.tier(),
          fetched.from().toString(),
          fault == null ? fetched.seats() : null,
          fault == null ? fetched.strangers() : null,
          fault == null ? null : WayOut.of(String.valueOf(fault.getMessage()), fault.remedy()));
    }

    String sentence() {
      String of = tier.isEmpty() ? application : application + ", " + tier;
      return error == null
          ? "%s: %,d seats of people in the directory, %,d of other accounts, by %s"
              .formatted(of, seats, otherAccounts, seatsFrom)
          : "%s: its seats stay as they were, since %s".formatted(of, error);
    }
  }

  @Command(
      name = "mark",
      description = {
        "Says what sign-ins show of an application: sign-ins, native-client or long-session.",
        "Whoever has a seat of one that they do not show is never told as idle. With sign-ins it is",
        "kept how long somebody may be silent who uses it; idle seats of such applications are in the",
        "CEO's total."
      })
  int mark(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "APPLICATION") String application,
      @Parameters(paramLabel = "WHAT") String what,
      @Option(
              names = "--silence",
              paramLabel = "DAYS",
              description =
                  "After so many days without a sign of somebody a seat is idle (default: as measured).")
          @Nullable Integer days,
      @Mixin AsOf asOf) {
    Visibility visibility =
        Visibility.named(what)
            .orElseThrow(() ->
                Failure.operator(
                    "'%s' is nothing that sign-ins show: it is one of %s"
                        .formatted(
                            what,
                            Arrays.stream(Visibility.values())
                                .map(Visibility::wireName)
                                .collect(Collectors.joining(", ")))));
    Licences.Said said =
        session
            .bean(Licences.class)
            .say(session.caller(tenant.id()), application, visibility, days, asOf.in(session));
    session
        .answer()
        .give(
            new Mark(said.application().value(), visibility.wireName(), said.silence()),
            out ->
                out.printf(
                    "%s: %s%s%n",
                    said.application(),
                    visibility.wireName(),
                    said.silence() == null
                        ? ""
                        : ", idle after %d days without a sign".formatted(said.silence())));
    return OrgscopeCommand.DONE;
  }

  private record Mark(String application, String shows, @Nullable Integer silenceDays) {}

  @Command(name = "rate", description = "Says what a currency is worth, as of a day.")
  int rate(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "CURRENCY") String currency,
      @Parameters(paramLabel = "WORTH", description = "In the company's own.") BigDecimal worth,
      @Option(names = "--source", required = true, paramLabel = "S", description = "Who says so.")
          String source,
      @Option(
              names = "--on",
              paramLabel = "DATE",
              description = "The day of the rate (default: today).")
          @Nullable LocalDate day) {
    LocalDate on = day == null ? session.today() : day;
    if (on.isAfter(session.today())) {
      throw Failure.operator("nobody knows yet what a currency is worth on " + on);
    }
    ExchangeRate rate = new ExchangeRate(currency(currency), worth, on, source.strip());
    session.bean(Contracts.class).set(session.caller(tenant.id()), rate);
    session
        .answer()
        .give(LicenceDocument.Rate.of(rate), out -> print(rate, session.currency(), out));
    return OrgscopeCommand.DONE;
  }

  private static Currency currency(String code) {
    try {
      return Currency.getInstance(code.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Failure.operator("'%s' is no currency: write its code, such as EUR".formatted(code), e);
    }
  }

  @Command(
      name = "show",
      description = {
        "Each contract with its seats: given to whom, used, idle, and of which sign-ins cannot tell;",
        "what may be given back by when; what many use and nobody pays for; and duplicates."
      })
  int show(@Mixin OfTenant tenant, @Mixin AsOf asOf) {
    Caller caller = session.caller(tenant.id());
    LocalDate last = asOf.in(session);
    LocalDate today = session.todayAt(caller);
    LicenceReport report =
        session
            .bean(Licences.class)
            // Of a day that is to come notice is told as it will be then.
            .report(caller, last, last.isAfter(session.today()) ? last : today);
    session
        .answer()
        .give(
            LicenceDocument.of(tenant.id().value(), report, session.currency()),
            out -> print(report, session.currency(), out));
    return OrgscopeCommand.DONE;
  }

  @Command(
      name = "idle",
      description = "Whose seats of an application are idle, by login. The look is audited.")
  int idle(
      @Mixin OfTenant tenant,
      @Parameters(paramLabel = "APPLICATION") String application,
      @Mixin AsOf asOf,
      @Mixin Why why) {
    Caller caller = session.caller(tenant.id());
    Licences licences = session.bean(Licences.class);
    LookReason reason = why.ofSeveral();
    Set<PersonKey> idle = licences.idle(caller, application, asOf.in(session));
    session.bean(Looks.class).openByCommand(caller, idle, reason);
    Map<PersonKey, String> logins = session.bean(People.class).logins(caller);
    List<String> whose =
        idle.stream().map(key -> logins.getOrDefault(key, key.toString())).sorted().toList();
    session
        .answer()
        .give(
            new Idle(application, whose),
            out -> {
              out.printf("%,d idle seats of %s%n", whose.size(), application);
              whose.forEach(login -> out.println("  " + login));
            });
    return OrgscopeCommand.DONE;
  }

  private record Idle(String application, List<String> logins) {}

  private static void print(LicenceReport report, Currency own, PrintStream out) {
    if (report.lines().isEmpty()) {
      out.println("No contracts yet: orgscope contracts import --tenant T contracts.csv");
    }
    report.lines().forEach(line -> print(line, DisplayText.of(own), report.today(), out));
    report
        .unpaid()
        .forEach(unpaid ->
            out.printf(
                "%s: %,d people use it, and it is in no contract%n",
                unpaid.application(), unpaid.people()));
    report
        .duplicates()
        .forEach(twins ->
            out.printf(
                "%s and %s are both %s; %,d people use both%n",
                twins.one(), twins.other(), twins.kind(), twins.people()));
    report.rates().forEach(rate -> print(rate, own, out));
  }

  private static void print(ExchangeRate rate, Currency own, PrintStream out) {
    out.printf(
        "1 %s is taken to be worth %s %s as of %s (%s)%n",
        rate.currency(), rate.usd().toPlainString(), own, rate.day(), rate.source());
  }

  private static void print(Line line, String sign, LocalDate today, PrintStream out) {
    Contract contract = line.contract();
    Money money = line.money();
    out.printf(
        Locale.ROOT,
        "%s%s: %,d seats, %s%n",
        contract.application(),
        contract.tier().isEmpty() ? "" : ", " + contract.tier(),
        contract.seats(),
        money == null
            ? "price not known: nobody said what " + contract.currency() + " is worth"
            : "%s%,.2f a year".formatted(sign, money.paid()));
    Seats seats = line.seats();
    if (seats == null) {
      out.printf(
          "  who has a seat is not known; %,d people were there in 90 days%n",
          line.active().days90());
    } else {
      out.printf(
          "  %,d given (%,d used, %,d idle, %,d of people who left, %,d cannot tell, %,d of other accounts), %,d spare%n",
          seats.assigned() + seats.strangers(),
          seats.used(),
          seats.idle(),
          seats.left(),
          seats.cannotTell(),
          seats.strangers(),
          seats.spare());
    }
    if (line.silence().days() < line.silence().measured()) {
      out.printf(
          "  people came back after %,d days by now, longer than the %,d that IT said%n",
          line.silence().measured(), line.silence().days());
    }
    boolean holed = line.silence().lacks() != null;
    if (line.cannotTell() != null && (holed || line.silence().logNeeds() == 0)) {
      out.printf("  it cannot be told of each: %s%n", line.cannotTell());
    }
    if (seats != null && !holed && line.silence().logNeeds() > 0) {
      out.printf(
          "  to tell an idle seat the log needs %,d days: so long may people be silent who use it%n",
          line.silence().logNeeds());
    }
    if (seats != null && seats.giveBack() > 0) {
      out.printf(
          Locale.ROOT,
          "  %,d to give back%s%s%n",
          seats.giveBack(),
          money == null || money.giveBack() == null
              ? ""
              : ", %s%,.2f a year".formatted(sign, money.giveBack()),
          until(contract, today));
    }
  }

  private static String until(Contract contract, LocalDate today) {
    Contract.Notice notice = contract.notice(today);
    return notice == null
        ? ""
        : switch (notice.state()) {
          case OPEN -> ", by " + notice.day();
          case ENDS -> "; it ends on " + notice.day();
          case ENDED ->
              "; it ended on %s, and nothing is paid for it: write its new renewal if it goes on"
                  .formatted(notice.day());
          case MISSED ->
              "; the day for it was %s, and it is renewed on %s"
                  .formatted(notice.day(), contract.renewal());
        };
  }
}
