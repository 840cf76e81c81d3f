package com.orgscope.cli;

import com.orgscope.directory.ImportReport;
import com.orgscope.directory.People;
import com.orgscope.insight.Unlisted;
import com.orgscope.kernel.PersonKey;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.usage.DailyUsage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "people", description = "The directory.", synopsisSubcommandLabel = "COMMAND")
final class PeopleCommand {
  private final Session session;

  PeopleCommand(Session session) {
    this.session = session;
  }

  @Command(
      name = "import",
      description = "Reads people from an HR system's CSV; the usual headers are recognized.")
  int importPeople(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Parameters(paramLabel = "people.csv") Path csv) {
    ImportReport report =
        session
            .bean(People.class)
            .importCsv(session.caller(tenant), csv, session.progress("Reading people", "people"));
    session.bean(Erasures.class).forgetLate(tenant);
    session.bean(DailyUsage.class).refresh(tenant, Progress.NONE);
    session.answer().give(report, out -> print(report, out));
    return report.read() > 0 && report.rejected().size() == report.read()
        ? OrgscopeCommand.FAILED
        : OrgscopeCommand.DONE;
  }

  @Command(
      name = "unlisted",
      description = {
        "Accounts that signed in lately and that the directory does not know: service accounts,",
        "second accounts, people missing in it. By pseudonym; they are in no release."
      })
  int unlisted(
      @Option(names = "--tenant", required = true, paramLabel = "T") TenantId tenant,
      @Option(
              names = "--as-of",
              paramLabel = "DATE",
              description = "The last day that counts (default: today).")
          @Nullable LocalDate asOf) {
    LocalDate day = asOf != null ? asOf : session.today();
    session.answersAsOf(day);
    List<String> accounts =
        session.bean(Unlisted.class).accounts(session.caller(tenant), day).stream()
            .map(PersonKey::toString)
            .toList();
    session
        .answer()
        .give(
            new Accounts(tenant.value(), accounts.size(), accounts),
            out -> {
              out.printf("%,d accounts that the directory does not know%n", accounts.size());
              accounts.forEach(account -> out.println("  " + account));
            });
    return OrgscopeCommand.DONE;
  }

  private record Accounts(String tenant, int accounts, List<String> pseudonyms) {}

  private static void print(ImportReport report, PrintStream out) {
    out.printf(
        "%,d rows: %,d new, %,d updated (%,d of them as they were), %,d rejected%n",
        report.read(),
        report.imported(),
        report.updated(),
        report.unchanged(),
        report.rejected().size());
    report.rejected().forEach(row -> out.println("  line " + row.line() + ": " + row.reason()));
    report
        .remarks()
        .forEach(row -> out.println("  line " + row.line() + ", used: " + row.reason()));
  }
}
