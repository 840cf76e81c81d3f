package com.orgscope.cli;

import com.orgscope.directory.ImportReport;
import com.orgscope.directory.People;
import com.orgscope.kernel.Progress;
import com.orgscope.kernel.TenantId;
import com.orgscope.privacy.Erasures;
import com.orgscope.usage.DailyUsage;
import java.io.PrintStream;
import java.nio.file.Path;
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
