package com.orgscope.cli;

import com.orgscope.kernel.TenantId;
import com.orgscope.nightly.NightQuote;
import com.orgscope.nightly.NightReport;
import com.orgscope.nightly.NightReport.State;
import com.orgscope.nightly.Nightly;
import com.orgscope.nightly.Nightly.Whom;
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
  private static final double NANO = 1e9;

  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day that counts (default: today).")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--everybody",
      description = "Not only who needs it: as after a key was set or a prompt changed.")
  private boolean everybody;

  @Option(names = "--quote", description = "Only say what it would ask, cost and take.")
  private boolean quote;

  NightlyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Nightly nightly = session.bean(Nightly.class);
    LocalDate day = asOf != null ? asOf : session.today();
    Whom whom = everybody ? Whom.EVERYBODY : Whom.DUE;
    if (quote) {
      NightQuote quoted = nightly.quote(session.caller(tenant), day, whom);
      session.answer().give(Quoted.of(quoted), out -> print(quoted, out));
      return OrgscopeCommand.DONE;
    }
    NightReport report =
        nightly.run(session.caller(tenant), day, whom, session.progress("Categorizing", "people"));
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
    if (report.questions() > 0) {
      out.printf(
          Locale.ROOT,
          "  models: %,d questions, %,d calls, %,d from the cache, $%.4f%n",
          report.questions(),
          report.calls(),
          report.cacheHits(),
          report.costUsd());
    }
    if (report.because() != null) {
      out.println("  because: " + report.because());
    }
    report.selected().forEach((reason, people) -> out.printf("  %s: %,d%n", reason, people));
  }

  private static void print(NightQuote quote, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "A night of %s would judge %,d people and ask %,d questions about habits that %,d of them"
            + " share.%n",
        quote.asOf(),
        quote.people(),
        quote.outlook().questions(),
        quote.outlook().people());
    out.printf(
        Locale.ROOT,
        "  expected $%.4f, never more than $%.2f; about %d s of asking%n",
        quote.outlook().costNano() / NANO,
        quote.outlook().mostNano() / NANO,
        quote.outlook().time().toSeconds());
  }

  /**
   * @param sharing people who would be judged by an answer they share with others
   */
  private record Quoted(
      String asOf,
      Map<String, Integer> selected,
      int people,
      int questions,
      int sharing,
      double costUsd,
      double mostUsd,
      double seconds) {
    static Quoted of(NightQuote quote) {
      return new Quoted(
          quote.asOf().toString(),
          quote.selected(),
          quote.people(),
          quote.outlook().questions(),
          quote.outlook().people(),
          quote.outlook().costNano() / NANO,
          quote.outlook().mostNano() / NANO,
          quote.outlook().time().toMillis() / 1000.0);
    }
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
