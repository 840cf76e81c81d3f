package com.orgscope.cli;

import com.orgscope.directory.PeopleSheet;
import com.orgscope.kernel.Failure;
import com.orgscope.kernel.TenantId;
import com.orgscope.quality.Evaluation;
import com.orgscope.quality.EvaluationReport;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "evaluate",
    description = "Compares the models' categories with labels somebody vouches for.")
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--tenant", required = true, paramLabel = "T")
  @SuppressWarnings("NullAway.Init")
  private TenantId tenant;

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "labels.csv",
      description = "employee_id,login,category,second_category; of the first two one is enough.")
  private Path labels = Path.of("labels.csv");

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!Files.isReadable(labels)) {
      throw Failure.operator("there are no labels to read at " + labels);
    }
    EvaluationReport report =
        session.bean(Evaluation.class).of(session.caller(tenant), PeopleSheet.read(labels));
    session.answer().give(report, out -> print(report, out));
    return OrgscopeCommand.DONE;
  }

  private static void print(EvaluationReport report, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%,d labelled people: %,d categorized, %,d uncertain, %,d without enough data%n",
        report.people(),
        report.categorized(),
        report.uncertain(),
        report.notEnoughData());
    out.println("accuracy " + report.accuracyInWords() + " over decided people");
    out.println(
        "coverage "
            + EvaluationReport.percent(report.coverage())
            + ", calibration error "
            + EvaluationReport.percent(report.ece()));
    report.unread().forEach(u -> out.println("  line " + u.line() + " not used: " + u.reason()));
  }
}
