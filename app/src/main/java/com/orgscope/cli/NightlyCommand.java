package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "nightly",
    description = {
      "Categorizes whoever needs it and publishes the answers.",
      "Killed and typed again, it goes on where it was."
    })
final class NightlyCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day that counts (default: today).")
  private @Nullable LocalDate asOf;

  NightlyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    NightReport report =
        session
            .bean(Nightly.class)
            .run(
                session.caller(tenant),
                asOf != null ? asOf : session.today(),
                session.progress("Categorizing", "people"));
    session.answer().give(document(report), out -> print(report, out));
    return report.state() == State.FAILED ? OrgscopeCommand.FAILED : OrgscopeCommand.DONE;
  }

  static void print(NightReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Run %s is %s: of %,d people %,d decided, %,d uncertain, %,d provisional,"
            + " %,d without enough data%n",
        report.run(),
        word(report),
        report.people(),
        report.decided(),
        report.uncertain(),
        report.provisional(),
        report.notEnoughData());
    if (report.because() != null) {
      out.println("  because: " + report.because());
    }
    report.selected().forEach((reason, people) -> out.printf("  %s: %,d%n", reason, people));
  }

  private static String word(NightReport report) {
    return report.state().name().toLowerCase(Locale.ROOT);
  }

  private static Document document(NightReport report) {
    return new Document(
        report.run(),
        report.asOf().toString(),
        word(report),
        report.selected(),
        report.people(),
        report.decided(),
        report.uncertain(),
        report.notEnoughData(),
        report.provisional(),
        report.questions(),
        report.calls(),
        report.cacheHits(),
        report.costUsd(),
        report.seconds(),
        report.deadLettered(),
        report.because());
  }

  private record Document(
      String run,
      String asOf,
      String state,
      Map<String, Integer> selected,
      int people,
      int decided,
      int uncertain,
      int notEnoughData,
      int provisional,
      int questions,
      int calls,
      int cacheHits,
      double costUsd,
      double seconds,
      int deadLettered,
      @Nullable String because) {}
}
